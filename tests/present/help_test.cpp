#include "tests/catch2.h"

#include "present/help.h"
#include "present/states.h"

#include <set>
#include <string>

TEST_CASE("rows of help have unique ids and texts", "[present]") {
    const present::Help help = present::help();
    for (const auto& rows : {help.mouse, help.legend, present::hints()}) {
        CHECK(rows.size() >= 6);
        std::set<std::string> ids;
        for (const present::Row& row : rows) {
            CHECK(ids.insert(row.id).second);
            CHECK_FALSE((row.label + row.value).empty());
        }
    }
}

TEST_CASE("hints have the keys of the command table", "[present]") {
    std::string text;
    for (const present::Row& row : present::hints()) text += row.label + " " + row.value + "; ";
    CHECK(text == "Space play; ← → step; W S zoom; F fit; / find; ? keys; ");
}

TEST_CASE("every state has a name, and sharing is running", "[present]") {
    using enum trace::SpanKind;
    for (const auto kind : {running, switching, ready, blocked, waiting, queued, sharing}) {
        CHECK_FALSE(present::state_name(kind).empty());
        CHECK(present::state_meaning(kind).starts_with(present::state_name(kind).substr(0, 5)));
    }
    CHECK(present::state_name(sharing) == present::state_name(running));
}
