// The table of work: what it shows of a file, and what an edit changes in it and what it leaves alone.

#include "tests/catch2.h"

#include "scenario/document.h"
#include "scenario/work_table.h"

#include <string>
#include <utility>
#include <vector>

using scenario::WorkColumn;
using scenario::json::Value;

namespace {

Value file_from(std::string_view text) {
    auto value = scenario::json::parse(text);
    REQUIRE(value);
    return std::move(*value);
}
// The edited file, which has to be a scenario.
Value valid(Result<Value> file) {
    REQUIRE(file);
    auto document = scenario::interpret(*file);
    if (!document) FAIL(document.error().message);
    return std::move(*file);
}
std::string one_line(const Value& value) {
    std::string text;
    for (const char c : scenario::json::write(value))
        if (c != '\n' && !(c == ' ' && (text.empty() || text.back() == ' ' || text.back() == '{'))) text += c;
    return text;
}
std::string part(const Value& file, std::string_view key) {
    const Value* value = file.find(key);
    return value ? one_line(*value) : "(none)";
}
std::string cells(const Value& file, size_t row) {
    std::string text;
    const scenario::WorkTableRow shown = scenario::work_table(file)[row];
    for (const auto& cell : shown.cells) text += (cell.fixed ? "[" + cell.text + "]" : cell.text) + "|";
    return text;
}

// Two rows that run one program, a program of several steps, and a row with a law.
constexpr const char* mixed = R"({"version": 1,
    "programs": {"job": [{"compute": "5ms"}], "page": [{"compute": "1ms"}, {"io": "disk"}],
                 "free": [{"compute": {"exponential": "3ms"}}]},
    "devices": {"disk": {"time": "4ms"}},
    "work": [{"run": "job", "name": "a", "priority": 2}, {"run": "job", "name": "b", "at": "1500us"},
             {"run": "page", "count": 3, "every": "2ms", "deadline": "20ms"}, {"run": "free", "patience": "1s"}],
    "strategy": {"kind": "thread-per-task"}, "show": ["finish", "latency:b"],
    "try": ["work.2.count", "work.3.patience"]})";

}  // namespace

TEST_CASE("the table shows times in ms, and says what it cannot change", "[scenario]") {
    const Value file = file_from(mixed);
    valid(file);
    CHECK(cells(file, 0) == "a|0|5|2|||||||");
    CHECK(cells(file, 1) == "b|1.5|5||||||||");
    CHECK(cells(file, 2) == "page|0|[compute 1ms, io disk]||20||3||||");
    CHECK(cells(file, 3) == "free|0|[compute exponential 3ms]||||||||");
    CHECK(scenario::work_table(file)[2].others == std::vector<std::string>{"every"});
    CHECK(scenario::work_table(file)[3].others == std::vector<std::string>{"patience"});
}

TEST_CASE("a burst that two rows share is changed for one of them", "[scenario]") {
    Value file = valid(scenario::with_cell(file_from(mixed), 1, WorkColumn::burst, "7"));
    CHECK(cells(file, 0) == "a|0|5|2|||||||");
    CHECK(cells(file, 1) == "b|1.5|7||||||||");
    file = valid(scenario::with_cell(std::move(file), 0, WorkColumn::burst, "0.25"));  // now it is the only one
    CHECK(one_line(*file.find("programs")->find("job")) == R"([{"compute": "250us"}])");
    CHECK(one_line(file.find("work")->items[0]) == R"({"run": "job", "name": "a", "priority": 2})");
}

TEST_CASE("a number alone is in ms, and other units may be typed", "[scenario]") {
    const auto burst = [](std::string_view typed) {
        return scenario::work_table(
                   valid(scenario::with_cell(file_from(mixed), 0, WorkColumn::burst, typed)))[0][WorkColumn::burst]
            .text;
    };
    CHECK(burst("3") == "3");
    CHECK(burst(" 3 ms ") == "3");
    CHECK(burst("2.5s") == "2500");
    CHECK(burst("250us") == "0.25");
    CHECK(burst("1,5") == "1.5");
    for (const char* typed : {"x", "-3", "", "3 apples", "1.0000001"}) {
        const auto refused = scenario::with_cell(file_from(mixed), 0, WorkColumn::burst, typed);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message.find("Burst of a: ") == 0);
    }
    CHECK_FALSE(scenario::with_cell(file_from(mixed), 2, WorkColumn::burst, "3"));  // it has steps: nothing is lost
    CHECK_FALSE(scenario::with_cell(file_from(mixed), 0, WorkColumn::priority, "high"));
}

TEST_CASE("an empty cell takes the key away, and what was to be tried there", "[scenario]") {
    Value file = valid(scenario::with_cell(file_from(mixed), 1, WorkColumn::arrival, ""));
    CHECK(one_line(file.find("work")->items[1]) == R"({"run": "job", "name": "b"})");
    file = valid(scenario::with_cell(std::move(file), 2, WorkColumn::count, ""));
    CHECK(part(file, "try") == R"(["work.3.patience"])");
}

TEST_CASE("a new name is followed where the old one was shown", "[scenario]") {
    const Value file = valid(scenario::with_cell(file_from(mixed), 1, WorkColumn::name, "late"));
    CHECK(part(file, "show") == R"(["finish", "latency:late"])");
}

TEST_CASE("rows are added, copied, moved and removed, and what names them by number follows", "[scenario]") {
    Value file = valid(scenario::with_new_row(file_from(mixed), 1));
    CHECK(cells(file, 1) == "a 2|0|1||||||||");
    CHECK(part(file, "try") == R"(["work.3.count", "work.4.patience"])");
    file = valid(scenario::with_row_removed(std::move(file), 1));
    CHECK(file.find("programs")->members.size() == 3);  // the program of the new row went with it
    CHECK(part(file, "try") == R"(["work.2.count", "work.3.patience"])");
    file = valid(scenario::with_row_moved(std::move(file), 2, 1));
    CHECK(cells(file, 2) == "free|0|[compute exponential 3ms]||||||||");
    CHECK(part(file, "try") == R"(["work.3.count", "work.2.patience"])");
    file = valid(scenario::with_row_removed(std::move(file), 1));
    CHECK(part(file, "show") == R"(["finish"])");  // "b" is gone
    CHECK(part(file, "try") == R"(["work.2.count", "work.1.patience"])");
    file = valid(scenario::with_row_copied(std::move(file), 0));
    CHECK(cells(file, 1) == "a 2|0|5|2|||||||");
    file = valid(scenario::with_cell(std::move(file), 1, WorkColumn::burst, "9"));
    CHECK(cells(file, 0) == "a|0|5|2|||||||");
    while (file.find("work")->items.size() > 1) file = valid(scenario::with_row_removed(std::move(file), 0));
    CHECK_FALSE(scenario::with_row_removed(file, 0));
}

TEST_CASE("a block is put where it is pasted, and a block with headings is the whole table", "[scenario]") {
    const std::vector<WorkColumn> shown = {WorkColumn::name, WorkColumn::arrival, WorkColumn::burst,
                                           WorkColumn::priority};
    Value file = valid(scenario::with_block(file_from(mixed), 1, shown, 1, scenario::block_of("3\t8\n")));
    CHECK(cells(file, 1) == "b|3|8||||||||");
    file = valid(scenario::with_block(file_from(mixed), 4, shown, 0, scenario::block_of("x 1 2\ny 3 4\n")));
    CHECK(cells(file, 4) == "x|1|2||||||||");
    CHECK(cells(file, 5) == "y|3|4||||||||");

    for (const char* text :
         {"Process,Arrival Time,Burst Time,Comment\nP1,0,24,long\nP2,1,3,\n",
          "\xef\xbb\xbfProzess;Ankunft;Rechenzeit (ms);Bemerkung\r\nP1;0;24;\"a;b\"\r\nP2;1;3;\r\n"}) {
        const scenario::Block block = scenario::block_of(text);
        CHECK(block.left_out == 1);
        file = valid(scenario::with_block(file_from(mixed), 2, shown, 2, block));
        CHECK(scenario::work_table(file).size() == 2);
        CHECK(cells(file, 0) == "P1|0|24||||||||");
        CHECK(cells(file, 1) == "P2|1|3||||||||");
        CHECK(part(file, "try") == "(none)");
    }
    CHECK_FALSE(scenario::with_block(file_from(mixed), 0, shown, 0, scenario::block_of("Process\tBurst\n")));

    std::string column;
    for (int i = 0; i < 1'000; ++i) column += "job\n";
    CHECK(scenario::with_block(file_from(mixed), 0, shown, 0, scenario::block_of(column)));
    const auto long_column = scenario::with_block(file_from(mixed), 1, shown, 0, scenario::block_of(column));
    REQUIRE_FALSE(long_column);
    CHECK(long_column.error().message == "a scenario has at most 1,000 rows of work");
    CHECK_FALSE(scenario::with_block(file_from(mixed), 0, shown, 1, scenario::block_of("now\tsoon\n")));
    CHECK(scenario::block_of("").rows.empty());
    CHECK(scenario::block_of("P\n").columns.empty());  // a process of that name
}

TEST_CASE("a typed period sets a stop at which the pattern repeats, and takes it away again", "[scenario]") {
    Value file = scenario::new_work("Periods");
    file = valid(scenario::with_cell(std::move(file), 0, WorkColumn::period, "50"));
    CHECK(part(file, "stop") == "\"50ms\"");
    file = valid(scenario::with_cell(std::move(file), 1, WorkColumn::period, "30"));
    CHECK(part(file, "stop") == "\"150ms\"");
    file = valid(
        scenario::with_cell(std::move(file), 2, WorkColumn::period, "0.007"));  // 1,050 ms: more than 20 of the longest
    CHECK(part(file, "stop") == "\"500ms\"");
    for (size_t row = 0; row < 3; ++row)
        file = valid(scenario::with_cell(std::move(file), row, WorkColumn::period, ""));
    CHECK(part(file, "stop") == "(none)");
    file["stop"] = Value::of(std::string_view("1s"));
    file = valid(scenario::with_cell(std::move(file), 0, WorkColumn::period, "50"));
    CHECK(part(file, "stop") == "\"1s\"");  // that of the user stays
}
