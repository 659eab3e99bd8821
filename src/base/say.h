#pragma once

// Texts that people read. Each is one template, written in plain English in the module that uses it:
//
//     say("{^task} has been *ready* since {time}.", {{"task", name}, {"time", time_label(t)}})
//     say("{n|{n} thread is|{n} threads are} *ready*.", {{"n", threads.size()}})
//
// A template may contain
//
//     {name}          the value of that name
//     {^name}         the same with a capital first letter: it begins a sentence
//     {n|one|other}   the plural form that the whole number n requires; forms may contain places and emphasis
//     *strong*        emphasis
//     {@context}      shows nothing; distinguishes two meanings of one English text, "Open{@file}"
//     \*  \{  \}  \|  \\   the character itself
//
// Values are data: a star or a brace in a value is shown as it is. Emphasis is part of the template. Texts are not
// concatenated with `+`, and nothing is repaired afterwards, so that a translator can move every part of a
// sentence.
//
// The English template, with its context, is also its key in the catalogue of another language. A catalogue is
// set once, before the first text is made, and applies to the whole process. Texts that are not in it stay
// English. `tools/words` lists and checks all templates; scenario/catalogue.h reads catalogues.

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct Piece {
    std::string text;
    bool strong = false;
    bool operator==(const Piece&) const = default;
};

// A text and the positions of its emphasis. Neighbouring pieces differ in emphasis, and none is empty.
class RichText {
public:
    RichText() = default;
    explicit RichText(std::string_view data, bool strong = false) { append(data, strong); }

    const std::vector<Piece>& pieces() const { return pieces_; }
    bool empty() const { return pieces_.empty(); }
    std::string plain() const;
    // With emphasis between stars, for tests and terminals. It cannot be parsed again: data may contain stars.
    std::string starred() const;

    void append(std::string_view data, bool strong = false);
    void append(const RichText& text, bool strong = false);
    // Appends a whole sentence. Appending an empty one has no effect.
    RichText& then(const RichText& sentence);

    bool operator==(const RichText&) const = default;

private:
    std::vector<Piece> pieces_;
};

// The English text of a template. It has to be a literal: a text that is put together at run time does not
// compile. Rows of tables have members of this type, written `.help = "..."`; elsewhere it is written
// Phrase("...").
struct Phrase {
    constexpr Phrase() = default;
    consteval Phrase(const char* literal) : english(literal) {}
    constexpr bool empty() const { return *english == '\0'; }
    const char* english = "";
};

// A value, with the name of its place in the template. It refers to its text, which must outlive the call of
// say(). The constructors are in say.cpp, so that each of the many calls of say() passes only pointers and
// numbers.
struct Named {
    Named(const char* name, std::string_view text);
    Named(const char* name, const std::string& text);
    Named(const char* name, const char* text);
    Named(const char* name, const RichText& text);
    // A whole number, which also chooses plural forms, or the same number as text in the caller's notation
    // ("12,345").
    Named(const char* name, std::integral auto number) : Named(Count{int64_t(number)}, name) {}
    Named(const char* name, std::integral auto number, std::string_view text)
        : Named(Count{int64_t(number)}, name, text) {}
    Named(const char* name, bool) = delete;
    Named(const char* name, char) = delete;

    std::string_view name;
    std::string_view text = {};  // if this and `rich` are missing, the number is written out
    const RichText* rich = nullptr;
    int64_t number = 0;
    bool counts = false;

private:
    enum class Count : int64_t {};
    Named(Count number, const char* name);
    Named(Count number, const char* name, std::string_view text);
};

// Requires a value for each place of the template.
RichText say(Phrase phrase, std::initializer_list<Named> values = {});
std::string say_plain(Phrase phrase, std::initializer_list<Named> values = {});

// "a, b and c". With more than `max` parts: the first `max`, then how many more there are.
RichText list_of(std::span<const RichText> parts, size_t max = 1'000'000);

// A template without places that comes from a table, as text: a label, a sentence of help.
std::string label_of(std::string_view english);

// The translation of a text that is not a template, such as the title of a built-in scenario. No character in
// it is special.
std::string_view translated(std::string_view english);

// ---- other languages ---------------------------------------------------------------

// How a language chooses among plural forms. The rules and their names are those of Unicode's CLDR, for whole
// numbers.
struct PluralRule {
    std::string_view name;  // "one-other"
    size_t forms;           // 2
    size_t (*form)(uint64_t n);
};
extern const PluralRule english_plurals;
const PluralRule* find_plural_rule(std::string_view name);  // null if no rule has that name
std::string plural_rule_names();                            // "other, one-other, ...", for errors

class Catalogue {
public:
    std::string language = "en";  // a BCP 47 tag
    const PluralRule* plurals = &english_plurals;

    void add(std::string english, std::string translation) {
        rows_.emplace_back(std::move(english), std::move(translation));
    }
    // Requires that each English text was added only once. Call this before find().
    void sort();
    const std::string* find(std::string_view english) const;
    bool empty() const { return rows_.empty(); }

private:
    std::vector<std::pair<std::string, std::string>> rows_;
};

// Requires a sorted catalogue whose templates have no errors.
void set_catalogue(Catalogue catalogue);
const Catalogue& catalogue();

// Returns what is wrong with a template ("a star is not closed"), or an empty text. `forms` is the number of plural
// forms.
std::string template_error(std::string_view text, size_t forms = 2);
// The names of the template's places, sorted and without duplicates.
std::vector<std::string_view> places_of(std::string_view text);
