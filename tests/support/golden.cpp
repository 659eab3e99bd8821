#include "tests/support/golden.h"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace support {

std::string golden(const std::string& name, const std::string& actual) {
    const std::string path = INTERLEAVE_SOURCE_DIR "/tests/golden/" + name;
    if (std::getenv("INTERLEAVE_APPROVE")) {
        std::ofstream(path, std::ios::binary) << actual;
        return actual;
    }
    std::ifstream file(path, std::ios::binary);
    std::stringstream expected;
    expected << file.rdbuf();
    return expected.str();
}

}  // namespace support
