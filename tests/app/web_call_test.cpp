#include "app/calls/web_call.h"

#include "tests/catch2.h"

#include <cmath>
#include <vector>

// The session of these tests, which remembers what was called.
class app::PageSession {
public:
    std::string said;
};

namespace {

using namespace app;

void measure(PageSession& page, Moment begin, Ratio factor) {
    page.said = std::to_string(begin.time().ns) + " x " + std::to_string(factor.value);
}
bool find(PageSession& page, Name text, Flag all) {
    page.said = text.value;
    return all.value;
}
double count(PageSession&) { return 7; }
Outcome load(PageSession&, Bytes bytes) { return {"{\"ok\":" + std::to_string(bytes.value.size()) + "}"}; }

constexpr Row table[] = {row<measure>("measure", "begin factor"), row<find>("find", "text all"), row<count>("count"),
                         row<load>("load", "bytes")};

}  // namespace

TEST_CASE("a row calls its function with arguments of its types", "[app]") {
    PageSession page;
    Answer answer;
    std::vector<Argument> given{{5e9, {}}, {0.5, {}}};
    table[0].call(page, given, answer);
    CHECK(page.said == "5000000000 x 0.500000");
    given = {{0, "core 1"}, {1, {}}};
    table[1].call(page, given, answer);
    CHECK(page.said == "core 1");
    CHECK(answer.number == 1);
    table[2].call(page, {}, answer);
    CHECK(answer.number == 7);
    given = {{0, "abc"}};
    table[3].call(page, given, answer);
    CHECK(answer.text == "{\"ok\":3}");
}

TEST_CASE("numbers must be finite, in range and whole where the type says so", "[app]") {
    const Row& row = table[0];
    CHECK(refused_number(row, 0, 0) == "");
    CHECK(refused_number(row, 0, 9007199254740992.0) == "");
    CHECK(refused_number(row, 0, 9007199254740994.0) ==
          "measure: 'begin' must be a whole number from 0 to 9007199254740992");
    for (const double wrong : {-1.0, 0.5, std::nan(""), HUGE_VAL, -HUGE_VAL})
        CHECK(refused_number(row, 0, wrong) != "");
    CHECK(refused_number(row, 1, 0.25) == "");
    CHECK(refused_number(row, 1, 0.001) == "measure: 'factor' must be a number from 0.01 to 100");
    CHECK(refused_number(table[1], 1, 2) == "find: 'all' must be a whole number from 0 to 1");
}

TEST_CASE("a text must be a text, and not too long", "[app]") {
    CHECK(refused_text(table[1], 0, 256) == "");
    CHECK(refused_text(table[1], 0, 257) == "find: 'text' must be a text of at most 256 bytes");
    CHECK(refused_text(table[1], 0, std::nullopt) != "");
    CHECK(refused_text(table[3], 0, std::nullopt) == "load: 'bytes' must be a Uint8Array of at most 67108864 bytes");
}

TEST_CASE("the table as JSON contains the type and the range of each argument", "[app]") {
    CHECK(json_of(std::span(table).first(1)) ==
          R"([{"name": "measure", "arguments": [{"name": "begin", "type": "whole", "low": 0, "high": 9007199254740992}, )"
          R"({"name": "factor", "type": "number", "low": 0.01, "high": 100}], "answer": "nothing"}])");
    CHECK(json_of(std::span(table).subspan(2, 1)) == R"([{"name": "count", "arguments": [], "answer": "number"}])");
}
