#include "scenario/catalogue.h"
#include "scenario/json.h"

#include "tests/catch2.h"

using namespace scenario;

namespace {

std::string catalogue_error(const std::string& text) {
    const auto catalogue = read_catalogue(text);
    if (catalogue) return "";
    const std::string error = error_text("words", catalogue.error());
    return error.substr(error.find(':') + 1);
}

}  // namespace

TEST_CASE("a catalogue has a translation for each text", "[scenario][catalogue]") {
    const auto catalogue = read_catalogue(R"({
        "version": 1, "language": "ru", "plurals": "russian",
        "templates": {"{n|{n} core|{n} cores}": "{n} {n|ядро|ядра|ядер}", "idle": "*frei*"},
        "texts": {"50 % {of}": "100 * {x}"}})");
    REQUIRE(catalogue);
    CHECK(catalogue->language == "ru");
    CHECK(catalogue->plurals->forms == 3);
    CHECK(*catalogue->find("{n|{n} core|{n} cores}") == "{n} {n|ядро|ядра|ядер}");
    CHECK(*catalogue->find("50 % {of}") == "100 * {x}");
    CHECK(catalogue->find("busy") == nullptr);
}

TEST_CASE("a catalogue may be larger than a scenario", "[scenario][catalogue]") {
    std::string text = R"({"version": 1, "texts": {"first": "erste")";
    for (int i = 0; text.size() < 2 * json::longest_text; ++i)
        text += ", \"" + std::to_string(i) + "\": \"" + std::string(1000, 'x') + "\"";
    const auto catalogue = read_catalogue(text + "}}");
    REQUIRE(catalogue);
    CHECK(*catalogue->find("first") == "erste");
}

TEST_CASE("errors in a catalogue are reported with their place", "[scenario][catalogue]") {
    CHECK(catalogue_error("[]") == "1:1: a catalogue is an object");
    CHECK(catalogue_error("{}") == "1:1: the key \"version\" is missing");
    CHECK(catalogue_error(R"({"version": 2})") == "1:13: the version must be 1 (/version)");
    CHECK(catalogue_error(R"({"version": 1, "language": "<de>"})") == "1:28: a language is a tag such as \"de\" or \"pt-BR\" (/language)");
    CHECK(catalogue_error(R"({"version": 1, "plurals": "two"})") ==
          "1:27: plurals must be one of other, one-other, zero-one-other, czech, polish, russian, arabic (/plurals)");
    CHECK(catalogue_error(R"({"version": 1, "template": {}})") == "1:16: unknown key \"template\"; did you mean \"templates\"? (/template)");
    CHECK(catalogue_error(R"({"version": 1, "templates": []})") == "1:29: this must be an object of texts (/templates)");
    CHECK(catalogue_error(R"({"version": 1, "templates": {"a": 1}})") == "1:35: a translation must be a text (/templates/a)");
    CHECK(catalogue_error(R"({"version": 1, "templates": {"a {task}": "b {tusk}"}})") ==
          "1:42: the English text has no place \"tusk\"; did you mean \"task\"? (/templates/a {task})");
    CHECK(catalogue_error(R"({"version": 1, "templates": {"a": "*b"}})") == "1:35: a star is not closed (/templates/a)");
    CHECK(catalogue_error(R"({"version": 1, "templates": {"a}": "b"}})") ==
          "1:36: the key is not a template: a closing brace without an opening one (/templates/a})");
    CHECK(catalogue_error(R"({"version": 1, "plurals": "czech", "templates": {"{n|a|b}": "{n|c|d}"}})") ==
          "1:61: {n|...} needs 3 plural forms (/templates/{n|a|b})");
    CHECK(catalogue_error(R"({"version": 1, "texts": {"a": ")" + std::string(4001, 'x') + "\"}}") == "1:31: a translation has at most 4000 bytes (/texts/a)");
    CHECK(catalogue_error(std::string(max_catalogue_bytes + 1, ' ')) == " a catalogue has at most 2097152 bytes");
}
