#include "tests/catch2.h"

#include "view/rich_text.h"

using view::words_of;

TEST_CASE("the words of a sentence keep their emphasis and their order", "[view]") {
    RichText text("Request 5", true);
    text.append(" is ");
    text.append("blocked", true);
    text.append(".");
    const auto words = words_of(text);
    REQUIRE(words.size() == 5);
    CHECK(words[0].text == "Request");
    CHECK(words[0].strong);
    CHECK(words[1].strong);
    CHECK_FALSE(words[2].strong);
    CHECK(words[3].strong);
    CHECK(words[4].text == ".");
    CHECK(words[4].glued);
    CHECK_FALSE(words[3].glued);
    CHECK(words_of(RichText()).empty());
    CHECK(words_of(RichText("   ")).empty());
}
