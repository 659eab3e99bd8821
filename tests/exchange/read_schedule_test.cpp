#include "tests/catch2.h"

#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "metrics/why/why.h"
#include "tests/exchange/recordings.h"

namespace {

// One core, from ftrace. A runs and is preempted by B, which A woke; B waits for the disk; A resumes and then sleeps.
const std::string ftrace = R"(# tracer: nop
#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION
          <idle>-0       [000] d..2.   100.000000: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=job: a, b next_pid=11 next_prio=120
        job: a, b-11     (   11) [000] d..2.   100.000010: sched_waking: comm=B pid=12 prio=120 target_cpu=000
        job: a, b-11     (   11) [000] d..2.   100.000011: sched_wakeup: comm=B pid=12 prio=120 target_cpu=000
        job: a, b-11     [000] d..2.   100.000015: sched_switch: prev_comm=job: a, b prev_pid=11 prev_prio=120 prev_state=R+ ==> next_comm=B next_pid=12 next_prio=110
               B-12      [000] d..2.   100.000017: sched_stat_runtime: comm=B pid=12 runtime=2000 [ns]
               B-12      [000] d..2.   100.000020: sched_switch: prev_comm=B prev_pid=12 prev_prio=110 prev_state=D ==> next_comm=job: a, b next_pid=11 next_prio=120
        job: a, b-11     [000] d..2.   100.000030: sched_switch: prev_comm=job: a, b prev_pid=11 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
          <idle>-0       [000] d..2.   100.000040: sched_waking: comm=B pid=12 prio=120 target_cpu=000
          <idle>-0       [000] d..2.   100.000041: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=B next_pid=12 next_prio=110
               B-12      [000] d..2.   100.000045: sched_switch: prev_comm=B prev_pid=12 prev_prio=110 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
)";

const std::string as_spans =
    "job: a, b 11  0 15  job: a, b  run on 0\n"
    "B 12  10 15  B  ready, core-busy\n"
    "B 12  15 20  B  run on 0\n"
    "job: a, b 11  15 20  job: a, b  ready, preempted\n"
    "job: a, b 11  20 30  job: a, b  run on 0\n"
    "B 12  20 40  B  blocked, device\n"
    "B 12  40 41  B  ready, core-busy\n"
    "B 12  41 45  B  run on 0\n";

}  // namespace

TEST_CASE("switches and wake-ups become runs, waits and sleeps", "[exchange]") {
    CHECK(spans_of(ftrace) == as_spans);
    for (size_t piece : {1, 7, 64}) {
        const auto recorded = recorded_of(ftrace, piece);
        REQUIRE(recorded);
        CHECK(spans_text(*recorded) == as_spans);
    }
}

TEST_CASE("a schedule has levels, statistics and reasons", "[exchange]") {
    const auto recorded = recorded_of(ftrace);
    REQUIRE(recorded);
    const trace::Log& log = recorded->log;
    const metrics::Levels levels = metrics::levels_of(log);
    const metrics::Results results = metrics::results_of(recorded->scenario, log, levels);
    CHECK(results.completed == 2);
    CHECK(results.parallelism.max == 1);
    CHECK(results.concurrency.max == 2);
    CHECK(results.cores[0].busy == usec(34));  // 15 + 5 + 10 + 4
    CHECK(results.latency.max == usec(35));    // B is woken at 10, and sleeps at 45
    CHECK(results.response.max == usec(5));    // B gets the core at 15
    CHECK(results.tasks[1].blocked == usec(20));
    const metrics::SpanIndex index(log);
    CHECK(metrics::explain_span(recorded->scenario, log, index, 1).starred() ==
          "*B 12* was woken and is *ready* for 5.00 µs, until it gets a core. Running then: *job: a, b 11* on core 1. "
          "It was *woken by job: a, b 11* at 10.0 µs.");
    CHECK(metrics::explain_span(recorded->scenario, log, index, 3).starred() ==
          "*job: a, b 11* was *preempted* by *B 12*, which took core 1, and is ready for 5.00 µs.");
    CHECK(metrics::explain_span(recorded->scenario, log, index, 5).starred() ==
          "*B 12* is *blocked* for 20.0 µs, in an uninterruptible sleep: usually it waits for a disk.");
    CHECK(metrics::explain_core_gap(recorded->scenario, log, index, {0}, usec(35)).starred() ==
          "*Core 1* is *idle*: no thread is ready.");
    CHECK(metrics::explain_thread_gap(recorded->scenario, log, index, {1}, usec(5)).starred() ==
          "*B 12* *sleeps* until 10.0 µs. It was *woken by job: a, b 11* at 10.0 µs.");
}

TEST_CASE("the text of perf script gives the same result", "[exchange]") {
    CHECK(spans_of("            perf 17339 [001]  1490.780000000: sched:sched_switch: prev_comm=perf prev_pid=17339 "
                   "prev_prio=120 prev_state=S ==> next_comm=lto1 next_pid=17220 next_prio=125\n"
                   "            lto1 17220 [001]  1490.780001500:       sched:sched_switch: prev_comm=lto1 "
                   "prev_pid=17220 prev_prio=125 prev_state=S ==> next_comm=swapper/1 next_pid=0 next_prio=120\n") ==
          "lto1 17220  0 1.500  lto1  run on 1\n");
    CHECK(spans_of("  perf 17339 [001]  1490.780000: sched:sched_switch: perf:17339 [120] S ==> a:b c:17220 [125]\n"
                   "  a:b c 17220 [001]  1490.780002: sched:sched_waking: perf:17339 [120] success=1 CPU:001\n"
                   "  a:b c 17220 [001]  1490.780003: sched:sched_switch: a:b c:17220 [125] R ==> perf:17339 [120]\n"
                   "  perf 17339 [001]  1490.780004: sched:sched_switch: perf:17339 [120] S ==> swapper/1:0 [120]") ==
          "a:b c 17220  0 3  a:b c  run on 1\n"
          "perf 17339  2 3  perf  ready, core-busy\n"
          "perf 17339  3 4  perf  run on 1\n"
          "a:b c 17220  3 4  a:b c  ready, preempted\n");
}

TEST_CASE("names of programs may contain any words, and perf prints its period", "[exchange]") {
    CHECK(spans_of(" x 1 [001]  1.000000:          1 sched:sched_switch: prev_comm=x prev_pid=1 prev_prio=120 "
                   "prev_state=S ==> next_comm=a next_pid=9 next_pid=2 next_prio=5\n"
                   " a next_pid=9 2 [001]  1.000002:          1 sched:sched_switch: prev_comm=a prev_pid=9 prev_pid=2 "
                   "prev_prio=5 prev_state=S ==> next_comm=x next_pid=1 next_prio=120\n") ==
          "a prev_pid=9 2  0 2  a prev_pid=9  run on 1\n");
}

TEST_CASE("a schedule that ends in the middle of a line is opened, with a remark", "[exchange]") {
    const auto recorded = recorded_of(
        "x 1 [000] 1.000000: sched_switch: prev_comm=x prev_pid=1 prev_prio=1 prev_state=S ==> next_comm=a next_pid=2 "
        "next_prio=1\n"
        "a 2 [000] 1.000005: sched_switch: prev_comm=a prev_pid=2 prev_prio=1 prev_state=S ==> next_comm=x next_pid=1 "
        "next_prio=1\n"
        "x 1 [000] 1.000009: sched_switch: prev_comm=x pr");
    REQUIRE(recorded);
    CHECK(spans_text(*recorded) == "a 2  0 5  a  run on 0\n");
    CHECK(recorded->log.recording->remarks ==
          std::vector<std::string>{"The file is truncated, so it is not known what came after this."});
}

TEST_CASE("nothing is made up where events are missing", "[exchange]") {
    const auto recorded = recorded_of(
        "x 1 [000] 1.000000: sched_switch: prev_comm=x prev_pid=1 prev_prio=1 prev_state=S ==> next_comm=a next_pid=2 "
        "next_prio=1\n"
        "x 1 [000] 1.000005: sched_switch: prev_comm=b prev_pid=3 prev_prio=1 prev_state=S ==> next_comm=a next_pid=2 "
        "next_prio=1\n"
        "x 1 [000] 1.000009: sched_switch: prev_comm=a prev_pid=2 prev_prio=1 prev_state=S ==> next_comm=x next_pid=1 "
        "next_prio=1\n");
    REQUIRE(recorded);
    CHECK(spans_text(*recorded) == "a 2  5 9  a  run on 0\n");
    CHECK(recorded->scenario.description ==
          "Linux scheduler trace, 3 events. At 1 switch, the thread that leaves is not the one that was running: "
          "events are missing.");
}

TEST_CASE("a malformed line is reported", "[exchange]") {
    const std::string good =
        "x 1 [000] 1.000000: sched_switch: prev_comm=x prev_pid=1 prev_prio=1 prev_state=S ==> next_comm=a next_pid=2 "
        "next_prio=1\n";
    CHECK(spans_of("hello\n") ==
          "file:2:1: there is no sched_switch event in this text; a trace is JSON, or the output of ftrace or perf "
          "script");
    CHECK(spans_of("hello\nx 1 [000] now: sched_switch: a\n") ==
          "file:2:1: the time of the event in seconds, such as 1490.780148, is missing before it");
    CHECK(spans_of("hello\nx 1 1.000000: sched_switch: a\n") ==
          "file:2:1: the core, such as [001], is missing before the time: make perf script print it with -F "
          "comm,pid,tid,cpu,time,event,trace");
    CHECK(spans_of("hello\nhello\nx 1 [000] 1.000000: sched_switch: prev_comm=x prev_pid=1\n")
              .starts_with("file:3:1: sched_switch needs the thread that leaves and the one that takes over"));
    CHECK(spans_of("hello\nx 1 [000] 1.000000: sched_waking: x\n")
              .starts_with("file:2:1: a wake-up needs the thread that is woken"));
    CHECK(spans_of("hello\nx 1 [9999] 1.000000: sched_waking: comm=a pid=1 prio=1\n")
              .starts_with("file:2:1: the core, such as [001], is missing"));
    CHECK(spans_of("hello\nx 1 [000] 1.000000: sched_waking: comm=a pid=-5 prio=1\n") ==
          "file:2:1: a thread needs its number (pid)");
}
