#include "metrics/recorded/nested_slices.h"

#include "tests/catch2.h"
#include "tests/exchange/operations_story.h"
#include "tests/exchange/slices_story.h"

#include "metrics/numbers/results.h"
#include "metrics/why/cause.h"

using namespace metrics;

namespace {

std::string tallies_text(const trace::Log& log, const std::vector<Tally>& tallies) {
    std::string out;
    for (const Tally& one : tallies)
        out += std::string(log.recording->names[one.name]) + ' ' + std::to_string(one.count) + "  " +
               std::to_string(one.total.ns / 1000) + ' ' + std::to_string(one.self.ns / 1000) + '\n';
    return out;
}

using Numbers = std::vector<size_t>;

}  // namespace

TEST_CASE("slices have their enclosing and their nested slices", "[metrics]") {
    const exchange::Recorded story = slices_story();
    const trace::Log& log = story.log;
    REQUIRE(log.numbers() == 6);
    CHECK(slice_name(log, work_slice) == "work");
    CHECK(slice_name(log, c_slice) == "c");
    CHECK(slice_name(log, second_b_slice) == "b");
    CHECK(slice_around(log, second_b_slice) == a_slice);
    CHECK(slice_around(log, c_slice) == loop_slice);
    CHECK_FALSE(slice_around(log, loop_slice));
    const TaskId loop = log.spans.task(loop_slice);
    CHECK(slices_at(log, loop, usec(5)) == Numbers{loop_slice, a_slice, b_slice});
    CHECK(slices_at(log, loop, usec(6)) == Numbers{loop_slice, a_slice});  // b is over
    CHECK(slices_at(log, loop, usec(11)) == Numbers{loop_slice});
    CHECK(slices_inside(log, loop_slice, 9) == Numbers{a_slice, c_slice});
    CHECK(slices_inside(log, a_slice, 1) == Numbers{b_slice});
    CHECK(slices_inside(log, work_slice, 9).empty());
}

TEST_CASE("the self time of a slice excludes its nested slices", "[metrics]") {
    const exchange::Recorded story = slices_story();
    const trace::Log& log = story.log;
    CHECK(self_time(log, loop_slice) == usec(20 - 8 - 3));
    CHECK(self_time(log, a_slice) == usec(8 - 2 - 1));
    CHECK(self_time(log, work_slice) == usec(6));
    const Tally b = tally_of(log, b_slice);
    CHECK(b.count == 2);
    CHECK(b.total == usec(3));
    const SpanIndex index(log);
    CHECK(tallies_text(log, tallies_between(log, index, Time{}, usec(20), 9)) ==
          "loop 1  20 9\nwork 1  6 6\na 1  8 5\nb 2  3 3\nc 1  3 3\n");
    // From 5 to 13: loop lasts 8, of which 5 are a and 1 is c; a loses 1 and 1 to b.
    CHECK(tallies_text(log, tallies_between(log, index, usec(5), usec(13), 9)) ==
          "work 1  5 5\na 1  5 3\nloop 1  8 2\nb 2  2 2\nc 1  1 1\n");
    CHECK(tallies_text(log, tallies_between(log, index, usec(5), usec(13), 2)) == "work 1  5 5\na 1  5 3\n");
}

TEST_CASE("arrows lead from slice to slice; without one, a slice is caused by the enclosing slice", "[metrics]") {
    const exchange::Recorded story = slices_story();
    const trace::Log& log = story.log;
    const SpanIndex index(log);
    const auto to_work = arrows_to(log, work_slice);
    REQUIRE(to_work.size() == 1);
    CHECK(to_work[0].from == b_slice);
    CHECK(to_work[0].left == usec(5));
    CHECK(to_work[0].came == usec(9));
    REQUIRE(arrows_from(log, work_slice).size() == 1);
    CHECK(arrows_from(log, work_slice)[0].to == c_slice);
    CHECK(arrows_from(log, a_slice).empty());

    const auto cause = [&](size_t of) { return cause_of(story.scenario, log, index, of); };
    CHECK(cause(c_slice) == Cause{work_slice, CauseKind::woken});
    CHECK(cause(work_slice) == Cause{b_slice, CauseKind::woken});
    CHECK(cause(b_slice) == Cause{a_slice, CauseKind::around});
    CHECK(cause(a_slice) == Cause{loop_slice, CauseKind::around});
    CHECK_FALSE(cause(loop_slice));
    const auto effects = [&](size_t of) { return effects_of(story.scenario, log, index, of, 8); };
    CHECK(effects(b_slice) == Numbers{work_slice});
    CHECK(effects(work_slice) == Numbers{c_slice});
    CHECK(effects(a_slice) == Numbers{b_slice, second_b_slice});
    CHECK(effects(loop_slice) == Numbers{a_slice});  // c comes from work
    CHECK(cause_question(story.scenario, log, b_slice, *cause(b_slice)) == "which slice encloses it?");
}

TEST_CASE("the sentences about a slice", "[metrics]") {
    const exchange::Recorded story = slices_story();
    const SpanIndex index(story.log);
    const auto said = [&](size_t of) { return explain_span(story.scenario, story.log, index, of).starred(); };
    CHECK(said(a_slice) == "*a* is *open* on *main* for 8.00 µs; its self time is *5.00 µs*. It is inside *loop*.");
    CHECK(said(b_slice) ==
          "*b* is *open* on *main* for 2.00 µs. It is inside *a*. *2* have this name and together take 3.00 µs.");
    CHECK(said(c_slice) ==
          "*c* is *open* on *main* for 3.00 µs. It is inside *loop*. It was *triggered by work* at 10.0 µs.");
    CHECK(explain_now(story.scenario, story.log, index, usec(5)).starred() ==
          "*loop* is *open* on *main*; within it, *b* for 2.00 µs.");
}

TEST_CASE("operations have their nested slices and their names", "[metrics]") {
    const exchange::Recorded story = operations_story();
    const trace::Log& log = story.log;
    const SpanIndex index(log);
    REQUIRE(log.numbers() == 9);
    for (const size_t i : {frame_operation, first_load, second_load, dns_operation}) CHECK(is_operation(log, i));
    for (const size_t i : {first_main, job_slice, tile_slice}) CHECK_FALSE(is_operation(log, i));
    CHECK(slice_name(log, body_operation) == "body");
    CHECK(slice_around(log, body_operation) == first_load);
    CHECK(slices_inside(log, first_load, 9) == Numbers{dns_operation, body_operation});
    CHECK(slices_at(log, log.spans.task(first_load), usec(2)) == Numbers{first_load, dns_operation});
    CHECK(self_time(log, first_load) == usec(2));
    CHECK(cause_of(story.scenario, log, index, dns_operation) == Cause{first_load, CauseKind::around});
    CHECK(effects_of(story.scenario, log, index, first_load, 8) == Numbers{dns_operation, body_operation});
    // Slices first: main 4 and 2, job 6, tile 3. Then load 8 and 5, each without 3; frame, dns and body 3.
    CHECK(tallies_text(log, tallies_between(log, index, Time{}, usec(9), 9)) ==
          "main 2  6 6\njob 1  6 6\ntile 1  3 3\nload 2  13 7\ndns 1  3 3\nbody 1  3 3\nframe 1  3 3\n");
    CHECK(tallies_text(log, tallies_between(log, index, usec(2), usec(4), 1)) == "main 1  2 2\nload 2  4 2\n");
    // Operations hold no thread.
    const Levels levels = levels_of(log);
    CHECK(level_at(levels, usec(2)).parallelism == 2);
    CHECK(level_at(levels, usec(2)).asynchrony == 3);
    CHECK(results_of(story.scenario, log, levels).threads_peak == 3);
}

TEST_CASE("the sentences about an operation", "[metrics]") {
    const exchange::Recorded story = operations_story();
    const SpanIndex index(story.log);
    const auto said = [&](size_t of) { return explain_span(story.scenario, story.log, index, of).starred(); };
    CHECK(said(first_load) ==
          "*load* is *in progress* for 8.00 µs; its self time is *2.00 µs*. It is an asynchronous operation of *web*: "
          "it holds no thread. *2* have this name and together take 13.0 µs.");
    CHECK(said(dns_operation) ==
          "*dns* is *in progress* for 3.00 µs. It is an asynchronous operation of *web*: it holds no thread. It is "
          "inside *load*.");
    CHECK(explain_thread_gap(story.scenario, story.log, index, {2}, usec(8)).plain() ==
          "No operation is in progress on this lane.");
}
