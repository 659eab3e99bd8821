#pragma once

// Numbers and texts as bytes, for messages between two WebAssembly modules. Numbers are written seven bits at a time,
// the lowest first.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quickjs {

using Bytes = std::vector<uint8_t>;

class ByteWriter {
public:
    void number(uint64_t value) {
        for (; value >= 0x80; value >>= 7) bytes.push_back(uint8_t(value | 0x80));
        bytes.push_back(uint8_t(value));
    }
    void text(std::string_view text) {
        number(text.size());
        bytes.insert(bytes.end(), text.begin(), text.end());
    }
    Bytes bytes;
};

// Reading past the end returns zeros and empty texts, and means that the reader has failed.
class ByteReader {
public:
    ByteReader(const uint8_t* data, size_t size) : at_(data), end_(data + size) {}

    uint64_t number() {
        uint64_t value = 0;
        if (at_ == end_) failed_ = true;
        for (unsigned shift = 0; at_ != end_ && shift < 64; shift += 7) {
            const uint8_t byte = *at_++;
            value |= uint64_t(byte & 0x7F) << shift;
            if (!(byte & 0x80)) break;
        }
        return value;
    }
    std::string_view text() {
        const size_t size = size_t(number());
        if (size > size_t(end_ - at_)) {
            at_ = end_;
            failed_ = true;
            return {};
        }
        const std::string_view text(reinterpret_cast<const char*>(at_), size);
        at_ += size;
        return text;
    }
    bool at_end() const { return at_ == end_; }
    bool failed() const { return failed_; }

private:
    const uint8_t* at_;
    const uint8_t* end_;
    bool failed_ = false;
};

}  // namespace quickjs
