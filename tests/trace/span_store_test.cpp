#include "tests/catch2.h"
#include "trace/log.h"

using namespace trace;

TEST_CASE("a span is read as it was stored", "[trace]") {
    SpanStore store;
    const Span run{usec(3), usec(5), {7}, {9}, {2}, 11, SpanKind::running, Reason::none};
    const Span queued{nsec(0), nsec(1), {max_tasks - 1}, {}, {}, 2000, SpanKind::queued, Reason::no_worker};
    store.push(run);
    store.push(queued);
    CHECK(store[0] == run);
    CHECK(store[1] == queued);
    CHECK(store.end(0) == usec(8));
    CHECK(store.kind(1) == SpanKind::queued);
}

TEST_CASE("spans longer than 4.29 s keep their length", "[trace]") {
    SpanStore store;
    std::vector<Time> lengths{nsec(0xFFFF'FFFE), nsec(0xFFFF'FFFF), nsec(0x1'0000'0000), longest_time, nsec(1)};
    for (Time length : lengths) store.push({nsec(1), length, {0}, {}, {}, 0, SpanKind::queued, Reason::none});
    for (size_t i = 0; i < lengths.size(); ++i) {
        CHECK(store[i].duration == lengths[i]);
        CHECK(store.end(i) == nsec(1) + lengths[i]);
    }
}

TEST_CASE("spans beyond one chunk are found", "[trace]") {
    SpanStore store;
    const size_t chunk = Chunks<uint64_t>::per_chunk, count = chunk * 2 + 3;
    for (size_t i = 0; i < count; ++i)
        store.push({nsec(int64_t(i)), nsec(1), {uint32_t(i % 1000)}, {}, {}, 0, SpanKind::running, Reason::none});
    CHECK(store.size() == count);
    CHECK(store.start(count - 1) == nsec(int64_t(count - 1)));
    CHECK(store.start(chunk) == nsec(int64_t(chunk)));
}

TEST_CASE("the hash depends on every field", "[trace]") {
    const auto hash_with = [](auto change) {
        Log log;
        log.cores = 1;
        Task& task = log.tasks.emplace_back();
        task.outcome = Outcome::completed;
        task.started = task.first_run = nsec(1);
        task.finished = nsec(5);
        log.threads.emplace_back();
        Span span{nsec(1), nsec(4), {0}, {0}, {0}, 0, SpanKind::running, Reason::none};
        change(log, span);
        log.spans.push(span);
        return log.hash();
    };
    const uint64_t same = hash_with([](Log&, Span&) {});
    CHECK(hash_with([](Log&, Span&) {}) == same);
    CHECK(hash_with([](Log&, Span& s) { s.start = nsec(2); }) != same);
    CHECK(hash_with([](Log&, Span& s) { s.duration = nsec(3); }) != same);
    CHECK(hash_with([](Log&, Span& s) { s.core = {}; }) != same);
    CHECK(hash_with([](Log&, Span& s) { s.thread = {1}; }) != same);
    CHECK(hash_with([](Log&, Span& s) { s.step = 1; }) != same);
    CHECK(hash_with([](Log&, Span& s) { s.reason = Reason::sleep; }) != same);
    CHECK(hash_with([](Log& l, Span&) { l.tasks[0].finished = {}; }) != same);
    CHECK(hash_with([](Log& l, Span&) { l.threads[0].ended = nsec(5); }) != same);
    CHECK(hash_with([](Log& l, Span&) { l.complete = false; }) != same);
}
