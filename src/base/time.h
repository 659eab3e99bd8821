#pragma once

// A moment or a length of simulated time: whole nanoseconds in 64 bits.
//
// There is one type for both. It is never a float: 2^53 ns is 104 days, but sums of floats
// depend on their order, and the same run must give the same bytes everywhere.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct Time {
    int64_t ns = 0;

    auto operator<=>(const Time&) const = default;
    Time operator-() const { return {-ns}; }
    Time& operator+=(Time other) { ns += other.ns; return *this; }
    Time& operator-=(Time other) { ns -= other.ns; return *this; }
    friend Time operator+(Time a, Time b) { return {a.ns + b.ns}; }
    friend Time operator-(Time a, Time b) { return {a.ns - b.ns}; }
    friend Time operator*(Time a, int64_t n) { return {a.ns * n}; }
};

// A moment that may be missing: std::optional<Time> in 8 bytes. Times are never negative here.
class MaybeTime {
public:
    MaybeTime() = default;
    MaybeTime(Time t) : ns_(t.ns) {}

    explicit operator bool() const { return ns_ >= 0; }
    bool has_value() const { return ns_ >= 0; }
    Time operator*() const { return {ns_}; }
    Time value_or(Time other) const { return ns_ >= 0 ? Time{ns_} : other; }
    bool operator==(const MaybeTime&) const = default;

private:
    int64_t ns_ = -1;
};

constexpr Time nsec(int64_t n) { return {n}; }
constexpr Time usec(int64_t n) { return {n * 1'000}; }
constexpr Time msec(int64_t n) { return {n * 1'000'000}; }
constexpr Time sec(int64_t n) { return {n * 1'000'000'000}; }

// The longest time that a scenario may contain, and the end of every simulation: 1,000
// days. The sum of two such times never overflows.
constexpr Time longest_time = sec(86'400'000);

// "20ms", "1.5s", "250 us": a decimal number, with at most nine digits after the point, and
// one of the units ns us µs ms s min h. Returns nullopt for other texts, and for times that
// are negative, longer than longest_time or finer than a nanosecond.
std::optional<Time> parse_time(std::string_view text);

// Returns the shortest exact text in the largest unit that stays readable: "20ms", "1.5s",
// "0ms". parse_time reads it back.
std::string time_text(Time t);

// For people: "148.0 ms", "1.25 s", "850 µs", with three or four significant digits. From two minutes on, the seconds
// are written too, down to ms: "2 min 5.25 s".
std::string time_label(Time t);

// Next to an axis: in no unit larger than seconds, and with enough digits to distinguish labels `apart_ns` apart:
// "45.123 s", "3900250.1 ms".
std::string time_label(Time t, double apart_ns);
