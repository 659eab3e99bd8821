#pragma once

// The languages of the samples, one row each.

#include "base/time.h"
#include "scenario/scenario.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace samples {

enum class Language : uint8_t { javascript, python, java, kotlin, go, cpp };
constexpr size_t language_count = size_t(Language::cpp) + 1;

struct LanguageRow {
    Language language;
    std::string_view id;     // "javascript"
    std::string_view name;   // "JavaScript"
    std::string_view file;   // of a whole program: "main.mjs"
    std::string_view comment;  // "//"
    size_t indent = 4;
    bool camel_case = false;  // names: webRequest, not web_request
};

std::span<const LanguageRow> language_rows();
const LanguageRow& row_of(Language language);
const LanguageRow* find_language(std::string_view id);  // null if there is none

// A length of time as an expression: "2" (milliseconds), "0.002" (seconds), "Duration.ofMillis(2)", "2.milliseconds",
// "2 * time.Millisecond", "2ms".
std::string time_code(Language language, Time time);

// A text as a literal of the language: quoted, with escapes.
std::string text_code(Language language, std::string_view text);

// Gives each thing of a scenario a name that is a valid, unused identifier in every language.
class Naming {
public:
    explicit Naming(Language language) : row_(row_of(language)) {}
    // Returns "webRequest" for "web request". Requires different `salt` for each kind of thing: it replaces a name that
    // contains no letter.
    std::string name(std::string_view text, std::string_view salt);
    // The same for a name that is made of a name of ours and an ending: ("request", "part") gives requestPart.
    std::string joined(const std::string& name, std::string_view ending);

private:
    std::string unused(std::string name);
    const LanguageRow& row_;
    std::vector<std::string> used_;
};

}  // namespace samples
