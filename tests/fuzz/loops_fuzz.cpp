// The bytes choose a program of an event loop, so each input is a valid scenario. The budgets of the check limit the
// memory of the run, and the fuzzer limits the memory of the process (-rss_limit_mb).

#include "tests/fuzz/any_loops.h"
#include "tests/fuzz/checks.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const std::string text = fuzz::any_loops({data, size});
    if (std::getenv("INTERLEAVE_FUZZ_SHOW")) std::printf("%s\n", text.c_str());
    if (!fuzz::check_text(text)) fuzz::fail("a program that should be valid is rejected", text);
    return 0;
}
