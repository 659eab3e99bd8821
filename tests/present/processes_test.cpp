// The homework form: tables of work are typed in, run under each policy, and give the averages that textbooks have.

#include "tests/catch2.h"

#include "present/processes.h"
#include "present/work_table.h"
#include "scenario/work_table.h"
#include "session/session.h"
#include "session/table_edits.h"

#include <string>
#include <string_view>
#include <vector>

using session::Session;

namespace {

// A session in which this block has been pasted as the table of work.
void type_table(Session& session, std::string_view block) {
    REQUIRE(session.load(scenario::json::write(scenario::new_work("Exercise"))));
    auto file = scenario::with_block(session::edited_file(session), 0, {}, 0, scenario::block_of(block));
    REQUIRE(file);
    REQUIRE(session::edit_file(session, std::move(*file)));
}

using Averages = std::vector<std::string>;  // turnaround, waiting, response
Averages averages_under(Session& session, std::string_view policy, std::string_view slice = "4") {
    REQUIRE(session::compare_policies(session, {policy}, slice));
    const present::Processes processes = present::processes_of(session);
    REQUIRE(processes.averages.rows.size() == 1);
    return processes.averages.rows[0].values;
}
std::string waiting_under(Session& session, std::string_view policy, std::string_view slice = "4") {
    return averages_under(session, policy, slice)[1];
}
using Cells = std::vector<std::string>;
Cells column_of(const present::Table& table, std::string_view id) {
    Cells cells;
    for (size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].id == id)
            for (const present::TableRow& row : table.rows) cells.push_back(row.values[i]);
    return cells;
}

}  // namespace

// Three processes that arrive at once, in two orders: worked out by hand from the Gantt charts 0-24-27-30 and 0-3-6-30.
TEST_CASE("textbook: first come, first served, in the unlucky and in the lucky order", "[present]") {
    Session session;
    type_table(session, "Process\tBurst Time\nP1\t24\nP2\t3\nP3\t3\n");
    CHECK(averages_under(session, "fcfs") == Averages{"27", "17", "17"});
    const present::Table table = present::processes_of(session).runs[0];
    CHECK(column_of(table, "finish") == Cells{"24", "27", "30", ""});
    CHECK(column_of(table, "turnaround") == Cells{"24", "27", "30", "27"});
    CHECK(column_of(table, "waiting") == Cells{"0", "24", "27", "17"});
    type_table(session, "Process\tBurst Time\nP2\t3\nP3\t3\nP1\t24\n");
    CHECK(waiting_under(session, "fcfs") == "3");
}

// P1 0-4, P2 4-7, P3 7-10, then P1 to the end: it waits 6, the others 4 and 7. 17 / 3 = 5.67.
TEST_CASE("textbook: round robin with slices of 4", "[present]") {
    Session session;
    type_table(session, "Process,Burst\nP1,24\nP2,3\nP3,3\n");
    CHECK(averages_under(session, "round-robin", "4") == Averages{"15.67", "5.67", "3.67"});
    const present::Table table = present::processes_of(session).runs[0];
    CHECK(column_of(table, "finish") == Cells{"30", "7", "10", ""});
    CHECK(column_of(table, "waiting") == Cells{"6", "4", "7", "5.67"});
    CHECK(column_of(table, "response") == Cells{"0", "4", "7", "3.67"});
}

// P4 0-3, P1 3-9, P3 9-16, P2 16-24: (3 + 16 + 9 + 0) / 4 = 7. In the order of the table: (0 + 6 + 14 + 21) / 4 =
// 10.25.
TEST_CASE("textbook: shortest job first", "[present]") {
    Session session;
    type_table(session, "Process;Burst Time\nP1;6\nP2;8\nP3;7\nP4;3\n");
    CHECK(waiting_under(session, "sjf") == "7");
    CHECK(waiting_under(session, "fcfs") == "10.25");
}

// P1 0-1, P2 1-5, P4 5-10, P1 10-17, P3 17-26: (9 + 0 + 15 + 2) / 4 = 6.5; not preemptive 31 / 4 = 7.75.
TEST_CASE("textbook: shortest remaining time first", "[present]") {
    Session session;
    type_table(session, "Process\tArrival Time\tBurst Time\nP1\t0\t8\nP2\t1\t4\nP3\t2\t9\nP4\t3\t5\n");
    CHECK(averages_under(session, "srtf") == Averages{"13", "6.5", "4.25"});
    CHECK(column_of(present::processes_of(session).runs[0], "waiting") == Cells{"9", "0", "15", "2", "6.5"});
    CHECK(waiting_under(session, "sjf") == "7.75");
}

// P2 0-1, P5 1-6, P1 6-16, P3 16-18, P4 18-19: (6 + 0 + 16 + 18 + 1) / 5 = 8.2.
TEST_CASE("textbook: priorities, a smaller number first", "[present]") {
    Session session;
    type_table(session, "Process\tBurst Time\tPriority\nP1\t10\t3\nP2\t1\t1\nP3\t2\t4\nP4\t1\t5\nP5\t5\t2\n");
    CHECK(waiting_under(session, "priority") == "8.2");
    CHECK(waiting_under(session, "priority-preemptive") == "8.2");  // they arrive at once: nothing is preempted
}

// A at 0 for 3, B at 2 for 6, C at 4 for 4, D at 6 for 5, E at 8 for 2. Turnaround under FCFS 3 7 9 12 12 = 8.6;
// response ratios at 9: C (5 + 4) / 4 = 2.25, D (3 + 5) / 5 = 1.6, E (1 + 2) / 2 = 1.5, so C 9-13; at 13: D 2.4, E 3.5,
// so E 13-15, D 15-20: 3 + 7 + 9 + 14 + 7 = 40, 8.0.
TEST_CASE("textbook: five processes, first come, first served, and the highest response ratio", "[present]") {
    Session session;
    type_table(session, "Process\tArrival\tService Time\nA\t0\t3\nB\t2\t6\nC\t4\t4\nD\t6\t5\nE\t8\t2\n");
    CHECK(averages_under(session, "fcfs")[0] == "8.6");
    CHECK(averages_under(session, "hrrn")[0] == "8");
    CHECK(averages_under(session, "sjf")[0] == "7.6");   // A 3, B 9, E 11, C 15, D 20: 3 + 7 + 11 + 14 + 3
    CHECK(averages_under(session, "srtf")[0] == "7.2");  // A 3, C 8, E 10, B 15, D 20: 3 + 13 + 4 + 14 + 2
}

TEST_CASE("all policies are compared side by side in one step, which can be undone", "[present]") {
    Session session;
    type_table(session, "Process\tBurst Time\tPriority\nP1\t10\t3\nP2\t1\t1\nP3\t2\t4\nP4\t1\t5\nP5\t5\t2\n");
    const auto chosen = session::suitable_contenders(session);
    CHECK(chosen == std::vector<std::string_view>{"fcfs", "sjf", "srtf", "round-robin", "priority"});
    REQUIRE(session::compare_policies(session, chosen, "1"));
    REQUIRE(session.runs().size() == 5);
    CHECK(session::compared_contenders(session) == chosen);
    const present::Processes processes = present::processes_of(session);
    CHECK(column_of(processes.averages, "waiting") == Cells{"9.6", "3.2", "3.2", "5.4", "8.2"});
    CHECK(processes.averages.rows[1].emphases[1] == present::Emphasis::good);
    CHECK(processes.averages.rows[4].emphases[1] == present::Emphasis::plain);
    CHECK(present::work_table_of(session).slice == "1");
    session.undo();
    CHECK(session.runs().size() == 1);

    CHECK_FALSE(session::compare_policies(session, chosen, "soon"));
    CHECK_FALSE(session::compare_policies(session, {}, "4"));
    CHECK(session.runs().size() == 1);
}

TEST_CASE("the tables of all runs are one text for a spreadsheet", "[present]") {
    Session session;
    type_table(session, "Process,Burst\n\"one, two\",1.5\n=2,0.25\n");
    REQUIRE(session::compare_policies(session, {"fcfs"}, "4"));
    const std::string title = session.runs()[0]->variant.title;
    CHECK(present::processes_text(session, ',') ==
          "run,task,arrival (ms),burst (ms),finish (ms),turnaround (ms),waiting (ms),response (ms)\n" + title +
              ",\"one, two\",0,1.5,1.5,1.5,0,0\n" + title + ",'=2,0,0.25,1.75,1.75,1.5,1.5\n" + title +
              ",average,,,,1.625,0.75,0.75\n");
}

TEST_CASE("the table of work shows the columns that are used or that a policy needs", "[present]") {
    Session session;
    type_table(session, "Process\tBurst\nP1\t24\nP2\t3\n");
    const auto shown = [&] {
        std::string ids;
        for (const auto& column : present::work_table_of(session).columns)
            if (column.shown) ids += column.id + ' ';
        return ids;
    };
    CHECK(shown() == "name arrival burst ");
    REQUIRE(session.set("machine.scheduler.policy", "priority"));
    CHECK(shown() == "name arrival burst priority ");
    REQUIRE(session.set("machine.scheduler.policy", "fcfs"));
    auto file = scenario::with_cell(session::edited_file(session), 1, scenario::WorkColumn::deadline, "30");
    REQUIRE(file);
    REQUIRE(session::edit_file(session, std::move(*file)));
    CHECK(shown() == "name arrival burst deadline ");
}

TEST_CASE("the table edits the run that the controls change, and says so", "[present]") {
    Session session;
    type_table(session, "Process\tBurst\nP1\t24\nP2\t3\n");
    REQUIRE(session::compare_policies(session, {"fcfs", "sjf"}, "4"));
    session.aim(1u);
    auto file = scenario::with_cell(session::edited_file(session), 0, scenario::WorkColumn::burst, "2");
    REQUIRE(file);
    REQUIRE(session::edit_file(session, std::move(*file)));
    CHECK(session.runs()[0]->results.makespan == msec(27));
    CHECK(session.runs()[1]->results.makespan == msec(5));
    CHECK(present::work_table_of(session).lines[0].cells[2].text == "2");
    CHECK(present::work_table_of(session).words.find("belongs only to the run") != std::string::npos);
    session.aim({});
    CHECK(present::work_table_of(session).lines[0].cells[2].text == "24");
    CHECK(session::runs_with_own_work(session) == 1);
    session.undo();
    CHECK(session.runs()[1]->results.makespan == msec(27));
}
