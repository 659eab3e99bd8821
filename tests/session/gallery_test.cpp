#include "tests/catch2.h"

#include "session/builtins.h"
#include "tests/session/gallery_claims.h"

#include <algorithm>
#include <cctype>

using gallery::Claim;
using gallery::Story;

namespace gallery {

std::vector<Claim> all_claims() {
    std::vector<Claim> all;
    for (const auto part : {claims_about_cores(), claims_about_waits(), claims_about_servers(), claims_about_loops()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

namespace {

using Range = std::pair<size_t, size_t>;  // from, to: a range of a text

constexpr std::string_view number_words[] = {
    "one",   "two",     "three",  "four",     "five",     "six",     "seven",   "eight",    "nine",
    "ten",   "eleven",  "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "twenty",   "thirty",
    "forty", "fifty",   "sixty",  "seventy",  "eighty",   "ninety",  "hundred", "thousand", "second",
    "third", "fourth",  "fifth",  "sixth",    "seventh",  "eighth",  "ninth",   "tenth",    "tenths",
    "half",  "quarter", "twice",  "double",   "seconds",
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)); }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

// Where numbers are in a text: digits that do not belong to a name such as "p95", and number words.
std::vector<Range> numbers_in(const std::string& text) {
    std::vector<Range> all;
    for (size_t i = 0; i < text.size();) {
        size_t end = i;
        if (is_digit(text[i])) {
            while (end < text.size() &&
                   (is_digit(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_digit(text[end + 1]))))
                ++end;
            all.push_back({i, end});
        } else if (is_letter(text[i])) {
            while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
            std::string word = text.substr(i, end - i);
            for (char& c : word) c = char(std::tolower(static_cast<unsigned char>(c)));
            if (std::find(std::begin(number_words), std::end(number_words), word) != std::end(number_words))
                all.push_back({i, end});
        }
        i = std::max(end, i + 1);
    }
    return all;
}

// Where the words of claims are in a text.
std::vector<Range> claimed_in(const std::string& text, const std::vector<const char*>& words) {
    std::vector<Range> all;
    for (const std::string_view one : words)
        for (size_t at = text.find(one); at != std::string::npos; at = text.find(one, at + 1))
            all.push_back({at, at + one.size()});
    return all;
}

// The numbers of a text that no claim covers.
std::string unclaimed_numbers(const std::string& text, const std::vector<const char*>& words) {
    const std::vector<Range> claimed = claimed_in(text, words);
    std::string found;
    for (const auto& [from, to] : numbers_in(text))
        if (std::none_of(claimed.begin(), claimed.end(), [&, first = from, last = to](const Range& claim) {
                return claim.first <= first && last <= claim.second;
            }))
            found += (found.empty() ? "" : " ") + text.substr(from, to - from);
    return found;
}

// The sentences of a text, including what ends them.
std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> all;
    size_t from = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool ends = text[i] == '.' || text[i] == '?';
        size_t to = i + 1;
        if (ends && to < text.size() && text[to] == ')') ++to;
        if (!ends || (to < text.size() && text[to] != ' ')) continue;
        all.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return all;
}

std::vector<const char*> words_about(const std::string& scenario) {
    std::vector<const char*> words;
    for (const Claim& claim : all_claims())
        if (claim.scenario == scenario) words.push_back(claim.words);
    return words;
}

}  // namespace

TEST_CASE("the claims of the gallery about its runs are true", "[gallery]") {
    const std::vector<Claim> claims = all_claims();
    size_t seen = 0;
    for (const session::Builtin& builtin : session::builtins()) {
        const Story story(builtin.id);
        for (const Claim& claim : claims) {
            if (claim.scenario != builtin.id) continue;
            ++seen;
            INFO(builtin.id << ": " << claim.words);
            const auto& texts = story.texts();
            CHECK(std::any_of(texts.begin(), texts.end(), [&](const Story::Text& text) {
                return text.words.find(claim.words) != std::string::npos;
            }));
            if (claim.holds) CHECK(claim.holds(story));
            else CHECK_FALSE(std::string_view(claim.source).empty());
        }
    }
    CHECK(seen == claims.size());  // no claim is about a scenario that does not exist
}

TEST_CASE("every sentence and every number of the gallery is covered by a claim", "[gallery]") {
    for (const session::Builtin& builtin : session::builtins()) {
        const Story story(builtin.id);
        const std::vector<const char*> words = words_about(builtin.id);
        for (const Story::Text& text : story.texts()) {
            INFO(builtin.id << ", " << text.where << ": " << text.words);
            CHECK(unclaimed_numbers(text.words, words) == "");
            if (text.where != "description") continue;
            for (const std::string& sentence : sentences_of(text.words)) {
                INFO(sentence);
                // A sentence may be claimed in pieces.
                CHECK(std::any_of(words.begin(), words.end(),
                                  [&](const char* one) { return sentence.find(one) != std::string::npos; }));
            }
        }
    }
}

TEST_CASE("a number that no claim covers is found, and so is a claim that is not true", "[gallery]") {
    const char* const text = "Four cores finish in 62.5 ms, half of the time at p95. (In 1967.)";
    CHECK(unclaimed_numbers(text, {}) == "Four 62.5 half 1967");
    CHECK(unclaimed_numbers(text, {"Four cores finish in 62.5 ms"}) == "half 1967");
    CHECK(unclaimed_numbers(text, {"Four cores finish in 62.5 ms", "half of the time", "1967"}) == "");
    CHECK(unclaimed_numbers(text, {"Four cores finish in 62"}) == "62.5 half 1967");
    CHECK(sentences_of(text) ==
          std::vector<std::string>{"Four cores finish in 62.5 ms, half of the time at p95.", "(In 1967.)"});

    // A wrong number in a description of the gallery.
    for (const session::Builtin& builtin : session::builtins()) {
        std::string wrong = builtin.description;
        const std::vector<Range> numbers = numbers_in(wrong);
        if (numbers.empty()) continue;
        INFO(builtin.id);
        const Range last = numbers.back();
        wrong.replace(last.first, last.second - last.first, "777");
        CHECK(unclaimed_numbers(wrong, words_about(builtin.id)).find("777") != std::string::npos);
    }

    // Runs that no longer do what the text claims.
    const auto amdahl = std::find_if(
        std::begin(claims_about_cores()), std::end(claims_about_cores()),
        [](const Claim& claim) { return std::string_view(claim.words).starts_with("Two cores finish in 220 ms"); });
    REQUIRE(amdahl != claims_about_cores().end());
    CHECK(amdahl->holds(Story("amdahl")));
    CHECK_FALSE(amdahl->holds(Story("cpu-heavy-batch")));
}

}  // namespace gallery
