#include "base/say.h"
#include "tests/catch2.h"

namespace {

std::string starred(Phrase phrase, std::initializer_list<Named> values = {}) { return say(phrase, values).starred(); }

// Restores English when the test is over.
struct Language {
    explicit Language(std::string_view plurals, std::initializer_list<std::pair<std::string, std::string>> rows) {
        Catalogue catalogue;
        catalogue.plurals = find_plural_rule(plurals);
        for (const auto& [english, other] : rows) catalogue.add(english, other);
        catalogue.sort();
        set_catalogue(std::move(catalogue));
    }
    ~Language() { set_catalogue({}); }
};

}  // namespace

TEST_CASE("a template gets its values by name", "[base]") {
    CHECK(starred("{task} waits for {other}, and {other} for {task}.", {{"task", "a"}, {"other", std::string("b")}}) ==
          "a waits for b, and b for a.");
    CHECK(starred("no place at all") == "no place at all");
    CHECK(starred("{n} of {all}", {{"n", 3u}, {"all", size_t(12)}}) == "3 of 12");
    CHECK(starred("{n}", {{"n", 12345, "12,345"}}) == "12,345");
    CHECK(say_plain("it is *{what}*", {{"what", "ready"}}) == "it is ready");
}

TEST_CASE("a place that begins a sentence is written with a capital letter", "[base]") {
    CHECK(starred("{^core} is idle.", {{"core", "core 1"}}) == "Core 1 is idle.");
    CHECK(starred("{^core} is idle.", {{"core", "écran"}}) == "Écran is idle.");
    CHECK(starred("{^core} is idle.", {{"core", "поток"}}) == "Поток is idle.");
    CHECK(starred("{^core} is idle.", {{"core", "4 cores"}}) == "4 cores is idle.");
    CHECK(starred("{^core} is idle.", {{"core", ""}}) == " is idle.");
    CHECK(starred("{^core} is idle.", {{"core", RichText("core 1", true)}}) == "*Core 1* is idle.");
}

TEST_CASE("what a value contains is data, never emphasis or a place", "[base]") {
    const RichText text = say("*{a}* and {b}", {{"a", "2*3"}, {"b", "{a} *b* \\"}});
    CHECK(text.pieces() == std::vector<Piece>{{"2*3", true}, {" and {a} *b* \\", false}});
    CHECK(text.plain() == "2*3 and {a} *b* \\");
}

TEST_CASE("stars and braces of a template can be shown", "[base]") {
    CHECK(say("2 \\* 3 is \\{{n}\\} \\| \\\\", {{"n", 6}}).pieces() ==
          std::vector<Piece>{{"2 * 3 is {6} | \\", false}});
    CHECK(say("{n|a\\|b|c\\}d}", {{"n", 1}}).plain() == "a|b");
    CHECK(say("{n|a\\|b|c\\}d}", {{"n", 2}}).plain() == "c}d");
}

TEST_CASE("a rich text that is a value keeps its emphasis, and takes that of its place", "[base]") {
    const RichText inner = say("a *b* c");
    CHECK(say("x {y} z", {{"y", inner}}).pieces() == std::vector<Piece>{{"x a ", false}, {"b", true}, {" c z", false}});
    CHECK(say("x *{y}* z", {{"y", inner}}).pieces() ==
          std::vector<Piece>{{"x ", false}, {"a b c", true}, {" z", false}});
}

TEST_CASE("a number chooses its plural form", "[base]") {
    const auto threads = [](int n) { return starred("{n|{n} thread is|{n} threads are} *ready*", {{"n", n}}); };
    CHECK(threads(0) == "0 threads are *ready*");
    CHECK(threads(1) == "1 thread is *ready*");
    CHECK(threads(2) == "2 threads are *ready*");
    CHECK(starred("{n|one|all {m|of one|of *{m}*}}", {{"n", 2}, {"m", 3}}) == "all of *3*");
}

TEST_CASE("a context distinguishes two meanings and is not shown", "[base]") {
    CHECK(starred("Open{@file}") == "Open");
    CHECK(label_of("Open{@state}") == "Open");
    const Language german("one-other", {{"Open{@file}", "Öffnen"}, {"Open{@state}", "Offen"}});
    CHECK(starred("Open{@file}") == "Öffnen");
    CHECK(label_of("Open{@state}") == "Offen");
}

TEST_CASE("lists have a comma between their parts and a word before the last", "[base]") {
    const std::vector<RichText> parts = {RichText("a"), RichText("b", true), RichText("c"), RichText("d")};
    const auto first = [&](size_t count, size_t max) { return list_of(std::span(parts).first(count), max).starred(); };
    CHECK(first(0, 9) == "");
    CHECK(first(1, 9) == "a");
    CHECK(first(2, 9) == "a and *b*");
    CHECK(first(4, 4) == "a, *b*, c and d");
    CHECK(first(4, 2) == "a, *b* and 2 more");
    const Language german("one-other", {{"{list} and {last}", "{list} und {last}"}});
    CHECK(first(3, 9) == "a, *b* und c");
}

TEST_CASE("sentences follow each other with a space between them", "[base]") {
    RichText text;
    text.then(say("One *two*.")).then({}).then(say("Three."));
    CHECK(text.starred() == "One *two*. Three.");
}

TEST_CASE("a catalogue moves places and has as many plural forms as its language", "[base]") {
    const Language russian("russian",
                           {{"{n|{n} thread|{n} threads} of {task}", "{task}: {n} {n|поток|потока|потоков}"}});
    const auto text = [](int n) {
        return say_plain("{n|{n} thread|{n} threads} of {task}", {{"n", n}, {"task", "x"}});
    };
    CHECK(text(1) == "x: 1 поток");
    CHECK(text(2) == "x: 2 потока");
    CHECK(text(5) == "x: 5 потоков");
    CHECK(text(11) == "x: 11 потоков");
    CHECK(text(12) == "x: 12 потоков");
    CHECK(text(21) == "x: 21 поток");
    CHECK(text(22) == "x: 22 потока");
    SECTION("a template that it lacks stays English, with English forms") {
        CHECK(say_plain("{n|one|many}", {{"n", 5}}) == "many");
        CHECK(translated("Start") == "Start");
    }
}

// https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
TEST_CASE("each language has its plural rule", "[base]") {
    const auto forms = [](std::string_view name, std::initializer_list<uint64_t> numbers) {
        std::vector<size_t> result;
        for (const uint64_t n : numbers) result.push_back(find_plural_rule(name)->form(n));
        return result;
    };
    CHECK(forms("other", {0, 1, 2}) == std::vector<size_t>{0, 0, 0});
    CHECK(forms("zero-one-other", {0, 1, 2}) == std::vector<size_t>{0, 0, 1});
    CHECK(forms("czech", {1, 2, 4, 5, 22}) == std::vector<size_t>{0, 1, 1, 2, 2});
    CHECK(forms("polish", {1, 2, 4, 5, 12, 21, 22, 112}) == std::vector<size_t>{0, 1, 1, 2, 2, 2, 1, 2});
    CHECK(forms("russian", {0, 1, 11, 101, 111, 3, 13}) == std::vector<size_t>{2, 0, 2, 0, 2, 1, 2});
    CHECK(forms("arabic", {0, 1, 2, 3, 10, 11, 99, 100, 102, 103}) ==
          std::vector<size_t>{0, 1, 2, 3, 3, 4, 4, 5, 5, 3});
    CHECK(find_plural_rule("klingon") == nullptr);
}

TEST_CASE("errors in templates are described", "[base]") {
    CHECK(template_error("{^task} is *ready* since {time}{@x}: {n|{n} one|*{n}* more} \\{") == "");
    CHECK(template_error("a {task") == "a brace is not closed");
    CHECK(template_error("a task}") == "a closing brace without an opening one");
    CHECK(template_error("a *b") == "a star is not closed");
    CHECK(template_error("a ** b") == "nothing stands between two stars");
    CHECK(template_error("{n|a *b|c*}") == "a star is not closed");
    CHECK(template_error("{Task}") == "a place has no name, or a name with other characters than a-z, 0-9 and _");
    CHECK(template_error("{}") == "a place has no name, or a name with other characters than a-z, 0-9 and _");
    CHECK(template_error("{n|one}") == "{n|...} needs 2 plural forms");
    CHECK(template_error("{n|a|b|c}", 3) == "");
    CHECK(template_error("{^n|a|b}") == "a plural form is capitalised by itself");
    CHECK(template_error("a\\") == "a backslash ends the text");
}

TEST_CASE("the places of a template are listed once, in order", "[base]") {
    CHECK(places_of("{^b} {a} {b} {@c} {n|{d}|x}") == std::vector<std::string_view>{"a", "b", "d", "n"});
}
