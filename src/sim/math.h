#pragma once

// Logarithm and exponential of the model: the same bits on every platform, which
// libm's are not (glibc and musl differ by one ulp in one call of ten thousand).

namespace sim {

// Natural logarithm of a finite x > 0. Error below 1 ulp: the method of fdlibm's
// __ieee754_log (Sun Microsystems 1993): x = 2^k (1+f), log(1+f) by a polynomial in
// s = f / (2+f). Needs -ffp-contract=off.
double log(double x);

// The same for x in (0, 1) by a table instead of a division, twice as fast: off by less than
// 5e-16 and 2 ulp, which no draw shows whose mean is below twenty days.
double quick_log(double x);

// e to the x, for any finite x: 0 below -745.2, the largest double above 709.7. Error
// below 1 ulp: the method of fdlibm's __ieee754_exp: x = k ln2 + r, a rational function of r.
double exp(double x);

}  // namespace sim
