#include "scenario/json_explain.h"

#include "base/decimal.h"

#include <cmath>

namespace scenario::json {

namespace {

Error at(Place place, std::string message) { return {std::move(message), place.line, place.column, {}}; }

bool begins_word(char first) {
    return first != no_token && first != end_of_text && first != '"' && !is_mark(first);
}

// A number or a literal, up to the character that ends it.
std::string_view word_at(std::string_view text, size_t begin) {
    size_t end = begin;
    while (end < text.size() && !is_space(text[end]) && !is_mark(text[end]) && text[end] != '"') ++end;
    return text.substr(begin, end - begin);
}

bool is_literal(std::string_view word) { return word == "true" || word == "false" || word == "null"; }

bool is_number(std::string_view word) {
    size_t i = 0;
    const auto digits = [&] {
        const size_t begin = i;
        while (i < word.size() && word[i] >= '0' && word[i] <= '9') ++i;
        return i - begin;
    };
    if (i < word.size() && word[i] == '-') ++i;
    const size_t first = i, whole = digits();
    if (whole == 0 || (whole > 1 && word[first] == '0')) return false;
    if (i < word.size() && word[i] == '.') {
        ++i;
        if (digits() == 0) return false;
    }
    if (i < word.size() && (word[i] == 'e' || word[i] == 'E')) {
        ++i;
        if (i < word.size() && (word[i] == '+' || word[i] == '-')) ++i;
        if (digits() == 0) return false;
    }
    return i == word.size();
}

bool is_too_large(std::string_view number) {
    return std::isinf(decimal_value(number).value_or(0));
}

std::string cut(std::string_view text) {
    constexpr size_t max = 32;
    size_t end = text.size() < max ? text.size() : max;
    while (end < text.size() && continues_character(text[end])) --end;
    return std::string(text.substr(0, end)) + (end < text.size() ? "..." : "");
}

Error explain_word(Place place, std::string_view word) {
    if (word.starts_with("//") || word.starts_with("/*") || word.starts_with('#'))
        return at(place, "JSON has no comments; put the words into a key that begins with x-");
    if (word.starts_with('\'')) return at(place, "text stands in double quotes, not single ones");
    const char first = word.front();
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
        if (is_number(word) && is_too_large(word)) return at(place, cut(word) + " is too large for a number");
        return at(
            place,
            cut(word) +
                " is not a number as JSON writes it (like 12, 0.5 or 1e-3); text stands in double quotes");
    }
    return at(place, cut(word) + " is no value; text stands in double quotes");
}

Error explain_string(const Scanner& s) {
    const std::string_view text = s.text();
    const char stopped_at = s.taken() <= text.size() && s.taken() > 0 ? text[s.taken() - 1] : '\n';
    if (stopped_at == '\n' || stopped_at == '\r')
        return at(s.last().place, "this text has no closing quote on its line");
    if (uint8_t(stopped_at) < 0x20)
        return at(s.last_taken(), "a control character in text must be written as an escape, like \\t");
    return at(
        s.last_taken(),
        "this is not an escape that JSON knows: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four digits "
        "(a pair of them above \\uFFFF); write \\\\ for a backslash");
}

std::string line_of(Place place) { return "line " + std::to_string(place.line); }

}  // namespace

Error explain(const Scanner& s, const Stuck& stuck) {
    const std::string_view text = s.text();
    if (s.in_string()) return explain_string(s);

    // Only the character after a word tells the lexer that the word ends there, or that it is not a word.
    const Token& word = s.previous();
    const bool unused = begins_word(word.first) && word.place != stuck.last_value;
    if (begins_word(word.first)) {
        const std::string_view letters = word_at(text, word.offset);
        if (!is_literal(letters) && (!is_number(letters) || is_too_large(letters)))
            return explain_word(word.place, letters);
    }
    const Token& bad = unused ? word : s.last();
    // It was passed on as 12, but is 12x.
    if (begins_word(bad.first) && bad.place == stuck.last_value)
        return explain_word(bad.place, word_at(text, bad.offset));
    const char before = unused ? s.earlier().first : word.first;
    if (stuck.finished) return at(bad.place, "there is something after the end of the scenario; remove it");

    const bool end = bad.first == end_of_text;
    if (stuck.inside == Kind::null) {
        if (end) return at(bad.place, "there is nothing here; a scenario is an object in { }");
    } else if (end) {
        const std::string bracket = stuck.inside == Kind::object ? "{" : "[";
        return at(bad.place,
                  "the text ends before the " + bracket + " of " + line_of(stuck.opened) + " is closed");
    }

    const std::string mark(1, bad.first);
    if (stuck.key && before != ':')
        return at(bad.place, "expected a colon after the key \"" + cut(*stuck.key) + "\"");
    const bool key_next = stuck.inside == Kind::object && !stuck.key;
    const std::string closing = stuck.inside == Kind::object ? "}" : "]";
    const bool after_value =
        stuck.inside != Kind::null && !stuck.key && before != ',' && before != '{' && before != '[';
    if (after_value) return at(bad.place, "expected a comma or " + closing + " before this");
    if (mark == closing && before == ',')
        return at(bad.place, "there is a comma too many before this " + closing);
    if (bad.first == '"' && !key_next) return explain_string(s);  // it ends with half a surrogate pair
    if (key_next) {
        if (bad.first == '"') return explain_string(s);
        return at(bad.place, "expected a key in double quotes here");
    }
    if (begins_word(bad.first)) return explain_word(bad.place, word_at(text, bad.offset));
    return at(bad.place, "expected a value here, not " + mark);
}

}  // namespace scenario::json
