// The steps of programs as lines to edit.

#include "tests/catch2.h"

#include "scenario/document.h"
#include "scenario/step_table.h"

#include <string>
#include <utility>

using scenario::json::Value;

namespace {

constexpr const char* programs_of_all_kinds = R"({"version": 1,
    "devices": {"disk": {"time": "4ms"}}, "locks": ["door"],
    "programs": {
        "page": [{"compute": "2ms"}, {"split": {"parts": 4, "each": [{"compute": {"uniform": ["1ms", "3ms"]}}]}},
                 {"io": "disk", "time": "250us"}, {"lock": "door"}, {"sleep": "1ms"}, {"unlock": "door"}],
        "other": [{"repeat": {"times": 3, "steps": [{"mark": "turn"}, {"spawn": "page"}]}}, {"join": true}]},
    "work": [{"run": "page"}, {"run": "other"}], "strategy": {"kind": "thread-per-task"}})";

Value steps_file() {
    auto value = scenario::json::parse(programs_of_all_kinds);
    REQUIRE(value);
    REQUIRE(scenario::interpret(*value));
    return std::move(*value);
}
Value still_valid(Result<Value> file) {
    if (!file) FAIL(file.error().message);
    auto document = scenario::interpret(*file);
    if (!document) FAIL(document.error().message);
    return std::move(*file);
}
// "0 compute=2; 1 split parts=4; 1.0 compute ..."
std::string lines_of(const Value& file, size_t program) {
    std::string text;
    const scenario::ProgramSteps shown = scenario::step_table(file)[program];
    for (const scenario::StepLine& line : shown.lines) {
        if (line.kind.empty()) continue;
        text += (text.empty() ? "" : "; ") + line.path + ' ' + line.kind;
        for (const scenario::StepValue& value : line.values)
            if (!value.text.empty()) text += ' ' + (value.key == line.kind ? "" : value.key + '=') + value.text;
    }
    return text;
}

}  // namespace

TEST_CASE("each step is a line, and what it contains is below it", "[scenario]") {
    const Value file = steps_file();
    CHECK(lines_of(file, 0) ==
          "0 compute 2; 1 split parts=4; 1.0 compute uniform 1 3; 2 io disk time=0.25; "
          "3 lock door; 4 sleep 1; 5 unlock door");
    CHECK(lines_of(file, 1) == "0 repeat times=3; 0.0 mark turn; 0.1 spawn page; 1 join");
    // after each list there is a place to add a step
    CHECK(scenario::step_table(file)[1].lines.back().path == "2");
    CHECK(scenario::step_table(file)[1].lines[3].path == "0.2");
}

TEST_CASE("values of steps are typed: times, laws, numbers, names", "[scenario]") {
    const auto typed = [](std::string_view path, std::string_view key, std::string_view text) {
        return lines_of(still_valid(scenario::with_step_value(steps_file(), "page", path, key, text)), 0).substr(0, 44);
    };
    CHECK(typed("0", "compute", "5").starts_with("0 compute 5;"));
    CHECK(typed("0", "compute", "3s").starts_with("0 compute 3000;"));
    CHECK(typed("0", "compute", "exponential 5").starts_with("0 compute exponential 5;"));
    CHECK(typed("0", "compute", "erlang 3 20ms").starts_with("0 compute erlang 3 20;"));
    CHECK(typed("0", "compute", R"({"choice": [[9, "1ms"], [1, "50ms"]]})").starts_with("0 compute {\"choice\": [[9"));
    CHECK(typed("1", "parts", "2").find("1 split parts=2;") != std::string::npos);
    CHECK(typed("1.0", "compute", "7").find("1.0 compute 7;") != std::string::npos);

    for (const char* wrong : {"x", "", "gaussian 5", "exponential", "exponential x", "{", "choice 1"})
        CHECK_FALSE(scenario::with_step_value(steps_file(), "page", "0", "compute", wrong));
    CHECK_FALSE(scenario::with_step_value(steps_file(), "page", "1", "parts", "many"));
    CHECK_FALSE(scenario::with_step_value(steps_file(), "page", "9", "compute", "1"));
    CHECK_FALSE(scenario::with_step_value(steps_file(), "page", "1.0.0", "compute", "1"));
    CHECK_FALSE(scenario::with_step_value(steps_file(), "nobody", "0", "compute", "1"));
}

TEST_CASE("a name that does not exist yet is declared, and a lock is renamed with its unlock", "[scenario]") {
    Value file = still_valid(scenario::with_step_value(steps_file(), "page", "2", "io", "network"));
    CHECK(file.find("devices")->find("network"));
    file = still_valid(scenario::with_step_value(std::move(file), "page", "5", "unlock", "gate"));
    CHECK(lines_of(file, 0).ends_with("3 lock gate; 4 sleep 1; 5 unlock gate"));
    CHECK(scenario::names_for(file, "lock") == std::vector<std::string>{"door", "gate"});
}

TEST_CASE("steps are added, copied, moved and removed, and a lock goes with its unlock", "[scenario]") {
    Value file = still_valid(scenario::with_new_step(steps_file(), "page", "1.1", "yield"));
    CHECK(lines_of(file, 0).find("1.0 compute uniform 1 3; 1.1 yield; 2 io") != std::string::npos);
    file = still_valid(scenario::with_step_moved(std::move(file), "page", "1.1", -1));
    CHECK(lines_of(file, 0).find("1.0 yield; 1.1 compute uniform 1 3; 2 io") != std::string::npos);
    file = still_valid(scenario::with_step_removed(std::move(file), "page", "1.0"));
    CHECK_FALSE(scenario::with_step_removed(file, "page", "1.0"));  // the last one of its list
    file = still_valid(scenario::with_step_copied(std::move(file), "page", "3"));
    CHECK(lines_of(file, 0).ends_with("3 lock door; 4 sleep 1; 5 unlock door; 6 lock door; 7 sleep 1; 8 unlock door"));
    file = still_valid(scenario::with_step_removed(std::move(file), "page", "6"));
    CHECK(lines_of(file, 0).ends_with("3 lock door; 4 sleep 1; 5 unlock door; 6 sleep 1"));
    file = still_valid(scenario::with_step_kind(std::move(file), "page", "5", "compute"));
    CHECK(lines_of(file, 0).ends_with("2 io disk time=0.25; 3 sleep 1; 4 compute 1; 5 sleep 1"));
    file = still_valid(scenario::with_step_kind(std::move(file), "page", "3", "lock"));
    CHECK(lines_of(file, 0).ends_with("3 lock door; 4 unlock door; 5 compute 1; 6 sleep 1"));
    CHECK_FALSE(scenario::interpret(*scenario::with_step_moved(file, "page", "3", 1)));  // the reader says why
}

TEST_CASE("each kind of step can be added to a program, and to one of an empty scenario", "[scenario]") {
    for (const std::string_view kind : scenario::step_choices()) {
        INFO(kind);
        Value file = still_valid(scenario::with_new_step(steps_file(), "page", "0", kind == "spawn" ? "mark" : kind));
        CHECK(scenario::step_table(file)[0].lines[kind == "unlock" ? 1 : 0].kind == (kind == "spawn" ? "mark" : kind));
        auto bare = scenario::json::parse(R"({"version": 1, "programs": {"p": [{"compute": "1ms"}]},
            "work": [{"run": "p"}], "strategy": {"kind": "thread-per-task"}})");
        file = still_valid(scenario::with_new_step(std::move(*bare), "p", "1", kind));
        CHECK(scenario::step_table(file)[0].lines[kind == "unlock" ? 2 : 1].kind == kind);
        file = still_valid(scenario::with_step_kind(std::move(file), "p", "1", "sleep"));
        CHECK(lines_of(file, 0) == "0 compute 1; 1 sleep 1");
    }
    CHECK_FALSE(scenario::with_new_step(steps_file(), "page", "0", "dance"));
}
