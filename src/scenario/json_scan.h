#pragma once

// Keeps track of where a JSON lexer is in the text. The lexer takes its bytes from here,
// one at a time, so that the place of each value is known when the value is passed on, and
// the last few tokens are known when the lexer gives up.

#include "base/utf8.h"
#include "scenario/json.h"

#include <cstddef>
#include <iterator>
#include <string_view>

namespace scenario::json {

constexpr char no_token = 0, end_of_text = 4;

struct Token {
    size_t offset = 0;
    Place place;
    char first = no_token;  // the first character of the token: ',' '"' '{' ... or end_of_text
};

inline bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline bool is_mark(char c) { return c == ',' || c == ':' || c == '[' || c == ']' || c == '{' || c == '}'; }

// The text is followed by one zero byte, which the lexer treats as the end.
//
// Only at the end of a number does the lexer read one byte too far, and what may follow a
// number begins no value: `value` is therefore right when a value is passed on.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::string_view text() const { return text_; }
    size_t taken() const { return next_; }  // in bytes
    Place value() const { return value_; }  // where the last value or key began
    Place last_taken() const { return before_; }
    const Token& last() const { return last_; }
    const Token& previous() const { return previous_; }
    const Token& earlier() const { return earlier_; }
    bool in_string() const { return in_string_; }

    char peek() const { return next_ < text_.size() ? text_[next_] : '\0'; }
    bool at_end() const { return next_ > text_.size(); }

    void take() {
        const char c = peek();
        const bool end = next_ == text_.size();
        if (in_string_ && !end) {
            if (escaped_)
                escaped_ = false;
            else if (c == '\\')
                escaped_ = true;
            else if (c == '"')
                in_string_ = false;
        } else if (is_space(c)) {
            in_word_ = false;
        } else if (end ? !in_string_ : is_mark(c) || c == '"') {
            begin_token(end ? end_of_text : c);
            in_word_ = false;
            in_string_ = c == '"';
        } else if (!in_word_ && !end) {
            begin_token(c);
            in_word_ = true;
        }
        before_ = here_;
        ++next_;
        if (c == '\n')
            here_ = {here_.line + 1, 1};
        else if (!continues_character(peek()))
            ++here_.column;
    }

private:
    void begin_token(char first) {
        earlier_ = previous_;
        previous_ = last_;
        last_ = {next_, here_, first};
        if (first != ',' && first != ':' && first != ']' && first != '}' && first != end_of_text)
            value_ = here_;
    }

    std::string_view text_;
    size_t next_ = 0;
    Place here_{1, 1}, before_{1, 1}, value_{1, 1};  // here_: of the next byte; before_: of the byte before it
    Token last_, previous_, earlier_;
    bool in_string_ = false, escaped_ = false, in_word_ = false;
};

// The scanner as an input iterator.
struct Feed {
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = char;

    Scanner* scanner = nullptr;  // null: at the end

    char operator*() const { return scanner->peek(); }
    Feed& operator++() {
        scanner->take();
        return *this;
    }
    Feed operator++(int) {
        const Feed before = *this;
        ++*this;
        return before;
    }
    bool at_end() const { return !scanner || scanner->at_end(); }
    bool operator==(const Feed& other) const { return at_end() == other.at_end(); }
    bool operator!=(const Feed& other) const { return !(*this == other); }
};

}  // namespace scenario::json
