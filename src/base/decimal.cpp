#include "base/decimal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace {

// A whole number of any size. Its highest word is not 0.
class Big {
public:
    explicit Big(uint64_t value) {
        for (; value > 0; value >>= 32) words_.push_back(uint32_t(value));
    }

    bool is_zero() const { return words_.empty(); }

    int bits() const {
        int top = 0;
        if (!words_.empty())
            for (uint32_t word = words_.back(); word > 0; word >>= 1) ++top;
        return words_.empty() ? 0 : int(words_.size() - 1) * 32 + top;
    }

    void multiply_add(uint32_t factor, uint32_t summand) {
        uint64_t carry = summand;
        for (uint32_t& word : words_) {
            carry += uint64_t(word) * factor;
            word = uint32_t(carry);
            carry >>= 32;
        }
        if (carry > 0) words_.push_back(uint32_t(carry));
    }

    void multiply_by_power(uint32_t base, int exponent) {
        for (; exponent > 0; --exponent) multiply_add(base, 0);
    }

    uint32_t divide(uint32_t by) {  // Returns the remainder.
        uint64_t rest = 0;
        for (size_t i = words_.size(); i-- > 0;) {
            rest = rest << 32 | words_[i];
            words_[i] = uint32_t(rest / by);
            rest %= by;
        }
        trim();
        return uint32_t(rest);
    }

    void shift_left(int by) {
        if (words_.empty()) return;
        const int rest = by % 32;
        if (rest > 0) multiply_add(uint32_t(1) << rest, 0);
        words_.insert(words_.begin(), size_t(by / 32), 0);
    }

    // Subtracts a number that is not larger.
    void subtract(const Big& other) {
        uint64_t borrow = 0;
        for (size_t i = 0; i < words_.size(); ++i) {
            const uint64_t less = borrow + (i < other.words_.size() ? other.words_[i] : 0);
            borrow = words_[i] < less;
            words_[i] = uint32_t(words_[i] - less);
        }
        trim();
    }

    int compare(const Big& other) const {  // < 0: it is less
        if (words_.size() != other.words_.size()) return words_.size() < other.words_.size() ? -1 : 1;
        for (size_t i = words_.size(); i-- > 0;)
            if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
        return 0;
    }

private:
    void trim() {
        while (!words_.empty() && words_.back() == 0) words_.pop_back();
    }

    std::vector<uint32_t> words_;  // the lowest first
};

constexpr int precision = 53, lowest_exponent = -1022, highest_exponent = 1023;

// The nearest double of numerator / denominator, which are not 0.
double nearest(Big numerator, Big denominator) {
    int exponent = numerator.bits() - denominator.bits();
    if (exponent > 0) denominator.shift_left(exponent);
    else numerator.shift_left(-exponent);
    if (numerator.compare(denominator) < 0) {
        numerator.shift_left(1);
        --exponent;
    }
    // Now the quotient is from 1 to 2, and this power of two is left out.
    if (exponent > highest_exponent) return HUGE_VAL;
    const int bits = exponent < lowest_exponent ? precision - (lowest_exponent - exponent) : precision;
    if (bits < 0) return 0;
    uint64_t quotient = 0;
    for (int i = 0; i < bits; ++i) {
        quotient <<= 1;
        if (numerator.compare(denominator) >= 0) {
            numerator.subtract(denominator);
            quotient |= 1;
        }
        numerator.shift_left(1);
    }
    const int rest = numerator.compare(denominator);  // the next bit, and what follows it
    if (rest > 0 || (rest == 0 && (quotient & 1))) ++quotient;
    return std::ldexp(double(quotient), exponent - (bits - 1));
}

void strip_zeros(Decimal& number) {
    while (!number.digits.empty() && number.digits.back() == '0') number.digits.pop_back();
    if (number.digits.empty()) number.point = 0;
}

bool is_figure(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Decimal decimal_of(double value) {
    Decimal number;
    number.negative = std::signbit(value);
    int exponent = 0;
    uint64_t mantissa = uint64_t(std::ldexp(std::frexp(std::fabs(value), &exponent), precision));
    exponent -= precision;
    if (mantissa == 0) return number;
    for (; mantissa % 2 == 0; mantissa /= 2) ++exponent;

    Big whole(mantissa);  // without its point
    const int places = std::max(0, -exponent);
    if (exponent > 0) whole.shift_left(exponent);
    else whole.multiply_by_power(5, places);  // m / 2^k = m × 5^k / 10^k
    constexpr uint32_t billion = 1'000'000'000;
    while (!whole.is_zero()) {
        uint32_t part = whole.divide(billion);
        for (int i = 0; i < 9 && (part > 0 || !whole.is_zero()); ++i, part /= 10)
            number.digits += char('0' + part % 10);
    }
    std::reverse(number.digits.begin(), number.digits.end());
    number.point = int(number.digits.size()) - places;
    strip_zeros(number);
    return number;
}

Decimal rounded(Decimal number, int count) {
    std::string& digits = number.digits;
    if (count >= int(digits.size())) return number;
    if (count < 0) {
        digits.clear();
        number.point = 0;
        return number;
    }
    const char next = digits[size_t(count)];
    const bool half = next == '5' && int(digits.size()) == count + 1;
    const bool odd = count > 0 && (digits[size_t(count) - 1] - '0') % 2 == 1;
    digits.resize(size_t(count));
    if (half ? odd : next >= '5') {
        while (!digits.empty() && digits.back() == '9') digits.pop_back();
        if (digits.empty()) {
            digits = '1';
            ++number.point;
        } else {
            ++digits.back();
        }
    }
    strip_zeros(number);
    return number;
}

std::optional<double> decimal_value(std::string_view text) {
    size_t at = 0;
    const auto is = [&](auto test) { return at < text.size() && test(text[at]); };
    const auto is_sign = [](char c) { return c == '-' || c == '+'; };
    const bool negative = is([](char c) { return c == '-'; });
    if (is(is_sign)) ++at;

    // The nearest double is decided by the first 768 digits, and by whether there are others.
    constexpr size_t max_digits = 800;
    std::string digits;
    int exponent = 0;
    bool any = false, point = false;
    for (; at < text.size() && (is_figure(text[at]) || (text[at] == '.' && !point)); ++at) {
        const char c = text[at];
        if (c == '.') {
            point = true;
            continue;
        }
        any = true;
        if (digits.empty() && c == '0') exponent -= point;
        else if (digits.size() < max_digits) digits += c, exponent -= point;
        else {
            if (c != '0')
                digits.back() = digits.back() == '0' || digits.back() == '5' ? char(digits.back() + 1) : digits.back();
            exponent += !point;
        }
    }
    if (!any) return {};
    if (is([](char c) { return c == 'e' || c == 'E'; })) {
        ++at;
        const bool less = is([](char c) { return c == '-'; });
        if (is(is_sign)) ++at;
        if (!is(is_figure)) return {};
        int given = 0;
        for (; is(is_figure); ++at) given = std::min(100'000'000, given * 10 + (text[at] - '0'));
        exponent += less ? -given : given;
    }
    if (at != text.size()) return {};

    const auto signed_value = [&](double value) { return negative ? -value : value; };
    const int64_t magnitude = int64_t(digits.size()) + exponent;
    if (digits.empty() || magnitude < -330) return signed_value(0);
    if (magnitude > 310) return signed_value(HUGE_VAL);

    // These have no error: both are exact doubles, and there is one rounding.
    constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (digits.size() <= 15 && exponent >= -22 && exponent <= 22) {
        uint64_t whole = 0;
        for (const char c : digits) whole = whole * 10 + uint64_t(c - '0');
        return signed_value(exponent < 0 ? double(whole) / powers[-exponent] : double(whole) * powers[exponent]);
    }
    Big numerator(0), denominator(1);
    for (const char c : digits) {
        if (numerator.is_zero()) numerator = Big(uint64_t(c - '0'));
        else numerator.multiply_add(10, uint32_t(c - '0'));
    }
    (exponent < 0 ? denominator : numerator).multiply_by_power(10, std::abs(exponent));
    return signed_value(nearest(std::move(numerator), std::move(denominator)));
}
