#include "tests/catch2.h"

#include "session/strategies.h"

using scenario::json::Value;

namespace {
Value tree(const char* text) {
    const auto value = scenario::json::parse(text);
    REQUIRE(value);
    return *value;
}
}  // namespace

TEST_CASE("a difference, merged in, gives the other tree", "[session]") {
    const char* const trees[] = {
        R"({})",
        R"({"a": 1})",
        R"({"a": {"b": 1, "c": [1, 2]}})",
        R"({"a": {"b": 2}, "d": "x"})",
        R"({"a": "text"})",
    };
    for (const char* from : trees)
        for (const char* to : trees) {
            INFO(from << " -> " << to);
            const Value merged = merge_patch(tree(from), session::difference(tree(from), tree(to)));
            CHECK(session::difference(merged, tree(to)).members.empty());
            CHECK(session::difference(tree(to), merged).members.empty());
        }
}

TEST_CASE("a compared strategy keeps its title and settings when the file's own is removed", "[session]") {
    const auto document = scenario::read(R"({"version": 1, "title": "T", "programs": {"a": [{"compute": "2ms"}]},
        "work": [{"run": "a"}], "strategy": {"kind": "thread-pool", "threads": 3},
        "compare": [{"title": "L", "strategy": {"kind": "event-loop"}},
                    {"title": "P", "strategy": {"kind": "async-pool"}, "machine": {"cores": 2}}]})");
    REQUIRE(document);
    const auto source = session::toggled(*document, "thread-pool");
    REQUIRE(source);
    const auto after = scenario::interpret(*source);
    REQUIRE(after);
    REQUIRE(after->variants.size() == 2);
    CHECK(after->variants[0].scenario == document->variants[1].scenario);
    CHECK(after->variants[1].scenario == document->variants[2].scenario);
    CHECK(after->variants[1].title == "P");
}
