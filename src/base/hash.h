#pragma once

// A fingerprint of what happened: 64 bits, the same on every platform. It is FNV-1a over
// whole words, each of which is mixed first. Not suitable for secrets or hash tables.

#include <cstdint>
#include <string>
#include <string_view>

class Hash {
public:
    void add(uint64_t word) {
        word ^= word >> 32;
        word *= 0x9E37'79B9'7F4A'7C15ull;
        word ^= word >> 29;
        state_ = (state_ ^ word) * 0x0000'0100'0000'01B3ull;
        state_ ^= state_ >> 31;
    }
    void add(std::string_view text) {
        add(uint64_t(text.size()));
        for (char c : text) add(uint64_t(uint8_t(c)));
    }
    uint64_t value() const { return state_; }

private:
    uint64_t state_ = 0xCBF2'9CE4'8422'2325ull;
};

// 16 hexadecimal digits.
std::string hash_text(uint64_t hash);
