#include "sim/math.h"

#include <cassert>
#include <cstdint>

namespace sim {

double log(double x) {
    assert(x > 0);
    // ln 2 in two parts: the first has so few bits that k * ln2_high is exact.
    constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    int64_t k = 0;
    if (x < 0x1p-1022) {
        x *= 0x1p54;
        k = -54;
    }
    // Choose k so that 1+f lies in [sqrt(1/2), sqrt(2)).
    const uint64_t shifted = bits_of(x) + (0x3FF0'0000'0000'0000ull - 0x3FE6'A09E'667F'3BCDull);
    k += int64_t(shifted >> 52) - 1023;
    const double f = from_bits((shifted & 0x000F'FFFF'FFFF'FFFFull) + 0x3FE6'A09E'667F'3BCDull) - 1.0;
    // Minimax coefficients for (log(1+f) - 2s) / s on that interval, from fdlibm's e_log.
    constexpr double c1 = 6.666666666666735130e-01, c2 = 3.999999999940941908e-01, c3 = 2.857142874366239149e-01,
                     c4 = 2.222219843214978396e-01, c5 = 1.818357216161805012e-01, c6 = 1.531383769920937332e-01,
                     c7 = 1.479819860511658591e-01;
    const double s = f / (2.0 + f), z = s * s, w = z * z;
    const double odd = w * (c2 + w * (c4 + w * c6));
    const double even = z * (c1 + w * (c3 + w * (c5 + w * c7)));
    const double half = 0.5 * f * f, dk = double(k);
    return s * (half + (odd + even)) + dk * ln2_low - half + f + dk * ln2_high;
}

namespace {

constexpr double series_log(double x) {  // used only to make the table
    const double s = (x - 1) / (x + 1);
    double sum = 0, power = s;
    for (int n = 1; n < 60; n += 2, power *= s * s) sum += power / n;
    return 2 * sum;
}

constexpr LogTable make_log_table() {
    LogTable table;
    // The bits of [0.6875, 1) are 80 intervals of 2^-8; those of [1, 1.375) 48 of 2^-7.
    for (int i = 0; i < LogTable::rows; ++i) {
        const double middle = i < 80 ? 0.6875 + (i + 0.5) / 256 : 1 + (i - 80 + 0.5) / 128;
        const bool at_one = i == 79 || i == 80;  // exact, because the logarithm is 0
        table.row[i].inverse = at_one ? 1 : 1 / middle;
        table.row[i].log = at_one ? 0 : -series_log(table.row[i].inverse);
    }
    return table;
}

}  // namespace

constinit const LogTable log_table = make_log_table();

double exp(double x) {
    if (x > 709.7) return from_bits(0x7FEF'FFFF'FFFF'FFFFull);
    if (x < -745.2) return 0;
    constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
    constexpr double log2_e = 1.44269504088896338700e+00;
    // x = k ln2 + r with |r| <= ln2 / 2
    const int64_t k = int64_t(x * log2_e + (x < 0 ? -0.5 : 0.5));
    const double high = x - double(k) * ln2_high, low = double(k) * ln2_low;
    const double r = high - low, t = r * r;
    // Minimax coefficients for r (e^r + 1) / (e^r - 1), from fdlibm's e_exp.
    constexpr double p1 = 1.66666666666666019037e-01, p2 = -2.77777777770155933842e-03, p3 = 6.61375632143793436117e-05,
                     p4 = -1.65339022054652515390e-06, p5 = 4.13813679705723846039e-08;
    const double c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))));
    const double y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    // In two steps, for results below the smallest normal number.
    const int64_t half = k / 2;
    const auto power = [](int64_t n) { return from_bits(uint64_t(n + 1023) << 52); };
    return y * power(half) * power(k - half);
}

}  // namespace sim
