#pragma once

// The logarithm and exponential that the model uses. They give the same bits on every
// platform; those of libm do not (glibc and musl differ by one ulp in one call out of ten
// thousand).

#include <cassert>
#include <cstdint>
#include <cstring>

namespace sim {

// Natural logarithm of a finite x > 0. The error is below 1 ulp. The method is that of
// fdlibm's __ieee754_log (Sun Microsystems 1993): x = 2^k (1+f), log(1+f) by a polynomial
// in s = f / (2+f). Requires -ffp-contract=off.
double log(double x);

// The same for x in (0, 1), with a table instead of a division, which is twice as fast. The error is less
// than 5e-16 and less than 2 ulp, which changes no draw with a mean below twenty days.
double quick_log(double x);

// e to the power of x, for any finite x: 0 below -745.2, the largest double above 709.7. The error is
// below 1 ulp. The method is that of fdlibm's __ieee754_exp: x = k ln2 + r, a rational function of r.
double exp(double x);

// ---- the table -----------------------------------------------------------------

inline uint64_t bits_of(double x) {
    uint64_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}

inline double from_bits(uint64_t bits) {
    double x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}

// x = 2^k z with z in [0.6875, 1.375). The table has an interval of z for each of `rows` values of its top bits.
struct LogTable {
    static constexpr uint64_t min_z = 0x3FE6'0000'0000'0000ull;
    static constexpr int row_bits = 7, rows = 1 << row_bits;
    struct Row {
        double inverse = 0;  // of a number near the middle of the interval
        double log = 0;      // of that number
    };
    Row row[rows];
};
extern const LogTable log_table;

// ln(x) as a sum: the logarithm of a number near x, and that of 1 + r, the factor by which x differs from it.
struct LogParts {
    double near = 0;
    double r = 0;  // |r| < 1/127
};

inline LogParts log_parts(double x) {
#ifdef INTERLEAVE_CHECKED
    assert(x > 0 && x < 1);
#endif
    const uint64_t shifted = bits_of(x) - LogTable::min_z;
    const int64_t k = int64_t(shifted) >> 52;
    const LogTable::Row& row = log_table.row[shifted >> (52 - LogTable::row_bits) & (LogTable::rows - 1)];
    const double z = from_bits(bits_of(x) - (shifted & 0xFFF0'0000'0000'0000ull));
    return {double(k) * 6.93147180559945309417e-01 + row.log, z * row.inverse - 1};
}

inline double log_of(LogParts parts) {
    const double r = parts.r, square = r * r;
    // log(1+r): the first terms of its series; the rest is below 1e-18
    const double tail = (1.0 / 3 - r * (1.0 / 4)) + square * ((1.0 / 5 - r * (1.0 / 6)) + square * (1.0 / 7));
    return parts.near + (r + square * (r * tail - 0.5));
}

inline double quick_log(double x) { return log_of(log_parts(x)); }

}  // namespace sim
