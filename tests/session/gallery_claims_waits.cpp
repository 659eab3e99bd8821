// Locks, semaphores, queues and devices that threads wait for.

#include "tests/session/gallery_claims.h"

namespace gallery {

namespace {

using Marks = std::vector<std::string>;
// An update is lost when the second task reads before the first has written.
bool loses_one(const Run& run) {
    const Marks all = marks(run);
    return all.size() == 4 && all[0].ends_with("reads") && all[1].ends_with("reads") && all[2].ends_with("writes") &&
           all[3].ends_with("writes");
}
bool loses_none(const Run& run) { return marks(run) == Marks{"0 reads", "0 writes", "1 reads", "1 writes"}; }

int64_t permits(const Run& run) { return run.variant.scenario.semaphores[0].count; }

// Each of the two tasks has executed its steps up to its second lock, and no further.
bool each_holds_one_and_wants_the_other(const Run& run, double until_the_second) {
    return run.results.unfinished == 2 && run.results.completed == 0 && time_on_core(run, 0) == until_the_second &&
           time_on_core(run, 1) == 2;
}
bool both_end(const Run& run) { return run.results.unfinished == 0 && run.results.completed == 2; }

constexpr Claim of_waits[] = {
    {"waiting-on-the-database", "A web service that waits on its database",
     [](const Story& s) { return blocked(s[0]) == 24 * 20; }},
    {"waiting-on-the-database",
     "Each request computes for 2 ms, waits for the database for 20 ms, and computes for 2 ms again.",
     [](const Story& s) {
         return step(s[0], "request", 0) == 2 && s[0].variant.scenario.devices[0].time.a == msec(20) &&
                step(s[0], "request", 2) == 2;
     }},
    {"waiting-on-the-database", "It waits most of the time, so what matters is whether a thread has to wait with it.",
     [](const Story& s) {
         return blocked(s[0]) > 0 && blocked(s[1]) == 0 && blocked(s[2]) == 0 && threads(s[1]) < threads(s[0]) &&
                finish(s[1]) < finish(s[0]);
     }},

    {"two-restaurants", "How can one waiter be faster than four?",
     [](const Story& s) { return threads(s[2]) == 1 && threads(s[1]) == 4 && finish(s[2]) < finish(s[1]); }},
    {"two-restaurants", "One waiter who waits at the stove",
     [](const Story& s) { return threads(s[0]) == 1 && blocked(s[0]) > 0; }},
    {"two-restaurants", "Twelve tables order at once.",
     [](const Story& s) { return tasks(s[0], "table") == 12 && arrive_at_once(s[0]); }},
    {"two-restaurants", "A waiter who stands at the stove until the dish is ready serves one table after another.",
     [](const Story& s) { return max_in_progress(s[0]) == 1; }},
    {"two-restaurants", "Four such waiters serve four tables at a time.",
     [](const Story& s) { return threads(s[1]) == 4 && max_in_progress(s[1]) == 4; }},
    {"two-restaurants",
     "One waiter who takes the next order and comes back when the bell rings serves all the tables sooner than the "
     "four.",
     [](const Story& s) { return threads(s[2]) == 1 && blocked(s[2]) == 0 && finish(s[2]) < finish(s[1]); }},
    {"two-restaurants", "Four waiters who wait at the stove",
     [](const Story& s) { return threads(s[1]) == 4 && blocked(s[1]) > 0; }},
    {"two-restaurants", "One waiter and a bell", [](const Story& s) { return threads(s[2]) == 1; }},

    {"pool-exhaustion", "How do four slow reports lock everybody out?",
     [](const Story& s) {
         return tasks(s[0], "report") == 4 && longest_gap(s[0], "page").length() > 450 &&
                longest_gap(s[1], "page").length() < 15;
     }},
    {"pool-exhaustion", "A pool of four threads", [](const Story& s) { return threads(s[0]) == 4; }},
    {"pool-exhaustion", "A pool of four threads serves pages that take 12 ms.",
     [](const Story& s) {
         return threads(s[0]) == 4 &&
                step(s[0], "page", 0) + step(s[0], "page", 2) + ms(s[0].variant.scenario.devices[0].time.a) == 12;
     }},
    {"pool-exhaustion",
     "Then four reports come; each waits half a second for the database and holds its thread meanwhile.",
     [](const Story& s) {
         return tasks(s[0], "report") == 4 && step(s[0], "report", 1) == 500 && blocked(s[0]) == 4 * 500 + 80 * 10;
     }},
    {"pool-exhaustion", "For nearly half a second nobody gets a page, although both cores are idle.",
     [](const Story& s) {
         const Gap gap = longest_gap(s[0], "page");
         return gap.length() > 450 && gap.length() < 500 && cores(s[0]) == 2 && gap_is_idle(s[0], 125, gap.from + 470);
     }},
    {"pool-exhaustion", "If waiting does not hold a thread, the pages are served as before.",
     [](const Story& s) {
         return blocked(s[1]) == 0 && missed(s[1], "page") == 0 && near(latency(s[1], "page"), 12, 0.05);
     }},
    {"pool-exhaustion", "With a queue of eight, fewer pages are late, 8 instead of 58, but 41 tasks are turned away.",
     [](const Story& s) {
         return s[2].variant.scenario.strategy.queue == 8 && missed(s[2], "page") == 8 && missed(s[0], "page") == 58 &&
                s[2].results.rejected == 41;
     }},
    {"pool-exhaustion", "A queue of eight, the rest turned away",
     [](const Story& s) { return s[2].variant.scenario.strategy.queue == 8 && s[2].results.rejected > 0; }},

    {"connection-pool", "Four connections", [](const Story& s) { return permits(s[0]) == 4; }},
    {"connection-pool", "Sixty threads serve sixty requests.",
     [](const Story& s) { return threads(s[0]) == 60 && tasks(s[0], "request") == 60; }},
    {"connection-pool",
     "Each request holds a database connection while its query runs and while it reads the answer, which takes 4 ms "
     "each when the database has nothing else to do.",
     [](const Story& s) {
         using enum scenario::StepKind;
         const auto& steps = s[0].variant.scenario.programs[0].steps;
         return steps[0].kind == acquire && steps[1].kind == io && steps[2].kind == compute &&
                steps[3].kind == release && s[0].variant.scenario.devices[0].time.a == msec(4) &&
                step(s[0], "request", 2) == 4;
     }},
    {"connection-pool", "The database divides its speed among its queries.",
     [](const Story& s) { return s[0].variant.scenario.devices[0].discipline == scenario::Discipline::sharing; }},
    {"connection-pool",
     "With one connection it has nothing to do while an answer is read, and the run takes twice as long as with four, "
     "which keep it busy.",
     [](const Story& s) {
         return permits(s[1]) == 1 && near(finish(s[1]), 2 * finish(s[0])) &&
                near(s[1].results.devices[0].utilisation, 0.5) && s[0].results.devices[0].utilisation > 0.95;
     }},
    {"connection-pool",
     "More connections do not shorten the run: they only make each query longer, and with a connection for each thread "
     "a request takes 127 ms on average instead of 71.",
     [](const Story& s) {
         return permits(s[2]) > 4 && finish(s[2]) >= finish(s[0]) && mean(s[2]) > mean(s[0]) &&
                permits(s[3]) == threads(s[3]) && finish(s[3]) >= finish(s[0]) && near(mean(s[3]), 127, 0.005) &&
                near(mean(s[0]), 71, 0.005);
     }},
    {"connection-pool", "One connection", [](const Story& s) { return permits(s[1]) == 1; }},
    {"connection-pool", "Sixteen connections", [](const Story& s) { return permits(s[2]) == 16; }},
    {"connection-pool", "A connection for each thread", [](const Story& s) { return permits(s[3]) == threads(s[3]); }},

    {"priority-inversion", "How can an urgent task wait for an unimportant one?",
     [](const Story& s) { return latency(s[0], "urgent") > step(s[0], "medium", 0); }},
    {"priority-inversion", "A lock without inheritance",
     [](const Story& s) { return s[0].variant.scenario.locks[0].inherit == scenario::Inherit::none; }},
    {"priority-inversion", "The cleaner holds a lock that the urgent task needs.",
     [](const Story& s) { return lock_waits(s[0], "urgent") > 0; }},
    {"priority-inversion",
     "That would be a short wait, but a task of medium priority, which needs no lock at all, takes the core from the "
     "cleaner.",
     [](const Story& s) {
         return lock_waits(s[0], "medium") == 0 && finished(s[0], "medium") < finished(s[0], "urgent") &&
                latency(s[0], "medium") == step(s[0], "medium", 0);
     }},
    {"priority-inversion", "So the most urgent task waits for both, and takes 48 ms instead of 8.",
     [](const Story& s) { return latency(s[0], "urgent") == 48 && latency(s[1], "urgent") == 8; }},
    {"priority-inversion",
     "With priority inheritance, the cleaner is as urgent as the task that waits for it, until it releases the lock.",
     [](const Story& s) {
         return s[1].variant.scenario.locks[0].inherit == scenario::Inherit::inheritance &&
                lock_waits(s[1], "urgent") == 5 && latency(s[1], "urgent") == 8;
     }},
    {"priority-inversion",
     "With a priority ceiling, it is so from the moment it takes the lock, which saves two switches.",
     [](const Story& s) {
         return s[2].variant.scenario.locks[0].inherit == scenario::Inherit::ceiling &&
                lock_waits(s[2], "urgent") == 0 && latency(s[2], "urgent") == 8 && switches(s[2]) == switches(s[1]) - 2;
     }},
    {"priority-inversion", "The inversion happened to the Mars Pathfinder lander in 1997, and inheritance cured it.",
     nullptr, "G. Reeves: What really happened on Mars?, 1997"},
    {"priority-inversion", "Two cores",
     [](const Story& s) { return cores(s[3]) == 2 && latency(s[3], "urgent") < 10; }},
    {"priority-inversion", "The urgent task needs no lock",
     [](const Story& s) { return lock_waits(s[4], "urgent") == 0 && latency(s[4], "urgent") == 3; }},

    {"priority-ceiling", "What does a priority ceiling prevent that inheritance does not?",
     [](const Story& s) { return s[0].results.unfinished == 2 && s[1].results.unfinished == 0; }},
    {"priority-ceiling",
     "The backup locks the disk and then the log; the alarm, which is more urgent, locks the log and then the disk.",
     [](const Story& s) {
         const scenario::Scenario& scenario = s[0].variant.scenario;
         const auto& backup = scenario.programs[0].steps;
         const auto& alarm = scenario.programs[1].steps;
         return scenario.locks[backup[0].lock.index].name == "disk" &&
                scenario.locks[backup[2].lock.index].name == "log" && alarm[0].lock == backup[2].lock &&
                alarm[2].lock == backup[0].lock && scenario.work[1].priority < scenario.work[0].priority;
     }},
    {"priority-ceiling",
     "Inheritance makes the backup urgent only when the alarm already holds the log and waits for the disk.",
     [](const Story& s) {
         return s[0].variant.scenario.locks[0].inherit == scenario::Inherit::inheritance &&
                time_on_core(s[0], 1) == 2 && lock_waits(s[0], "alarm") > 0;
     }},
    {"priority-ceiling", "Then each waits for the other, and neither ends.",
     [](const Story& s) { return each_holds_one_and_wants_the_other(s[0], 4); }},
    {"priority-ceiling",
     "With a ceiling, the backup is as urgent as the alarm as soon as it holds the disk: the alarm begins when both "
     "locks are free, and never waits for one.",
     [](const Story& s) {
         return both_end(s[1]) && first_turn(s[1], "alarm") == finished(s[1], "backup") &&
                lock_waits(s[1], "alarm") == 0;
     }},
    {"priority-ceiling", "Without a ceiling, both must take the locks in the same order.",
     [](const Story& s) {
         return s[2].variant.scenario.locks[0].inherit == scenario::Inherit::inheritance && both_end(s[2]) &&
                lock_waits(s[2], "alarm") > 0;
     }},

    {"lost-update", "How can two updates become one?",
     [](const Story& s) { return s[0].results.completed == 2 && loses_one(s[0]); }},
    {"lost-update", "Slices shorter than an update",
     [](const Story& s) { return ms(*s[0].variant.scenario.machine.scheduler.quantum) < step(s[0], "update", 1); }},
    {"lost-update", "Two threads each read a total, compute for 3 ms and write the total plus one, on one core.",
     [](const Story& s) {
         return threads(s[0]) == 2 && step(s[0], "update", 1) == 3 && marks(s[0]).size() == 4 && cores(s[0]) == 1;
     }},
    {"lost-update",
     "With slices of 2 ms, the second thread reads before the first has written: both write the same number, and one "
     "update is lost.",
     [](const Story& s) {
         return s[0].variant.scenario.machine.scheduler.quantum == msec(2) &&
                marks(s[0]) == Marks{"0 reads", "1 reads", "0 writes", "1 writes"};
     }},
    {"lost-update",
     "With a lock around all three steps, the second thread reads only when the first has written, and the run takes "
     "no longer.",
     [](const Story& s) { return loses_none(s[1]) && lock_waits(s[1], "update") > 0 && finish(s[1]) == finish(s[0]); }},
    {"lost-update", "Slices longer than an update only hide the fault: on two cores it is there again.",
     [](const Story& s) {
         return ms(*s[2].variant.scenario.machine.scheduler.quantum) > 3 && loses_none(s[2]) && cores(s[3]) == 2 &&
                loses_one(s[3]);
     }},
    {"lost-update", "One of the two updates is lost.",
     [](const Story& s) {
         for (size_t i = 0; i < s.size(); ++i)
             if (loses_one(s[i]) == s[i].variant.scenario.shown.flaw.empty()) return false;
         return true;
     }},
    {"lost-update", "Longer slices, but two cores", [](const Story& s) { return cores(s[3]) == 2; }},

    {"deadlock", "Why do two transfers wait for each other forever?",
     [](const Story& s) { return s[0].results.unfinished == 2 && s[0].log().complete; }},
    {"deadlock", "Locked in opposite order",
     [](const Story& s) {
         const auto& programs = s[0].variant.scenario.programs;
         return programs[0].steps[0].lock == programs[1].steps[2].lock &&
                programs[0].steps[2].lock == programs[1].steps[0].lock;
     }},
    {"deadlock", "Each transfer locks the account that it takes money from, and then the other one.",
     [](const Story& s) {
         const scenario::Scenario& scenario = s[0].variant.scenario;
         return scenario.programs[0].name == "to Bob" &&
                scenario.locks[scenario.programs[0].steps[0].lock.index].name == "Ann" &&
                scenario.programs[1].name == "to Ann" &&
                scenario.locks[scenario.programs[1].steps[0].lock.index].name == "Bob";
     }},
    {"deadlock", "When both run at the same time, each holds the lock that the other needs, and neither ever ends.",
     [](const Story& s) { return max_executing(s[0]) == 2 && each_holds_one_and_wants_the_other(s[0], 2); }},
    {"deadlock", "When both lock the two accounts in the same order, one waits for the other, and both end.",
     [](const Story& s) {
         return both_end(s[1]) && lock_waits(s[1], "to Ann") > 0 && lock_waits(s[1], "to Bob") == 0;
     }},
    {"deadlock",
     "If the second transfer comes after the first has ended, nothing goes wrong either: a deadlock happens only if "
     "the timing is right, and tests may miss it.",
     [](const Story& s) {
         return both_end(s[2]) && arrival(s[2], "to Ann") > finished(s[2], "to Bob") && blocked(s[2]) == 0;
     }},
    {"deadlock", "Opposite order, but one comes later",
     [](const Story& s) { return arrival(s[2], "to Ann") > arrival(s[0], "to Ann"); }},

    {"lock-contention", "Why do eight cores do no more than four?",
     [](const Story& s) { return cores(s[0]) == 8 && cores(s[1]) == 4 && finish(s[0]) == finish(s[1]); }},
    {"lock-contention", "Eight cores, eight threads",
     [](const Story& s) { return cores(s[0]) == 8 && threads(s[0]) == 8; }},
    {"lock-contention", "Every request computes for 6 ms on its own and for 2 ms while it holds the only lock.",
     [](const Story& s) {
         return step(s[0], "request", 0) == 6 && step(s[0], "request", 2) == 2 &&
                s[0].variant.scenario.locks.size() == 1;
     }},
    {"lock-contention", "However many cores there are, the lock lets one request through every 2 ms at best.",
     [](const Story& s) { return finish(s[0]) >= 48 * 2 && finish(s[1]) >= 48 * 2 && finish(s[2]) >= 48 * 2; }},
    {"lock-contention", "Four cores already keep the lock busy, and four more only add threads that wait for it.",
     [](const Story& s) {
         return cores(s[1]) == 4 && near(finish(s[1]), 6 + 48 * 2, 0) && cores(s[0]) == 8 &&
                blocked(s[0]) > 10 * blocked(s[1]);
     }},
    {"lock-contention", "Halving the time inside the lock helps more: the run takes about half as long.",
     [](const Story& s) {
         return step(s[3], "request", 2) * 2 == step(s[0], "request", 2) && near(finish(s[3]), finish(s[0]) / 2, 0.1);
     }},
    {"lock-contention", "Four cores, four threads",
     [](const Story& s) { return cores(s[1]) == 4 && threads(s[1]) == 4; }},
    {"lock-contention", "Two cores, two threads",
     [](const Story& s) { return cores(s[2]) == 2 && threads(s[2]) == 2; }},
    {"lock-contention", "Eight cores, half the time inside the lock",
     [](const Story& s) { return cores(s[3]) == 8 && step(s[3], "request", 2) * 2 == step(s[0], "request", 2); }},

    {"backpressure", "What happens when one stage is slower than the one before it?",
     [](const Story& s) { return step(s[0], "packer", 1) > step(s[0], "reader", 0); }},
    {"backpressure", "Room for two blocks",
     [](const Story& s) { return s[0].variant.scenario.queues[0].capacity == 2; }},
    {"backpressure", "A reader needs 2 ms for a block, and a packer needs 6 ms.",
     [](const Story& s) { return step(s[0], "reader", 0) == 2 && step(s[0], "packer", 1) == 6; }},
    {"backpressure",
     "Where the queue between them has room for two blocks, the reader must wait for the packer: this is backpressure.",
     [](const Story& s) {
         return s[0].variant.scenario.queues[0].capacity == 2 && latency(s[0], "reader") > 12 * 2 &&
                time_on_core(s[0], 0) == 12 * 2;
     }},
    {"backpressure",
     "Without a limit the reader never waits, and the blocks pile up in memory; the packer is done no sooner.",
     [](const Story& s) {
         return latency(s[1], "reader") == 12 * 2 && finished(s[1], "packer") == finished(s[0], "packer");
     }},
    {"backpressure", "Two packers, each on a core of its own, do the work in about half the time.",
     [](const Story& s) {
         return tasks(s[2], "packer") == 2 && cores(s[2]) == 3 && moves(s[2]) == 0 &&
                near(finish(s[2]), finish(s[0]) / 2, 0.1);
     }},
    {"backpressure", "Two packers", [](const Story& s) { return tasks(s[2], "packer") == 2; }},

    {"head-of-line", "Why does a quick request wait behind a slow one?",
     [](const Story& s) { return p50(s[0]) > 10 * p50(s[1]); }},
    {"head-of-line", "One at a time", [](const Story& s) { return s[0].variant.scenario.devices[0].capacity == 1; }},
    {"head-of-line", "A store that serves one request at a time makes the others wait behind a slow one.",
     [](const Story& s) {
         return s[0].variant.scenario.devices[0].capacity == 1 && s[0].results.devices[0].queue_max > 5 &&
                p50(s[0]) > 60;
     }},
    {"head-of-line", "If it serves two at a time, quick requests pass on the other side.",
     [](const Story& s) {
         return s[1].variant.scenario.devices[0].capacity == 2 && p50(s[1]) < 5 && longest(s[1], "question") > 60;
     }},
    {"head-of-line",
     "If it serves all at once, each at a share of its speed, half of the requests are done much sooner, and the slow "
     "ones take longer: compare p50 with p95.",
     [](const Story& s) {
         return s[2].variant.scenario.devices[0].discipline == scenario::Discipline::sharing &&
                p50(s[2]) < p50(s[0]) / 5 && p95(s[2]) > p95(s[0]);
     }},
    {"head-of-line", "Two at a time", [](const Story& s) { return s[1].variant.scenario.devices[0].capacity == 2; }},
};

}  // namespace

std::span<const Claim> claims_about_waits() { return of_waits; }

}  // namespace gallery
