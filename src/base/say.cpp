#include "base/say.h"

#include <algorithm>
#include <cassert>

namespace {

// Not const, but only set_catalogue writes to it, before any text is made.
Catalogue& the_catalogue() {
    static Catalogue catalogue;
    return catalogue;
}

// ---- reading a template ------------------------------------------------------------

enum class TokenKind : uint8_t { end, literal, star, place, context, error };

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text = {};   // a literal; the name of a place; the error
    std::string_view forms = {};  // the plural forms of a place: "one|other"
    bool capital = false;
    bool plural = false;
};

bool is_name(std::string_view name) {
    return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

// Finds the first `wanted` outside of braces, or the end of the text.
size_t find_outside(std::string_view text, char wanted) {
    int depth = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (depth == 0 && c == wanted) return i;
        if (c == '\\') ++i;
        else if (c == '{') ++depth;
        else if (c == '}') --depth;
    }
    return text.size();
}

// Parses the text between braces.
Token place_token(std::string_view body) {
    if (body.starts_with('@')) return {TokenKind::context, body.substr(1)};
    Token token{TokenKind::place};
    token.capital = body.starts_with('^');
    if (token.capital) body.remove_prefix(1);
    const size_t bar = body.find('|');
    token.plural = bar != body.npos;
    token.text = body.substr(0, bar);
    if (token.plural) token.forms = body.substr(bar + 1);
    if (!is_name(token.text))
        return {TokenKind::error, "a place has no name, or a name with other characters than a-z, 0-9 and _"};
    return token;
}

// Removes and returns the first token of `text`.
Token take_token(std::string_view& text) {
    if (text.empty()) return {};
    const auto take = [&](size_t count) {
        const std::string_view front = text.substr(0, count);
        text.remove_prefix(count);
        return front;
    };
    switch (text[0]) {
        case '\\': {
            if (text.size() == 1) return {TokenKind::error, "a backslash ends the text"};
            return {TokenKind::literal, take(2).substr(1)};
        }
        case '*': take(1); return {TokenKind::star};
        case '}': return {TokenKind::error, "a closing brace without an opening one"};
        case '{': {
            const size_t close = find_outside(text.substr(1), '}');
            if (close == text.size() - 1) return {TokenKind::error, "a brace is not closed"};
            return place_token(take(close + 2).substr(1, close));
        }
        default: return {TokenKind::literal, take(std::min(text.find_first_of("\\*{}"), text.size()))};
    }
}

// Removes and returns the first plural form of `forms`.
std::string_view take_form(std::string_view& forms) {
    const size_t bar = find_outside(forms, '|');
    const std::string_view form = forms.substr(0, bar);
    forms.remove_prefix(std::min(bar + 1, forms.size()));
    return form;
}

size_t count_forms(std::string_view forms) {
    size_t count = 1;
    for (size_t bar; (bar = find_outside(forms, '|')) < forms.size(); ++count) forms.remove_prefix(bar + 1);
    return count;
}

// ---- filling a template ------------------------------------------------------------

// The letters that have capitals and whose alphabets lie in ranges: Latin, Latin-1, Greek, Cyrillic.
std::string capital(std::string_view text) {
    std::string result(text);
    const auto is = [&](size_t i, int low, int high) {
        return i < result.size() && uint8_t(result[i]) >= low && uint8_t(result[i]) <= high;
    };
    if (is(0, 'a', 'z')) result[0] = char(result[0] - 0x20);
    else if (is(0, 0xC3, 0xC3) && is(1, 0xA0, 0xBE) && !is(1, 0xB7, 0xB7)) result[1] = char(result[1] - 0x20);
    else if (is(0, 0xCE, 0xCE) && is(1, 0xB1, 0xBF)) result[1] = char(result[1] - 0x20);
    else if (is(0, 0xD0, 0xD0) && is(1, 0xB0, 0xBF)) result[1] = char(result[1] - 0x20);
    return result;
}

class Filler {
public:
    Filler(std::initializer_list<Named> values, const PluralRule& plurals, RichText& out)
        : values_(values), plurals_(plurals), out_(out) {}

    void fill(std::string_view text) {
        for (Token token = take_token(text); token.kind != TokenKind::end; token = take_token(text)) {
            assert(token.kind != TokenKind::error);
            if (token.kind == TokenKind::error) return;
            if (token.kind == TokenKind::literal) out_.append(token.text, strong_);
            if (token.kind == TokenKind::star) strong_ = !strong_;
            if (token.kind == TokenKind::place) fill_place(token);
        }
    }

private:
    void fill_place(const Token& token) {
        const auto value =
            std::find_if(values_.begin(), values_.end(), [&](const Named& named) { return named.name == token.text; });
        assert(value != values_.end());
        if (value == values_.end()) return;
        if (token.plural) return fill(form(token.forms, *value));
        if (!value->rich) {
            const std::string number =
                value->counts && value->text.empty() ? std::to_string(value->number) : std::string();
            const std::string_view text = number.empty() ? value->text : number;
            return token.capital ? out_.append(capital(text), strong_) : out_.append(text, strong_);
        }
        bool first = token.capital;
        for (const Piece& piece : value->rich->pieces()) {
            out_.append(std::exchange(first, false) ? capital(piece.text) : piece.text, strong_ || piece.strong);
        }
    }

    std::string_view form(std::string_view forms, const Named& value) const {
        assert(value.counts);
        size_t wanted = plurals_.form(value.number < 0 ? uint64_t(-value.number) : uint64_t(value.number));
        while (wanted-- > 0) take_form(forms);
        return take_form(forms);
    }

    std::initializer_list<Named> values_;
    const PluralRule& plurals_;
    RichText& out_;
    bool strong_ = false;
};

RichText filled(std::string_view english, std::initializer_list<Named> values) {
    const Catalogue& all = the_catalogue();
    const std::string* other = all.find(english);
    RichText text;
    Filler(values, other ? *all.plurals : english_plurals, text).fill(other ? std::string_view(*other) : english);
    return text;
}

// ---- checking a template -----------------------------------------------------------

std::string error_in(std::string_view text, size_t forms) {
    bool strong = false, empty = false;  // empty: nothing follows the star yet
    while (true) {
        const Token token = take_token(text);
        switch (token.kind) {
            case TokenKind::end: return strong ? "a star is not closed" : "";
            case TokenKind::error: return std::string(token.text);
            case TokenKind::context: continue;
            case TokenKind::star:
                if (strong && empty) return "nothing stands between two stars";
                strong = !strong;
                empty = true;
                continue;
            case TokenKind::literal: break;
            case TokenKind::place:
                if (!token.plural) break;
                if (token.capital) return "a plural form is capitalised by itself";
                if (count_forms(token.forms) != forms)
                    return "{" + std::string(token.text) + "|...} needs " + std::to_string(forms) + " plural forms";
                std::string_view rest = token.forms;
                for (size_t i = 0; i < forms; ++i)
                    if (std::string error = error_in(take_form(rest), forms); !error.empty()) return error;
        }
        empty = false;
    }
}

void add_places(std::string_view text, std::vector<std::string_view>& names) {
    for (Token token = take_token(text); token.kind != TokenKind::end && token.kind != TokenKind::error;
         token = take_token(text)) {
        if (token.kind != TokenKind::place) continue;
        names.push_back(token.text);
        for (std::string_view rest = token.forms; !rest.empty();) add_places(take_form(rest), names);
    }
}

}  // namespace

// ---- rich text ---------------------------------------------------------------------

std::string RichText::plain() const {
    std::string text;
    for (const Piece& piece : pieces_) text += piece.text;
    return text;
}

std::string RichText::starred() const {
    std::string text;
    for (const Piece& piece : pieces_) text += piece.strong ? "*" + piece.text + "*" : piece.text;
    return text;
}

void RichText::append(std::string_view data, bool strong) {
    if (data.empty()) return;
    if (pieces_.empty() || pieces_.back().strong != strong) pieces_.push_back({std::string(data), strong});
    else pieces_.back().text += data;
}

void RichText::append(const RichText& text, bool strong) {
    for (const Piece& piece : text.pieces_) append(piece.text, strong || piece.strong);
}

RichText& RichText::then(const RichText& sentence) {
    if (sentence.empty()) return *this;
    if (empty()) return *this = sentence;
    return *this = say("{text} {sentence}", {{"text", *this}, {"sentence", sentence}});
}

// ---- saying ------------------------------------------------------------------------

// The constructors are never inlined, so that a call of say() stays small.
[[gnu::noinline]] Named::Named(const char* name, std::string_view text) : name(name), text(text) {}
[[gnu::noinline]] Named::Named(const char* name, const std::string& text) : name(name), text(text) {}
[[gnu::noinline]] Named::Named(const char* name, const char* text) : name(name), text(text) {}
[[gnu::noinline]] Named::Named(const char* name, const RichText& text) : name(name), rich(&text) {}
[[gnu::noinline]] Named::Named(Count number, const char* name) : name(name), number(int64_t(number)), counts(true) {}
[[gnu::noinline]] Named::Named(Count number, const char* name, std::string_view text)
    : name(name), text(text), number(int64_t(number)), counts(true) {}

[[gnu::noinline]] RichText say(Phrase phrase, std::initializer_list<Named> values) {
    return filled(phrase.english, values);
}
[[gnu::noinline]] std::string say_plain(Phrase phrase, std::initializer_list<Named> values) {
    return filled(phrase.english, values).plain();
}

RichText list_of(std::span<const RichText> parts, size_t max) {
    RichText list;
    const size_t shown = std::min(parts.size(), max);
    for (size_t i = 0; i < shown; ++i) {
        if (i == 0) list = parts[0];
        else if (i + 1 == parts.size()) list = say("{list} and {last}", {{"list", list}, {"last", parts[i]}});
        else list = say("{list}, {next}", {{"list", list}, {"next", parts[i]}});
    }
    if (shown == parts.size()) return list;
    return say("{list} and {n} more", {{"list", list}, {"n", parts.size() - shown}});
}

std::string label_of(std::string_view english) { return filled(english, {}).plain(); }

std::string_view translated(std::string_view english) {
    const std::string* other = the_catalogue().find(english);
    return other ? std::string_view(*other) : english;
}

// ---- other languages ---------------------------------------------------------------

namespace {

// True of 2, 3, 4, 22, 23, 24 and so on, but not of 12, 13 and 14.
bool is_slavic_few(uint64_t n) { return n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14); }

constexpr PluralRule plural_rules[] = {
    {"other", 1, [](uint64_t) -> size_t { return 0; }},                          // Chinese, Japanese, Korean, Thai
    {"one-other", 2, [](uint64_t n) -> size_t { return n == 1 ? 0 : 1; }},       // English, German, Spanish, Swedish
    {"zero-one-other", 2, [](uint64_t n) -> size_t { return n <= 1 ? 0 : 1; }},  // French, Brazilian Portuguese
    {"czech", 3, [](uint64_t n) -> size_t { return n == 1             ? 0
                                                   : n >= 2 && n <= 4 ? 1
                                                                      : 2; }},  // also Slovak
    {"polish", 3, [](uint64_t n) -> size_t { return n == 1             ? 0
                                                    : is_slavic_few(n) ? 1
                                                                       : 2; }},
    {"russian", 3,
     [](uint64_t n) -> size_t {
         return n % 10 == 1 && n % 100 != 11 ? 0 : is_slavic_few(n) ? 1 : 2;
     }},  // also Ukrainian, Serbian
    {"arabic", 6,
     [](uint64_t n) -> size_t {
         return n <= 2 ? n : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;
     }},
};

}  // namespace

const PluralRule english_plurals = plural_rules[1];

const PluralRule* find_plural_rule(std::string_view name) {
    for (const PluralRule& rule : plural_rules)
        if (rule.name == name) return &rule;
    return nullptr;
}

std::string plural_rule_names() {
    std::string names;
    for (const PluralRule& rule : plural_rules) names.append(names.empty() ? "" : ", ").append(rule.name);
    return names;
}

void Catalogue::sort() { std::sort(rows_.begin(), rows_.end()); }

const std::string* Catalogue::find(std::string_view english) const {
    const auto row = std::lower_bound(rows_.begin(), rows_.end(), english,
                                      [](const auto& r, std::string_view key) { return r.first < key; });
    return row != rows_.end() && row->first == english ? &row->second : nullptr;
}

void set_catalogue(Catalogue catalogue) { the_catalogue() = std::move(catalogue); }
const Catalogue& catalogue() { return the_catalogue(); }

std::string template_error(std::string_view text, size_t forms) { return error_in(text, forms); }

std::vector<std::string_view> places_of(std::string_view text) {
    std::vector<std::string_view> names;
    add_places(text, names);
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}
