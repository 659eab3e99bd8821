#include "tests/catch2.h"

#include "present/controls.h"
#include "session/session.h"

#include <algorithm>
#include <string>

namespace {

std::string value_of(const session::Session& session, const std::string& id) {
    const auto& rows = session.parameters();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.id == id; });
    REQUIRE(row != rows.end());
    return row->value;
}

}  // namespace

TEST_CASE("a slider, an arrow key and a typed text set a parameter", "[present]") {
    session::Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    REQUIRE(value_of(session, "machine.cores") == "2");
    CHECK(present::nudge(session, "machine.cores", 1));
    CHECK(value_of(session, "machine.cores") == "3");
    CHECK(present::nudge(session, "machine.cores", -1));
    CHECK(value_of(session, "machine.cores") == "2");
    CHECK(present::slide(session, "machine.cores", 0));
    CHECK(value_of(session, "machine.cores") == "1");
    CHECK(present::type_value(session, "devices.database.time", "12.5"));
    CHECK(value_of(session, "devices.database.time") == "12.5ms");
    CHECK(present::type_value(session, "devices.database.time", "1 s"));
    CHECK(value_of(session, "devices.database.time") == "1s");

    CHECK_FALSE(present::type_value(session, "machine.cores", "many"));
    CHECK(value_of(session, "machine.cores") == "1");
    CHECK_FALSE(present::slide(session, "machine.scheduler.policy", 0.5));  // a choice
    CHECK_FALSE(present::nudge(session, "no.such.row", 1));
}
