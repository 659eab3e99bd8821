#include "base/hash.h"

std::string hash_text(uint64_t hash) {
    std::string digits(16, '0');
    for (size_t i = 0; i < 16; ++i) digits[15 - i] = "0123456789abcdef"[hash >> (4 * i) & 0xF];
    return digits;
}
