#pragma once

// A place in the program of an event loop: where a callback was made, which line runs, or
// which line printed. A program has one of two forms, and a site names a place in either:
//
//     operation   one of scenario::functions, by its id (scenario/code.h)
//     line        a line and column of a source text, both from 1
//
// A site takes four bytes, because a trace contains millions of them. The task of its
// callback tells which source text a line belongs to.

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace trace {

constexpr uint32_t no_operation = 0xFFFF'FFFF;

class CodeSite {
public:
    constexpr CodeSite() = default;  // no place

    // Requires an id below 2^31, or no_operation.
    static constexpr CodeSite of_operation(uint32_t id) {
        assert(id < line_bit || id == no_operation);
        return CodeSite(id);
    }
    // Requires a line from 1 to max_line. A column beyond max_column is clamped to it.
    static constexpr CodeSite of_line(uint32_t line, uint32_t column) {
        assert(line >= 1 && line <= max_line);
        return CodeSite(line_bit | line << column_bits | std::min(column, max_column));
    }

    constexpr explicit operator bool() const { return bits_ != no_operation; }
    constexpr bool is_operation() const { return bits_ < line_bit; }
    constexpr bool is_line() const { return *this && !is_operation(); }

    // Returns no_operation for a line and for no place.
    constexpr uint32_t operation() const { return is_operation() ? bits_ : no_operation; }
    // Both return 0 unless is_line().
    constexpr uint32_t line() const { return is_line() ? (bits_ & ~line_bit) >> column_bits : 0; }
    constexpr uint32_t column() const { return is_line() ? bits_ & max_column : 0; }

    constexpr uint32_t bits() const { return bits_; }  // for hashes
    constexpr bool operator==(const CodeSite&) const = default;

    // A source text has at most 256 KiB, so it has fewer lines than this.
    static constexpr uint32_t max_line = (1u << 19) - 2;
    static constexpr uint32_t max_column = (1u << 12) - 1;

private:
    static constexpr uint32_t line_bit = 1u << 31;
    static constexpr unsigned column_bits = 12;

    constexpr explicit CodeSite(uint32_t bits) : bits_(bits) {}

    uint32_t bits_ = no_operation;  // line_bit is set for a line: 19 bits of line, then 12 of column
};

}  // namespace trace
