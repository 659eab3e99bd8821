// Bytes choose among everything in the format: each input is a valid scenario.

#include "tests/fuzz/any_scenario.h"
#include "tests/fuzz/checks.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text = fuzz::any_scenario({data, size});
    if (std::getenv("INTERLEAVE_FUZZ_SHOW")) std::printf("%s\n", text.c_str());
    if (!fuzz::check_text(text)) fuzz::fail("a scenario that should be valid is refused", text);
    return 0;
}
