// Cores, schedulers and threads that compute.

#include "tests/session/gallery_claims.h"

#include <algorithm>

namespace gallery {

namespace {

constexpr Claim of_cores[] = {
    {"typing-and-music", "How can one core play music while you type and an update runs?",
     [](const Story& s) {
         return cores(s[0]) == 1 && missed(s[0], "music") == 0 && latency(s[0], "typing") < latency(s[0], "update");
     }},
    {"typing-and-music",
     "A music player must deliver a block of sound every 10 ms, every key press needs an answer, and an update wants "
     "the core for itself.",
     [](const Story& s) {
         const auto& work = s[0].variant.scenario.work;
         return work[1].name == "music" && work[1].every->a == msec(10) && work[1].deadline == msec(10) &&
                work[2].deadline && step(s[0], "update", 0) > 200;
     }},
    {"typing-and-music", "Short time slices keep the music whole.",
     [](const Story& s) { return missed(s[0], "music") == 0 && tasks(s[0], "music") == 50; }},
    {"typing-and-music", "A long one, or none at all, is heard as gaps.",
     [](const Story& s) { return missed(s[1], "music") > 0 && missed(s[2], "music") > 0; }},

    {"hundred-requests", "Do four cores answer a hundred requests in a quarter of the time?",
     [](const Story& s) { return cores(s[1]) == 4 && near(finish(s[1]), finish(s[0]) / 4); }},
    {"hundred-requests", "A hundred API requests arrive at once, and each gets a thread of its own.",
     [](const Story& s) { return tasks(s[0], "request") == 100 && arrive_at_once(s[0]) && threads(s[0]) == 100; }},
    {"hundred-requests", "One core makes progress on all of them, one time slice after another.",
     [](const Story& s) { return cores(s[0]) == 1 && max_in_progress(s[0]) == 100 && max_executing(s[0]) == 1; }},
    {"hundred-requests", "Four cores take about 25 requests each",
     [](const Story& s) {
         for (uint32_t core = 0; core < 4; ++core)
             if (begun_on(s[1], core) < 23 || begun_on(s[1], core) > 27) return false;
         return true;
     }},
    {"hundred-requests", "and up to four requests execute at the same instant.",
     [](const Story& s) { return max_executing(s[1]) == 4; }},

    {"cpu-heavy-batch", "How much faster is a heavy batch on 2, 4 and 8 cores?",
     [](const Story& s) { return cores(s[0]) == 1 && cores(s[1]) == 2 && cores(s[2]) == 4 && cores(s[3]) == 8; }},
    {"cpu-heavy-batch", "Eight threads resize sixteen pictures.",
     [](const Story& s) { return threads(s[0]) == 8 && tasks(s[0], "picture") == 16; }},
    {"cpu-heavy-batch", "This is pure computation, and there is nothing to wait for.",
     [](const Story& s) { return only_computes(s[0]); }},
    {"cpu-heavy-batch", "Twice as many cores need half the time, as long as there is a thread for each core.",
     [](const Story& s) {
         for (size_t i = 1; i < 4; ++i)
             if (!near(finish(s[i]), finish(s[i - 1]) / 2) || cores(s[i]) > threads(s[i])) return false;
         return true;
     }},

    {"processes-and-threads", "What does a process cost that a thread does not?",
     [](const Story& s) {
         return finish(s[1]) > finish(s[0]) && s[1].results.memory_peak_bytes > s[0].results.memory_peak_bytes;
     }},
    {"processes-and-threads", "Forty small jobs run, each in a thread of one program, or each in a process of its own.",
     [](const Story& s) {
         return tasks(s[0], "job") == 40 && threads(s[0]) == 40 && s[0].results.processes_peak == 0 &&
                s[1].results.processes_peak == 40;
     }},
    {"processes-and-threads", "A process takes longer to start and to switch to, and more memory.",
     [](const Story& s) {
         const scenario::Machine& machine = s[0].variant.scenario.machine;
         return machine.costs.process_start > machine.costs.thread_start &&
                machine.costs.process_switch > machine.costs.thread_switch &&
                machine.memory.process > machine.memory.thread;
     }},
    {"processes-and-threads", "In return, a process is isolated: if one crashes, the others keep running.", nullptr,
     "what operating systems do"},
    {"processes-and-threads", "A pool of two processes starts only two and gives them one job after another.",
     [](const Story& s) {
         return s[2].results.processes_peak == 2 && threads_started(s[2]) == 2 && max_in_progress(s[2]) == 2 &&
                s[2].results.completed == 40;
     }},

    {"too-many-threads", "When do more threads make everything slower?",
     [](const Story& s) {
         return finish(s[1]) < finish(s[2]) && finish(s[2]) < finish(s[0]) && mean(s[1]) < mean(s[2]) &&
                mean(s[2]) < mean(s[0]);
     }},
    {"too-many-threads", "Two hundred threads", [](const Story& s) { return threads(s[0]) == 200; }},
    {"too-many-threads",
     "Two hundred requests, which only compute, share four cores with slices of 1 ms and switches of 100 µs.",
     [](const Story& s) {
         const scenario::Machine& machine = s[0].variant.scenario.machine;
         return tasks(s[0], "request") == 200 && only_computes(s[0]) && machine.cores == 4 &&
                machine.scheduler.quantum == msec(1) && machine.costs.thread_switch == usec(100);
     }},
    {"too-many-threads", "Four threads keep four cores busy.",
     [](const Story& s) { return threads(s[1]) == 4 && utilisation(s[1]) == 1; }},
    {"too-many-threads",
     "Two hundred threads cannot do more; they add the time for starting and switching, and take more memory.",
     [](const Story& s) {
         return threads(s[0]) == 200 && finish(s[0]) > finish(s[1]) && switches(s[0]) > switches(s[1]) &&
                s[0].results.memory_peak_bytes > s[1].results.memory_peak_bytes;
     }},
    {"too-many-threads", "A pool of four threads", [](const Story& s) { return threads(s[1]) == 4; }},
    {"too-many-threads", "A pool of forty threads", [](const Story& s) { return threads(s[2]) == 40; }},

    {"convoy-effect", "Why do nine short jobs crawl behind one long one?",
     [](const Story& s) {
         return tasks(s[0], "short") == 9 && tasks(s[0], "long") == 1 &&
                finished(s[0], "long") < first_turn(s[0], "short") + 1e-9;
     }},
    {"convoy-effect", "One long job begins, and nine short ones arrive while it runs.",
     [](const Story& s) {
         return first_turn(s[0], "long") < arrival(s[0], "short") && tasks(s[0], "short") == 9 &&
                finished(s[0], "long") >= 200;
     }},
    {"convoy-effect", "First come, first served makes all of them wait until it is over.",
     [](const Story& s) { return first_turn(s[0], "short") == finished(s[0], "long"); }},
    {"convoy-effect", "Shortest job first does not help here, because it never interrupts a job that has begun.",
     [](const Story& s) { return mean(s[1]) == mean(s[0]) && first_turn(s[1], "short") == finished(s[1], "long"); }},
    {"convoy-effect", "Shortest remaining time first and round robin let the short jobs pass.",
     [](const Story& s) {
         return overtaken_by(s[2], "long", "short") == 9 && overtaken_by(s[3], "long", "short") == 9;
     }},
    {"convoy-effect", "The whole work takes the same time under each of the four policies.",
     [](const Story& s) {
         return s.size() == 4 && finish(s[0]) == finish(s[1]) && finish(s[1]) == finish(s[2]) &&
                finish(s[2]) == finish(s[3]);
     }},

    {"starvation-and-mlfq", "Can a job that everybody overtakes ever finish?",
     [](const Story& s) { return overtaken_by(s[0], "batch", "request") >= 59 && finished(s[0], "batch") > 0; }},
    {"starvation-and-mlfq",
     "A batch job of low priority meets urgent requests that keep the core busy nine tenths of the time.",
     [](const Story& s) {
         return step(s[0], "request", 0) == 9 && s[0].variant.scenario.work[1].every->a == msec(10) &&
                s[0].variant.scenario.work[0].priority > s[0].variant.scenario.work[1].priority;
     }},
    {"starvation-and-mlfq", "With fixed priorities it only gets the time that they leave.",
     [](const Story& s) { return longest(s[0], "request") == step(s[0], "request", 0); }},
    {"starvation-and-mlfq", "A multi-level feedback queue also lets new tasks run first.",
     [](const Story& s) { return overtaken_by(s[2], "batch", "request") >= 50 && latency(s[2], "request") < 20; }},
    {"starvation-and-mlfq",
     "A boost every 100 ms lifts all threads back to the top, so that the batch job gets its turns and is done after "
     "435 ms instead of 600.",
     [](const Story& s) {
         return s[1].variant.scenario.machine.scheduler.boost == msec(100) && finished(s[1], "batch") == 435 &&
                finished(s[0], "batch") == 600 && finished(s[2], "batch") == 600;
     }},
    {"starvation-and-mlfq", "MLFQ with a boost every 100 ms",
     [](const Story& s) { return s[1].variant.scenario.machine.scheduler.boost == msec(100); }},

    {"work-stealing", "What does an idle core do while its neighbour has a queue?",
     [](const Story& s) {
         return last_on_core(s[0], 1) < finish(s[0]) / 2 && last_on_core(s[0], 0) > finish(s[0]) - 1;
     }},
    {"work-stealing", "Each core has a ready queue of its own, and the threads are dealt out in turn.",
     [](const Story& s) {
         for (uint32_t core = 0; core < 4; ++core)
             if (begun_on(s[0], core) != 4) return false;
         return true;
     }},
    {"work-stealing", "But every second job is a long one, so that half of the cores get all of the long work.",
     [](const Story& s) {
         return near(last_on_core(s[0], 0), 80) && near(last_on_core(s[0], 2), 80) && last_on_core(s[0], 1) < 20 &&
                last_on_core(s[0], 3) < 20;
     }},
    {"work-stealing",
     "A core that may steal takes threads from a neighbour's queue: all cores have work almost to the end, and the run "
     "takes 48 ms instead of 80.",
     [](const Story& s) {
         for (uint32_t core = 0; core < 4; ++core)
             if (last_on_core(s[1], core) < 0.8 * finish(s[1])) return false;
         return near(finish(s[1]), 48, 0.01) && near(finish(s[0]), 80, 0.01);
     }},
    {"work-stealing", "Rebalanced every 10 ms",
     [](const Story& s) { return s[2].variant.scenario.machine.scheduler.peek == msec(10); }},
    {"work-stealing", "One queue for all",
     [](const Story& s) { return s[3].variant.scenario.machine.scheduler.queues == scenario::ReadyQueues::global; }},

    {"cache-affinity", "Why should a thread stay on its core?",
     [](const Story& s) { return moves(s[1]) == 0 && finish(s[1]) < finish(s[0]); }},
    {"cache-affinity", "One queue for all cores",
     [](const Story& s) { return s[0].variant.scenario.machine.scheduler.queues == scenario::ReadyQueues::global; }},
    {"cache-affinity",
     "A core that has run a thread for 10 ms holds the thread's data in its cache, and from then on runs it twice as "
     "fast.",
     [](const Story& s) {
         const scenario::Cache& cache = s[0].variant.scenario.machine.scheduler.cache;
         return cache.warmup == msec(10) && cache.warm_speed == 2;
     }},
    {"cache-affinity", "Seven threads share three cores.",
     [](const Story& s) { return threads(s[0]) == 7 && cores(s[0]) == 3; }},
    {"cache-affinity",
     "With one ready queue for all cores, the threads move from core to core and mostly find a cold cache.",
     [](const Story& s) { return moves(s[0]) > 20 && share_warm(s[0]) < 0.5; }},
    {"cache-affinity", "With a ready queue per core, each thread comes back to the core that holds its data.",
     [](const Story& s) { return moves(s[1]) == 0 && share_warm(s[1]) > 0.5; }},
    {"cache-affinity",
     "If a core that has run out of threads may also steal one from its neighbour, the run is shorter still.",
     [](const Story& s) { return moves(s[2]) > 0 && finish(s[2]) < finish(s[1]); }},

    {"amdahl", "Why are sixteen cores not sixteen times as fast?",
     [](const Story& s) { return cores(s[0]) == 16 && finish(s[3]) / finish(s[0]) < 16 && cores(s[3]) == 1; }},
    {"amdahl", "Sixteen cores", [](const Story& s) { return cores(s[0]) == 16; }},
    {"amdahl", "Reading and sorting take 40 ms and cannot be divided.",
     [](const Story& s) { return step(s[0], "render", 0) == 40; }},
    {"amdahl", "The other 360 ms are divided into 48 parts, which run on all cores.",
     [](const Story& s) {
         const scenario::Step& split = s[0].variant.scenario.programs[0].steps[1];
         return split.parts == 48 && ms(split.steps[0].time->a) * 48 == 360 && max_executing(s[0]) == 16;
     }},
    {"amdahl",
     "Two cores finish in 220 ms instead of 400, and sixteen cores in 62.5 ms: the serial part takes its 40 ms however "
     "many cores there are.",
     [](const Story& s) {
         return cores(s[2]) == 2 && finish(s[2]) == 220 && finish(s[3]) == 400 && finish(s[0]) == 62.5 &&
                finish(s[0]) > step(s[0], "render", 0);
     }},
    {"amdahl", "(Gene Amdahl described this limit in 1967.)", nullptr,
     "Validity of the single processor approach, AFIPS 1967"},
    {"amdahl", "Four cores", [](const Story& s) { return cores(s[1]) == 4; }},
    {"amdahl", "Two cores", [](const Story& s) { return cores(s[2]) == 2; }},
    {"amdahl", "One core", [](const Story& s) { return cores(s[3]) == 1; }},

    {"grahams-anomaly", "Can a fourth core make the same work take longer?",
     [](const Story& s) { return cores(s[1]) == 4 && finish(s[1]) > finish(s[0]); }},
    {"grahams-anomaly", "Three cores", [](const Story& s) { return cores(s[0]) == 3; }},
    {"grahams-anomaly", "Nine jobs have fixed lengths, and some must come before others.",
     [](const Story& s) {
         const auto& work = s[0].variant.scenario.work;
         return work.size() == 9 &&
                std::any_of(work.begin(), work.end(), [](const scenario::Work& row) { return !row.after.empty(); });
     }},
    {"grahams-anomaly", "Whenever a core is free, it takes the first job of the list that may begin.",
     [](const Story& s) {
         const scenario::Scenario& scenario = s[0].variant.scenario;
         for (size_t i = 0; i < scenario.work.size(); ++i)
             if (scenario.work[i].priority != int64_t(i)) return false;
         return scenario.machine.scheduler.policy == scenario::Policy::priority &&
                scenario.machine.scheduler.preemptive == false;
     }},
    {"grahams-anomaly", "Three cores finish after 12 ms.",
     [](const Story& s) { return cores(s[0]) == 3 && finish(s[0]) == 12; }},
    {"grahams-anomaly",
     "With a fourth core the work takes 15 ms, and with jobs that are all 1 ms shorter it takes 13 ms, because the "
     "long job I begins later.",
     [](const Story& s) {
         return cores(s[1]) == 4 && finish(s[1]) == 15 && cores(s[2]) == 3 && finish(s[2]) == 13 &&
                first_turn(s[1], "I") > first_turn(s[0], "I") && first_turn(s[2], "I") > first_turn(s[0], "I") &&
                finished(s[1], "I") == 15 && finished(s[2], "I") == 13;
     }},
    {"grahams-anomaly", "(Ronald Graham described such anomalies in 1966.)", nullptr,
     "Bounds for certain multiprocessing anomalies, Bell System Technical Journal 1966"},
    {"grahams-anomaly", "Four cores", [](const Story& s) { return cores(s[1]) == 4; }},
    {"grahams-anomaly", "Every job 1 ms shorter",
     [](const Story& s) {
         for (const scenario::Program& program : s[0].variant.scenario.programs)
             if (step(s[2], program.name, 0) != step(s[0], program.name, 0) - 1) return false;
         return true;
     }},
};

}  // namespace

std::span<const Claim> claims_about_cores() { return of_cores; }

}  // namespace gallery
