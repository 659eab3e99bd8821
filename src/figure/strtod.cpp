// The parser of JSON that we use calls strtod. That of the C library is 10 kB of a packed module, because it also reads
// long doubles and hexadecimals; this one reads what JSON and our formats contain.

#include "base/decimal.h"

#include <cstring>

extern "C" double strtod(const char* text, char** end) {
    const size_t length = std::strspn(text, "+-.0123456789eE");
    const auto value = decimal_value({text, length});
    if (end) *end = const_cast<char*>(value ? text + length : text);
    return value.value_or(0);
}
