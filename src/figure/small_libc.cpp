// Functions of the C library in a smaller form. Two that the parser of JSON names are a tenth of a packed module in the
// library, because they also know long doubles, hexadecimals and every format; these do what the parser asks for.

#include "base/decimal.h"

#include <cstdarg>
#include <cstddef>
#include <cstring>

// A failed assert stops the module of figures without a word, so that no texts are loaded for it. (The lab runs the
// same code, and has them.)

extern "C" [[noreturn, gnu::always_inline]] void __assert_fail(const char*, const char*, int, const char*) {
    __builtin_trap();
}

// Reads what JSON and our formats contain.
extern "C" double strtod(const char* text, char** end) {
    const size_t length = std::strspn(text, "+-.0123456789eE");
    const auto value = decimal_value({text, length});
    if (end) *end = const_cast<char*>(value ? text + length : text);
    return value.value_or(0);
}

// It names these two, but does not call them.
extern "C" float strtof(const char* text, char** end) { return float(strtod(text, end)); }
extern "C" long double strtold(const char* text, char** end) { return strtod(text, end); }

// It has one format, for a control character in an error: "<U+%.4X>".
extern "C" int snprintf(char* text, size_t size, const char* format, ...) {
    va_list values;
    va_start(values, format);
    const unsigned value = va_arg(values, unsigned);
    va_end(values);
    char all[] = "<U+0000>";
    for (int i = 0; i < 4; ++i) all[6 - i] = "0123456789ABCDEF"[value >> (4 * i) & 15];
    if (size >= sizeof all) std::memcpy(text, all, sizeof all);
    else if (size > 0) *text = 0;
    return sizeof all - 1;
}
