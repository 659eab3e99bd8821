#include "tests/catch2.h"

#include "present/outcome.h"
#include "scenario/fields.h"

#include <algorithm>

using namespace present;

namespace {

metrics::Results pool() {  // by hand, as in the scenario waiting-on-the-database
    metrics::Results results;
    results.makespan = msec(148);
    results.completed = 24;
    results.latency = {86e6, msec(84), msec(148), msec(148), msec(148), 24};
    results.cores.resize(2);
    results.cores[0].switches = 1'200;
    results.cores[1].switches = 34;
    results.utilisation = 0.3243;
    results.threads_peak = 4;
    results.throughput_per_s = 24 / 0.148;
    results.concurrency = {2.5, 4};
    results.memory_peak_bytes = 4 << 20;
    return results;
}

RunResults run(uint32_t pane, const char* title, const metrics::Results& results) {
    return {pane, std::string(title) + " · 4 threads", title, &results};
}

std::vector<std::string> ids_of(const auto& rows) {
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

const TableRow& row_of(const Table& table, const std::string& id) {
    const auto row =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const TableRow& one) { return one.id == id; });
    INFO(id);
    REQUIRE(row != table.rows.end());
    return *row;
}

}  // namespace

TEST_CASE("the outcome has a row for each run, in one unit", "[present]") {
    const metrics::Results slow = pool();
    metrics::Results fast = pool();
    fast.makespan = msec(48);
    fast.latency.p95 = usec(250);
    fast.cores.clear();  // a recording that does not tell
    std::vector<RunResults> runs{run(0, "Thread pool", slow), run(3, "Async", fast)};
    runs[1].best = true;
    const Table table = outcome_table(runs);
    CHECK(table.corner == "ms");
    CHECK(ids_of(table.columns) == std::vector<std::string>{"makespan", "latency.p95", "utilisation", "threads"});
    CHECK(ids_of(table.rows) == std::vector<std::string>{"run-0", "run-3"});
    CHECK(table.rows[0].label == "Thread pool");
    CHECK(table.rows[0].hint == "Thread pool · 4 threads");
    CHECK(table.rows[0].values == std::vector<std::string>{"148.0", "148.0", "32 %", "4"});
    CHECK(table.rows[1].values == std::vector<std::string>{"48.0", "250 µs", "–", "4"});
    CHECK(table.rows[0].emphasis == Emphasis::plain);
    CHECK(table.rows[1].emphasis == Emphasis::good);
    CHECK(table.rows[1].pane == 3u);
    CHECK(table.note.empty());
}

TEST_CASE("the makespan of a stopped run is a lower bound, and times over no tasks are dashes", "[present]") {
    metrics::Results results = pool();
    results.completed = 0;
    results.latency = {};
    std::vector<RunResults> runs{run(0, "Thread pool", results)};
    runs[0].complete = false;
    runs[0].best = true;  // of one run none is the best
    Table table = outcome_table(runs);
    CHECK(table.rows[0].values[0] == "≥ 148.0");
    CHECK(table.rows[0].values[1] == "–");
    CHECK(table.rows[0].emphasis == Emphasis::plain);
    CHECK(table.note == "≥: the run was stopped there, before everything was done.");
    runs[0].running = true;
    CHECK(outcome_table(runs).note == "≥: the run is still being computed.");
    CHECK(row_of(more_numbers(runs), "latency.mean").values[0] == "–");
    CHECK(row_of(more_numbers(runs), "cost_per_1000").values[0] == "–");
}

TEST_CASE("a run that waits forever has no time of finish, and says why in red", "[present]") {
    metrics::Results results = pool();
    results.completed = 0;
    results.latency = {};
    results.ended.how = metrics::Ending::deadlock;
    results.ended.at = msec(2);
    const metrics::Results good = pool();
    std::vector<RunResults> runs{run(0, "Threads", results), run(1, "Pool", good)};
    runs[0].ending = "Threads: deadlock at 2.00 ms.";
    Table table = outcome_table(runs);
    CHECK(table.rows[0].values[0] == "deadlock");
    CHECK(table.rows[0].values[1] == "–");
    CHECK(table.rows[0].emphasis == Emphasis::warn);
    CHECK(table.note == runs[0].ending);
    CHECK(table.rows[1].values[0] == "148.0");
    results.ended.how = metrics::Ending::stuck;
    table = outcome_table(runs);
    CHECK(table.rows[0].values[0] == "stuck");
}

TEST_CASE("of several runs a row of marks says which of the three words hold", "[present]") {
    metrics::Results first = pool(), second = pool();
    first.verdict = {true, true, false};
    second.verdict = {false, true, false, true};
    const Table table = verdict_table({run(0, "Pool", first), run(1, "Parts", second)});
    CHECK(ids_of(table.columns) == std::vector<std::string>{"concurrent", "parallel", "asynchronous"});
    CHECK(table.rows[0].values == std::vector<std::string>{"✓", "✓", "–"});
    CHECK(table.rows[1].values == std::vector<std::string>{"–", "✓", "–"});
    CHECK(table.rows[1].hint == "Parts · 4 threads: one task, whose parts run in parallel");
    CHECK(verdict_table({run(0, "Pool", first)}).rows.empty());  // the sentence says it all
}

TEST_CASE("if deadlines are missed or tasks are lost, a column says so", "[present]") {
    metrics::Results results = pool();
    results.rejected = 1'000;
    results.gave_up = 234;
    const std::vector<RunResults> runs{run(0, "Thread pool", results)};
    Table table = outcome_table(runs);
    CHECK(table.columns[2].id == "lost");
    CHECK(table.rows[0].values[2] == "1,234");
    results.missed = 5;
    table = outcome_table(runs);
    CHECK(table.columns[2].id == "missed");
    CHECK(table.rows[0].values[2] == "5");
}

TEST_CASE("\"more numbers\" has a column for each run and leaves out rows of zeros", "[present]") {
    const metrics::Results first = pool();
    metrics::Results second = pool();
    std::vector<RunResults> runs{run(0, "Thread pool", first), run(1, "Async", second)};
    Table table = more_numbers(runs);
    REQUIRE(table.columns.size() == 2);
    CHECK(table.columns[1].label == "Async");
    CHECK(table.columns[1].pane == 1u);
    CHECK(row_of(table, "latency.mean").values == std::vector<std::string>{"86.00 ms", "86.00 ms"});
    CHECK(row_of(table, "latency.mean").hint ==
          "The mean time from arrival to answer or finish, of the tasks that arrived after the warm-up and finished "
          "before the run ended.");
    CHECK(row_of(table, "throughput").values[0] == "162.2 /s");
    CHECK(row_of(table, "throughput").hint ==
          "Tasks that finished after the warm-up, per second from the end of the warm-up to the end of the run.");
    CHECK(row_of(table, "concurrency.mean").values[0] == "2.50 (4)");
    CHECK(row_of(table, "switches").values[0] == "1,234");
    CHECK(row_of(table, "memory").values[0] == "4 MiB");
    const size_t few = table.rows.size();
    CHECK(few == 17);

    second.unfinished = 1;
    second.gave_up = 1;
    second.processes_peak = 2;
    second.servers.resize(2);
    table = more_numbers(runs);
    CHECK(table.rows.size() == few + 5);  // not finished; rejected, gave up; processes; servers
    CHECK(row_of(table, "rejected").values == std::vector<std::string>{"0", "0"});
    for (const TableRow& row : table.rows) {
        CHECK(row.values.size() == 2);
        CHECK_FALSE(row.hint.empty());
    }
    auto ids = ids_of(table.rows);
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("a scenario may name the columns of the outcome", "[present]") {
    metrics::Results results = pool();
    results.rejected = 41;
    results.cost = 0.0109;
    const Table table = outcome_table({run(0, "Thread pool", results)}, {"mean", "rejected", "cost"});
    CHECK(ids_of(table.columns) == std::vector<std::string>{"latency.mean", "rejected", "cost"});
    CHECK(table.rows[0].values == std::vector<std::string>{"86.0", "41", "0.0109"});
}

// Two visits of 10 and 20 ms, and a long one of another row.
TEST_CASE("a column may be the latency of one row of work", "[present]") {
    const metrics::Results results = pool();
    scenario::Scenario scenario;
    scenario.work.resize(2);
    scenario.work[0].name = "visit";
    scenario.work[1].name = "report";
    trace::Log log;
    const auto add = [&](uint32_t row, Time arrival, MaybeTime finished) {
        trace::Task task;
        task.row = row;
        task.arrival = arrival;
        task.finished = finished;
        task.outcome = finished ? trace::Outcome::completed : trace::Outcome::unfinished;
        log.tasks.push_back(task);
    };
    add(0, msec(5), msec(15));
    add(0, msec(10), msec(30));
    add(1, msec(0), msec(148));
    add(0, msec(20), {});
    RunResults one = run(0, "Thread pool", results);
    one.scenario = &scenario;
    one.log = &log;
    const Table table = outcome_table({one}, {"latency:visit", "latency:report"});
    CHECK(table.columns[0].label == "visit");
    CHECK(table.rows[0].values == std::vector<std::string>{"15.0", "148.0"});
}

TEST_CASE("every column that a file may name is one of the table's", "[present]") {
    const metrics::Results results = pool();
    for (const scenario::ChoiceRow& choice : scenario::column_choices) {
        if (choice.value.ends_with(':')) continue;
        INFO(choice.value);
        const Table table = outcome_table({run(0, "Thread pool", results)}, {std::string(choice.value)});
        CHECK_FALSE(table.columns[0].label.empty());
        CHECK_FALSE(table.rows[0].values[0].empty());
    }
}
