#pragma once

// Calls from the page, with their arguments checked.
//
// Everything that a page can ask of a session is a row of a table: a name, names for
// the arguments, and a function. The types of the function's parameters, which are those below, say what
// the arguments may be:
//
//     void seek(PageSession& page, Moment at) { page.session().seek(at.time()); }
//     row<seek>("seek", "at")
//
// shared_calls.cpp has the rows of every module, app/web_calls.cpp those of the lab, and figure/web_calls.cpp those of
// a figure.
//
// Arguments come from outside. A number must be finite, in the range of its type and, where the type says so,
// whole; a text must not be too long. Otherwise the call is refused with a sentence that says why, and the
// function is not called. The page gets the table as JSON and makes its functions from it
// (web/core/module.js), so that nothing is written down twice.

#include "base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace app {

class PageSession;

// What an argument may be.
struct Kind {
    enum class Type : uint8_t { number, whole, flag, text, bytes, canvas };
    Type type = Type::number;
    double low = 0, high = 0;  // of a number, both included; for a text or bytes, `high` is the max size in bytes
};

struct Argument {
    double number = 0;  // for a canvas, its index among the arguments
    std::string text;   // or bytes
};

template <int64_t low, int64_t high>
struct Number {
    static constexpr Kind kind{Kind::Type::number, double(low), double(high)};
    explicit Number(Argument& given) : value(given.number) {}
    operator float() const { return float(value); }
    double value;
};

template <int64_t low, int64_t high>
struct Whole {
    static constexpr Kind kind{Kind::Type::whole, double(low), double(high)};
    explicit Whole(Argument& given) : value(int64_t(given.number)) {}
    int64_t value;
};

using Position = Number<-100'000'000, 100'000'000>;  // CSS pixels from the top left of the canvas, or a distance
using Length = Number<1, 100'000>;               // CSS pixels
using Index = Whole<0, 1'000'000'000>;

// A ratio such as device pixels to CSS pixels.
struct Ratio {
    static constexpr Kind kind{Kind::Type::number, 0.01, 100};
    explicit Ratio(Argument& given) : value(float(given.number)) {}
    float value;
};

// Nanoseconds from the start, up to what a double holds exactly.
struct Moment : Whole<0, int64_t(1) << 53> {
    using Whole::Whole;
    Time time() const { return Time{value}; }
};

struct Flag {
    static constexpr Kind kind{Kind::Type::flag, 0, 1};
    explicit Flag(Argument& given) : value(given.number != 0) {}
    bool value;
};

template <int64_t bytes>
struct TextOf {
    static constexpr Kind kind{Kind::Type::text, 0, double(bytes)};
    explicit TextOf(Argument& given) : value(std::move(given.text)) {}
    std::string value;
};
using Name = TextOf<256>;
using Value = TextOf<4096>;
using LongText = TextOf<int64_t(16) << 20>;  // the reader of scenarios has a limit of its own, and reports it

struct Bytes {
    static constexpr Kind kind{Kind::Type::bytes, 0, double(64 << 20)};
    explicit Bytes(Argument& given) : value(std::move(given.text)) {}
    std::string value;
};

// An HTMLCanvasElement. It stays with the page; the number is its index among the arguments.
struct Canvas {
    static constexpr Kind kind{Kind::Type::canvas, 0, 0};
    explicit Canvas(Argument& given) : argument(int(given.number)) {}
    int argument;
};

// What a function returns: nothing, bool, double, or one of these texts. An Outcome is {"ok":true} or {"error":{...}}.
struct Text { std::string value; };
struct Json { std::string value; };
struct Drawing { std::string value; };  // bytes: see stage_calls.cpp
struct Outcome { std::string value; };

struct Answer {
    double number = 0;
    std::string text;
};

struct Row {
    enum class Returns : uint8_t { nothing, flag, number, text, json, outcome, bytes };
    std::string_view name;       // "load_builtin"
    std::string_view arguments;  // their names, separated by a space
    std::span<const Kind> kinds;
    Returns returns = Returns::nothing;
    void (*call)(PageSession& page, std::span<Argument> given, Answer& answer) = nullptr;

    bool is_text() const { return returns >= Returns::text; }
};

std::string_view argument_name(const Row& row, size_t argument);

// [{"name","arguments":[{"name","type","low","high"}],"answer"}]
std::string json_of(std::span<const Row> table);

// Returns what is wrong with an argument, as a sentence for the page; empty if it is allowed. `size` is in bytes.
std::string refused_number(const Row& row, size_t argument, double number);
// Without a size it is not a text.
std::string refused_text(const Row& row, size_t argument, std::optional<size_t> size);

// Rows from functions ----------------------------------------------------------------------------

template <class R>
constexpr Row::Returns returns_of() {
    if constexpr (std::is_void_v<R>) return Row::Returns::nothing;
    else if constexpr (std::is_same_v<R, bool>) return Row::Returns::flag;
    else if constexpr (std::is_same_v<R, double>) return Row::Returns::number;
    else if constexpr (std::is_same_v<R, Text>) return Row::Returns::text;
    else if constexpr (std::is_same_v<R, Json>) return Row::Returns::json;
    else if constexpr (std::is_same_v<R, Drawing>) return Row::Returns::bytes;
    else return Row::Returns::outcome;
}

inline void put(Answer& answer, double number) { answer.number = number; }
template <class T>
    requires requires(T text) { text.value; }
void put(Answer& answer, T text) { answer.text = std::move(text.value); }

template <auto function>
struct Called;

template <class R, class... A, R (*function)(PageSession&, A...)>
struct Called<function> {
    static constexpr std::array<Kind, sizeof...(A)> kinds{A::kind...};
    static constexpr Row::Returns returns = returns_of<R>();

    template <size_t... i>
    static void with(PageSession& page, std::span<Argument> given, Answer& answer, std::index_sequence<i...>) {
        if constexpr (std::is_void_v<R>) function(page, A(given[i])...);
        else put(answer, function(page, A(given[i])...));
    }
    static void call(PageSession& page, std::span<Argument> given, Answer& answer) {
        with(page, given, answer, std::index_sequence_for<A...>{});
    }
};

template <auto function>
constexpr Row row(std::string_view name, std::string_view arguments = {}) {
    using C = Called<function>;
    return {name, arguments, C::kinds, C::returns, C::call};
}

}  // namespace app
