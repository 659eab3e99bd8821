// Event loops with a runtime.

#include "tests/session/gallery_claims.h"

namespace gallery {

namespace {

int64_t pool_threads(const Run& run) { return run.variant.scenario.strategy.workers; }

// Counts the callbacks of other tasks that begin while the callback that computes the report is running.
int64_t served_during_the_report(const Run& run) {
    const auto& all = run.log().callbacks.all;
    const auto is_report = [&](const trace::Callback& callback) {
        return run.variant.scenario.work[run.log().tasks[callback.task.index].row].name == "report";
    };
    int64_t count = 0;
    for (size_t i = 0; i < all.size(); ++i)
        if (is_report(all[i]) && all[i].began && all[i].ended && ms(*all[i].ended - *all[i].began) > 50)
            for (size_t k = 0; k < all.size(); ++k)
                if (k != i && all[k].began && *all[k].began >= *all[i].began && *all[k].began < *all[i].ended) ++count;
    return count;
}

double report_at(const Run& run) { return arrival(run, "report"); }

constexpr Claim of_loops[] = {
    {"timeout-promise-tick", "Which comes first: a timeout of 0, a promise or a next-tick?",
     [](const Story& s) {
         return in_order(s[0], {"next-tick", "promise", "timeout"}) &&
                in_order(s[1], {"next-tick", "promise", "timeout"});
     }},
    {"timeout-promise-tick", "With a busy line: the timeout is due",
     [](const Story& s) { return line(s[0], "end") - line(s[0], "begin") == 2; }},
    {"timeout-promise-tick", "All six callbacks are registered before the program ends.",
     [](const Story& s) {
         const auto& all = s[0].log().callbacks.all;
         int64_t count = 0;
         for (size_t i = 0; i < all.size(); ++i)
             if (all[i].phase != trace::Phase::script && ms(all[i].registered) < line(s[0], "end") && all[i].began &&
                 ms(*all[i].began) >= line(s[0], "end"))
                 ++count;
         return count == 6;
     }},
    {"timeout-promise-tick",
     "Next-ticks run first, then all microtasks; after that the loop goes round, and timers come before immediates.",
     [](const Story& s) {
         return in_order(s[0],
                         {"end", "next-tick", "promise", "microtask", "promise, second then", "timeout", "immediate"});
     }},
    {"timeout-promise-tick", "A timeout of 0 ms is a timeout of 1 ms.",
     [](const Story& s) { return timers(s[0], 1) == 1; }},
    {"timeout-promise-tick",
     "Here the program takes longer than that, so the timeout is due when the loop first looks.",
     [](const Story& s) {
         return line(s[0], "end") - line(s[0], "begin") > 1 && in_order(s[0], {"timeout", "immediate"});
     }},
    {"timeout-promise-tick", "The same without the busy line: either may come first",
     [](const Story& s) {
         return s[0].log().callbacks.either.empty() && s[1].log().callbacks.either.size() == 1 &&
                in_order(s[1], {"immediate", "timeout"});
     }},

    {"promises-starve-pictures", "Can promises freeze a page?",
     [](const Story& s) { return pictures(s[0], 40, 120) == 0 && pictures(s[0], 120, 200) > 3; }},
    {"promises-starve-pictures", "A page draws up to 60 times a second, between tasks, when all microtasks have run.",
     [](const Story& s) { return pictures(s[1], 0, 200) <= 12 && pictures(s[1], 0, 200) >= 10; },
     "The HTML standard leaves the rate to the browser; 60 a second is usual"},
    {"promises-starve-pictures",
     "A chain of promises consists of microtasks only: until the last of them has run, there is no picture and no "
     "click is handled.",
     [](const Story& s) {
         const double begin = line(s[0], "work begins"), end = line(s[0], "the work is done");
         const auto& all = s[0].log().callbacks.all;
         for (size_t i = 0; i < all.size(); ++i)
             if (all[i].began && ms(*all[i].began) > begin && ms(*all[i].began) < end &&
                 all[i].phase != trace::Phase::microtask)
                 return false;
         return end - begin == 16 * 5 && pictures(s[0], begin, end) == 0;
     }},
    {"promises-starve-pictures", "With a timeout between the parts, a picture can be drawn between any two.",
     [](const Story& s) { return pictures(s[1], line(s[1], "work begins"), line(s[1], "the work is done")) >= 5; }},

    {"ticks-starve-timers", "Why does the timer come so late?",
     [](const Story& s) { return line(s[0], "10 ms timer") == 40; }},
    {"ticks-starve-timers",
     "A next-tick callback that schedules another next-tick keeps the loop in the same place: the timer of 10 ms is "
     "due, but waits until the last of ten callbacks has run.",
     [](const Story& s) {
         const auto& all = s[0].log().callbacks.all;
         int64_t ticks = 0;
         for (size_t i = 0; i < all.size(); ++i) ticks += all[i].phase == trace::Phase::next_tick;
         return ticks == 10 && timers(s[0], 10) == 1 && in_order(s[0], {"last", "10 ms timer"});
     }},
    {"ticks-starve-timers",
     "With immediates, the loop looks at its timers between any two of them, and the timer is only 2 ms late.",
     [](const Story& s) {
         return line(s[1], "10 ms timer") == 12 && in_order(s[1], {"10 ms timer", "last"});
     }},

    {"await-one-or-all", "Is it slow because it awaits one thing after another?",
     [](const Story& s) { return finish(s[0]) > 2 * finish(s[1]); }},
    {"await-one-or-all", "One after another",
     [](const Story& s) {
         return in_order(s[0], {"user has arrived", "orders has arrived", "prices has arrived"}) &&
                line(s[0], "orders has arrived") - line(s[0], "user has arrived") > 40;
     }},
    {"await-one-or-all", "Each of three requests waits 40 ms for its answer.",
     [](const Story& s) { return timers(s[0], 40) == 3 && lines_with(s[0], " has arrived") == 3; }},
    {"await-one-or-all", "When each is awaited before the next one starts, the program takes the sum of the three.",
     [](const Story& s) { return near(finish(s[0]), 3 * line(s[0], "user has arrived")); }},
    {"await-one-or-all",
     "When all three are started first and then awaited together, they wait at the same time, and the program takes "
     "little longer than one of them.",
     [](const Story& s) {
         return lines_with(s[1], " has arrived") == 3 && finish(s[1]) < 1.15 * line(s[1], "user has arrived") &&
                finish(s[2]) < 1.15 * line(s[2], "user has arrived");
     }},

    {"one-blocks-all", "Why does everyone wait for one report?",
     [](const Story& s) { return tasks(s[0], "report") == 1 && missed(s[0], "client") > 10; }},
    {"one-blocks-all", "Twenty clients come, one every 5 ms, and each needs the loop for 2 ms in all.",
     [](const Story& s) {
         for (size_t i = 0; i < s[0].log().tasks.size(); ++i)
             if (s[0].variant.scenario.work[s[0].log().tasks[i].row].name == "client" && time_on_core(s[0], i) != 2)
                 return false;
         return tasks(s[0], "client") == 20 && s[0].variant.scenario.work[1].every->a == msec(5);
     }},
    {"one-blocks-all",
     "At 30 ms somebody asks for a report, which computes for 60 ms on the loop: no client is served until it is "
     "ready.",
     [](const Story& s) {
         return report_at(s[0]) == 30 && near(line(s[0], "the report is ready") - report_at(s[0]), 60) &&
                served_during_the_report(s[0]) == 0;
     }},
    {"one-blocks-all", "On a thread of the pool the report takes as long, and the clients do not notice.",
     [](const Story& s) {
         return near(line(s[1], "the report is ready") - report_at(s[1]), 60, 0.03) && missed(s[1], "client") == 0 &&
                longest(s[1], "client") < 12;
     }},

    {"fifth-hash", "Why does the fifth hash take twice as long?",
     [](const Story& s) { return near(line(s[0], "hash 5"), 2 * line(s[0], "hash 1"), 0.001); }},
    {"fifth-hash", "Five hashes, four threads",
     [](const Story& s) { return lines_with(s[0], "hash") == 5 && pool_threads(s[0]) == 4; }},
    {"fifth-hash", "libuv, the library under Node.js, keeps four threads for operations that would block the loop.",
     [](const Story& s) { return pool_threads(s[0]) == 4; },
     "libuv, Thread pool work scheduling: the default size is 4"},
    {"fifth-hash", "Four hashes of 100 ms take all four threads, each on a core of its own.",
     [](const Story& s) {
         return near(line(s[0], "hash 1"), 100, 0.001) && near(line(s[0], "hash 4"), 100, 0.001) &&
                max_executing(s[0]) == 4 && cores(s[0]) > 4;
     }},
    {"fifth-hash", "The fifth hash waits for a thread.",
     [](const Story& s) { return line(s[0], "hash 5") > 199 && near(line(s[1], "hash 5"), 100, 0.001); }},
    {"fifth-hash", "So does the query for a file's status, although the query itself is quick.",
     [](const Story& s) { return line(s[0], "file status") > 100 && line(s[0], "file status") < 101; }},
    {"fifth-hash", "Five threads in the pool", [](const Story& s) { return pool_threads(s[1]) == 5; }},
    {"fifth-hash", "Four hashes", [](const Story& s) { return lines_with(s[2], "hash") == 4; }},

    {"cancelled-task", "cancel() does not stop a task at once.",
     [](const Story& s) { return line(s[0], "cancelled: tidying up") > line(s[0], "main has cancelled it") + 1; }},
    {"cancelled-task",
     "It requests an exception, which is raised in the task at the place where it awaits, when the loop runs the task "
     "next.",
     [](const Story& s) {
         return in_order(s[0], {"main has cancelled it", "main continues first", "cancelled: tidying up"}) &&
                lines_with(s[0], "download finished") == 0;
     },
     "Python documentation, asyncio.Task.cancel"},
    {"cancelled-task",
     "What the task does to clean up may await as well, and code that awaits the cancelled task waits for that, too.",
     [](const Story& s) {
         return line(s[0], "tidy") > line(s[0], "cancelled: tidying up") + 9 &&
                in_order(s[0], {"tidy", "main sees that it ended"});
     }},
    {"cancelled-task",
     "So does a time limit: it is over at 20 ms, but the program waits until the task has cleaned up.",
     [](const Story& s) {
         return near(line(s[1], "cancelled: tidying up"), 20, 0.05) && in_order(s[1], {"tidy", "took too long"});
     }},

    {"producer-consumer", "Room for two items",
     [](const Story& s) {
         return line(s[0], "put 2") < line(s[0], "consumer: 0 is done") &&
                line(s[0], "put 4") > line(s[0], "consumer: 1 is done");
     }},
    {"producer-consumer", "A producer makes an item every 5 ms, and a consumer needs 15 ms for each.",
     [](const Story& s) {
         return near(line(s[0], "put 1") - line(s[0], "put 0"), 5, 0.05) &&
                near(line(s[0], "consumer: 2 is done") - line(s[0], "consumer: 1 is done"), 15, 0.05);
     }},
    {"producer-consumer", "A queue with room for two items makes the producer wait for the consumer.",
     [](const Story& s) { return near(line(s[0], "put 7") - line(s[0], "put 6"), 15, 0.05); }},
    {"producer-consumer",
     "Without a limit the producer is done in half the time, and the items wait in memory, but the run is hardly "
     "shorter.",
     [](const Story& s) {
         return near(line(s[1], "put 7"), line(s[0], "put 7") / 2, 0.05) && near(finish(s[1]), finish(s[0]), 0.01);
     }},
    {"producer-consumer", "With a second consumer it takes little more than half the time.",
     [](const Story& s) {
         return lines_with(s[2], "second: ") == 4 && finish(s[2]) > finish(s[0]) / 2 &&
                near(finish(s[2]), finish(s[0]) / 2, 0.15);
     }},
    {"producer-consumer", "Two consumers",
     [](const Story& s) { return lines_with(s[2], "first: ") == 4 && lines_with(s[2], "second: ") == 4; }},

    {"lock-across-await", "Why does one thread need a lock?",
     [](const Story& s) { return threads(s[1]) == 1 && lines_with(s[1], " writes 1") == 3; }},
    {"lock-across-await", "Nothing interrupts a function between two awaits, but at every await other tasks may run.",
     [](const Story& s) {
         return in_order(s[1], {"a reads 0", "b reads 0", "c reads 0", "a writes 1"}) &&
                line(s[1], "b reads 0") - line(s[1], "a reads 0") == 1;
     }},
    {"lock-across-await", "Three tasks each read a total, wait for the database and write the total plus one.",
     [](const Story& s) { return lines_with(s[0], " reads ") == 3 && lines_with(s[0], " writes ") == 3; }},
    {"lock-across-await",
     "While one of them holds the lock during its wait, the others wait for the lock, and no update is lost.",
     [](const Story& s) {
         return in_order(
             s[0], {"a reads 0", "a writes 1", "b reads 1", "b writes 2", "c reads 2", "c writes 3", "the total is 3"});
     }},
    {"lock-across-await",
     "If the lock is released before the wait, all three read 0 and write 1: the run is over sooner, and two of the "
     "updates are lost.",
     [](const Story& s) {
         return lines_with(s[1], " reads 0") == 3 && lines_with(s[1], " writes 1") == 3 &&
                in_order(s[1], {"c writes 1", "the total is 1"}) && finish(s[1]) < finish(s[0]);
     }},
    {"lock-across-await", "Two of the three updates are lost.",
     [](const Story& s) {
         return s[0].variant.scenario.shown.flaw.empty() && !s[1].variant.scenario.shown.flaw.empty() &&
                lines_with(s[1], " writes 1") == 3;
     }},
    {"lock-across-await", "Released before the wait: two updates are lost",
     [](const Story& s) { return lines_with(s[1], " writes ") == 3 && lines_with(s[1], "the total is 1") == 1; }},

    {"equal-delays", "Can a later timer overtake an earlier one?",
     [](const Story& s) {
         return in_order(s[0], {"20 ms, set at 10: due at 30", "7 ms, set at 18: due at 25"});
     }},
    {"equal-delays",
     "Node.js keeps the timers of one delay in one list, and when the first of a list is due, it runs all timers of "
     "the list that are due.",
     nullptr, "Node.js, lib/internal/timers.js: a list for each duration, in a priority queue"},
    {"equal-delays", "Here both timers of 20 ms share a list.",
     [](const Story& s) { return lines_with(s[0], "20 ms, set at") == 2; }},
    {"equal-delays",
     "When the loop is free again, the second runs right after the first and overtakes the timer of 7 ms, which was "
     "due before it.",
     [](const Story& s) {
         return in_order(s[0], {"the loop is free at 40", "20 ms, set at 0", "20 ms, set at 10: due at 30",
                                "7 ms, set at 18: due at 25"});
     }},
    {"equal-delays", "In a browser timers run in the order in which they are due.",
     [](const Story& s) {
         return in_order(s[1], {"20 ms, set at 0", "7 ms, set at 18: due at 25", "20 ms, set at 10: due at 30"});
     }},
};

}  // namespace

std::span<const Claim> claims_about_loops() { return of_loops; }

}  // namespace gallery
