// Bytes choose a program of an event loop: each input is a valid scenario. Its memory is limited by the budgets of the
// check, and the memory of the process by the fuzzer (-rss_limit_mb).

#include "tests/fuzz/any_loops.h"
#include "tests/fuzz/checks.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text = fuzz::any_loops({data, size});
    if (std::getenv("INTERLEAVE_FUZZ_SHOW")) std::printf("%s\n", text.c_str());
    if (!fuzz::check_text(text)) fuzz::fail("a program that should be valid is refused", text);
    return 0;
}
