// Any bytes, as a scenario file.

#include "tests/fuzz/checks.h"

#include <cstddef>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    fuzz::check_text({reinterpret_cast<const char*>(data), size});
    return 0;
}
