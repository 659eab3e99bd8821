#pragma once

// The spans of a lane in the order of time. For each, the list contains its index in the store, and
// what the lane shows of it apart from its times, so that drawing reads nothing else. It takes 4 bytes
// per span:
//
//     place 26 | kind 3 | colour 3

#include "trace/span_store.h"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

namespace chart {

// A span as a lane shows it.
struct Listed {
    static_assert(trace::max_spans <= size_t(1) << 26 && uint32_t(trace::SpanKind::sharing) < 8);
    uint32_t bits = 0;

    Listed(uint32_t place, trace::SpanKind kind, uint8_t colour)
        : bits(place | uint32_t(kind) << 26 | uint32_t(colour) << 29) {}
    explicit Listed(uint32_t of) : bits(of) {}
    uint32_t place() const { return bits & ((1u << 26) - 1); }
    uint32_t look() const { return bits >> 26; }  // kind and colour as one number, 0..63
    trace::SpanKind kind() const { return kind_in(look()); }
    uint8_t colour() const { return uint8_t(look() >> 3); }

    static constexpr trace::SpanKind kind_in(uint32_t look) { return trace::SpanKind(look & 7); }
};

// Behaves like a list of indices.
class SpanList {
public:
    class Iterator {
    public:
        using value_type = uint32_t;
        using reference = uint32_t;
        using pointer = const uint32_t*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::random_access_iterator_tag;

        Iterator() = default;
        explicit Iterator(const uint32_t* at) : at_(at) {}
        uint32_t operator*() const { return Listed(*at_).place(); }
        uint32_t operator[](ptrdiff_t n) const { return *(*this + n); }
        Iterator& operator+=(ptrdiff_t n) { return at_ += n, *this; }
        Iterator& operator-=(ptrdiff_t n) { return at_ -= n, *this; }
        Iterator& operator++() { return *this += 1; }
        Iterator& operator--() { return *this -= 1; }
        Iterator operator++(int) { return Iterator(at_++); }
        Iterator operator--(int) { return Iterator(at_--); }
        friend Iterator operator+(Iterator a, ptrdiff_t n) { return a += n; }
        friend Iterator operator-(Iterator a, ptrdiff_t n) { return a -= n; }
        friend ptrdiff_t operator-(Iterator a, Iterator b) { return a.at_ - b.at_; }
        friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
        friend bool operator<(Iterator a, Iterator b) { return a.at_ < b.at_; }

    private:
        const uint32_t* at_ = nullptr;
    };

    SpanList() = default;
    SpanList(std::span<const uint32_t> listed) : listed_(listed) {}

    size_t size() const { return listed_.size(); }
    bool empty() const { return listed_.empty(); }
    uint32_t operator[](size_t i) const { return listed(i).place(); }
    uint32_t front() const { return (*this)[0]; }
    uint32_t back() const { return (*this)[size() - 1]; }
    Iterator begin() const { return Iterator(listed_.data()); }
    Iterator end() const { return Iterator(listed_.data() + listed_.size()); }

    Listed listed(size_t i) const { return Listed(listed_[i]); }

private:
    std::span<const uint32_t> listed_;
};

}  // namespace chart
