#include "tests/catch2.h"

#include "view/rich_text.h"

using view::words_of;

TEST_CASE("stars make words stand out and stay where they stood", "[view]") {
    const auto words = words_of("*Request 5* is *blocked*.");
    REQUIRE(words.size() == 5);
    CHECK(words[0].text == "Request");
    CHECK(words[0].strong);
    CHECK(words[1].strong);
    CHECK_FALSE(words[2].strong);
    CHECK(words[3].strong);
    CHECK(words[4].text == ".");
    CHECK(words[4].glued);
    CHECK_FALSE(words[3].glued);
    CHECK(words_of("").empty());
    CHECK(words_of("  ** ").empty());
}
