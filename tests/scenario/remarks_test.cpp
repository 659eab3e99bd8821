#include "scenario/remarks.h"

#include "scenario/document.h"
#include "tests/catch2.h"

#include <string>

namespace {

std::string remark(const std::string& strategy, const std::string& step) {
    const auto document = scenario::read(R"({"version": 1, "programs": {"p": [{"compute": "1ms"}, )" + step +
                                         R"(, {"compute": "1ms"}]}, "work": [{"run": "p"}], "strategy": {"kind": ")" + strategy + "\"}}");
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    return scenario::remark_on("This run", document->variants.front().scenario).plain();
}

const char* const split = R"({"split": {"parts": 2, "each": [{"compute": "1ms"}]}})";

}  // namespace

TEST_CASE("a strategy that has nothing to do in a scenario says so", "[scenario]") {
    CHECK(remark("queue-workers", R"({"mark": "m"})").starts_with("In This run, no program has a job step"));
    CHECK(remark("queue-workers", R"({"job": true})").empty());
    CHECK(remark("data-parallel", R"({"mark": "m"})").starts_with("In This run, no program splits its work"));
    CHECK(remark("data-parallel", split).empty());
    CHECK(remark("thread-pool", R"({"mark": "m"})").empty());
}
