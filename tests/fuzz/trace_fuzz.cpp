// Any bytes, as a recording. The first two bytes determine the pieces in which it is passed.

#include "tests/fuzz/checks.h"

#include <cstddef>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size < 2) return 0;
    fuzz::check_recording({reinterpret_cast<const char*>(data) + 2, size - 2}, size_t(data[0]) + 1,
                          size_t(data[1]) * 16 + 1);
    return 0;
}
