#include "exchange/in/unpack.h"

#include "base/say.h"

#define STBI_ONLY_PNG
#define STBI_SUPPORT_ZLIB
#define STBI_NO_STDIO
#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>

#include <array>
#include <cstdint>

namespace exchange {

namespace {

constexpr size_t header_bytes = 10, trailer_bytes = 8, piece_bytes = 1 << 20;
constexpr size_t largest_ratio = 1'032;  // of deflate: 258 bytes take at least two bits
enum Flag : uint8_t { has_checksum = 2, has_extra = 4, has_name = 8, has_comment = 16, reserved = 0xE0 };

uint32_t little_endian(std::string_view bytes, size_t at, size_t count) {
    uint32_t number = 0;
    for (size_t i = 0; i < count; ++i) number |= uint32_t(uint8_t(bytes[at + i])) << (8 * i);
    return number;
}

uint32_t crc32(std::string_view bytes) {
    std::array<uint32_t, 256> table;
    for (uint32_t i = 0; i < 256; ++i) {
        uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = value & 1 ? 0xEDB8'8320u ^ (value >> 1) : value >> 1;
        table[i] = value;
    }
    uint32_t crc = ~0u;
    for (const char c : bytes) crc = table[(crc ^ uint8_t(c)) & 0xFF] ^ (crc >> 8);
    return ~crc;
}

// Returns where the compressed data begins, or npos if the header is not complete.
size_t data_begin(std::string_view file) {
    if (file.size() < header_bytes + trailer_bytes || file[2] != 8) return file.npos;
    const uint8_t flags = uint8_t(file[3]);
    if (flags & reserved) return file.npos;
    size_t at = header_bytes;
    if (flags & has_extra) {
        if (at + 2 > file.size()) return file.npos;
        at += 2 + little_endian(file, at, 2);
    }
    for (const uint8_t text : {has_name, has_comment}) {
        if (!(flags & text)) continue;
        const size_t end = at < file.size() ? file.find('\0', at) : file.npos;
        if (end == file.npos) return file.npos;
        at = end + 1;
    }
    if (flags & has_checksum) at += 2;
    return at + trailer_bytes <= file.size() ? at : file.npos;
}

}  // namespace

bool is_gzip(std::string_view beginning) { return beginning.starts_with("\x1F\x8B"); }

Result<std::string> unpacked(std::string_view file) {
    const Error damaged{
        say_plain("the compressed file is damaged or has several parts: unpack it first, with gunzip"), 0, 0, {}};
    const size_t begin = is_gzip(file) ? data_begin(file) : file.npos;
    if (begin == file.npos) return damaged;
    const std::string_view data = file.substr(begin);  // with the trailer: the decoder looks ahead by two bytes
    const uint32_t checksum = little_endian(file, file.size() - 8, 4), size = little_endian(file, file.size() - 4, 4);
    if (size > uint64_t(data.size()) * largest_ratio) return damaged;
    if (size > max_unpacked_bytes)
        return Error{say_plain("the compressed file contains more than 2 GB: unpack it first, with gunzip"), 0, 0, {}};
    std::string content(size_t(size) + 1, '\0');  // one more byte, which must stay free
    const int length =
        stbi_zlib_decode_noheader_buffer(content.data(), int(content.size()), data.data(), int(data.size()));
    if (length < 0 || uint32_t(length) != size) return damaged;
    content.resize(size);
    if (crc32(content) != checksum) return damaged;
    return content;
}

std::optional<Error> feed_pieces(const std::function<std::string_view()>& next,
                                 const std::function<bool(std::string_view)>& feed) {
    std::string_view piece = next();
    if (!is_gzip(piece)) {
        while (!piece.empty() && feed(piece)) piece = next();
        return {};
    }
    std::string file;
    for (; !piece.empty(); piece = next()) {
        file += piece;
        if (file.size() > max_packed_bytes)
            return Error{say_plain("the compressed file is larger than 1 GB: unpack it first, with gunzip"), 0, 0, {}};
    }
    const Result<std::string> content = unpacked(file);
    if (!content) return content.error();
    for (size_t at = 0; at < content->size() && feed(std::string_view(*content).substr(at, piece_bytes));
         at += piece_bytes) {}
    return {};
}

}  // namespace exchange
