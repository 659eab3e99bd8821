#include "exchange/write_recorded.h"

#include "base/number.h"
#include "exchange/chrome_words.h"
#include "metrics/slices.h"

#include <optional>

namespace exchange {

namespace {

class Rest {
public:
    Rest(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of, uint32_t process, ChromeBase& base)
        : events_(events), log_(log), recording_(*log.recording), lane_of_(lane_of), process_(process), base_(base) {}

    void write() {
        nested();
        instants();
        arrows();
        counters();
    }

private:
    std::optional<ChromeLane> lane_of(ThreadId thread) const { return thread.index < lane_of_.size() ? std::optional(lane_of_[thread.index]) : std::nullopt; }
    // The thread that a task's slice is on; every link's has one.
    std::optional<ChromeLane> lane_of(TaskId task, Time t) const {
        const auto open = metrics::slices_at(log_, task, t);
        return open.empty() ? std::nullopt : lane_of(log_.spans[open.front()].thread);
    }
    void of_task(JsonWriter& json, TaskId task) const { json.key("args").begin_object().member("task", base_.task + task.index).end_object(); }

    // By lane, so that of two that are the same the outer one comes first.
    void nested() {
        const trace::Nested& nested = recording_.nested;
        for (uint32_t i = 0; i < nested.slices.size(); ++i) {
            const trace::Span span = nested.slices[i];
            const auto lane = lane_of(span.thread);
            if (!lane) continue;
            JsonWriter json(compact);
            chrome_head(json, "X", words::nested, recording_.names[nested.names[i]], *lane, span.start);
            json.key("dur").raw(microseconds(span.duration));
            of_task(json, span.task);
            json.end_object();
            events_.add(span.start, span.duration, json);
        }
    }

    void instants() {
        for (const trace::Instant& instant : recording_.instants) {
            const auto lane = lane_of(instant.thread);
            if (!lane) continue;
            JsonWriter json(compact);
            chrome_head(json, "i", words::instant, recording_.names[instant.name], *lane, instant.at);
            json.member("s", "t").end_object();
            events_.add(instant.at, {}, json);
        }
    }

    void arrows() {
        if (recording_.kind == trace::Recording::Kind::schedule) return;  // wake-ups: spans say as much
        for (const trace::Link& link : recording_.links) {
            const auto from = lane_of(link.from, link.left), to = lane_of(link.to, link.came);
            if (!from || !to) continue;
            const uint64_t id = ++base_.flow;
            arrow("s", id, *from, link.from, link.left);
            arrow("f", id, *to, link.to, link.came);
        }
    }
    void arrow(const char* phase, uint64_t id, ChromeLane lane, TaskId task, Time at) {
        JsonWriter json(compact);
        chrome_head(json, phase, words::arrow, "sets off", lane, at);
        json.member("id", id);
        if (*phase == 'f') json.member("bp", "e");
        of_task(json, task);
        json.end_object();
        events_.add(at, {}, json);
    }

    void counters() {
        for (const trace::Counter& counter : recording_.counters)
            for (const trace::Counter::Sample& sample : counter.samples) {
                JsonWriter json(compact);
                json.begin_object().member("ph", "C").member("cat", words::counter).member("name", counter.name).member("pid", process_).key("ts").raw(microseconds(sample.at));
                json.key("args").begin_object().key("value").raw(number_text(sample.value)).end_object().end_object();
                events_.add(sample.at, {}, json);
            }
    }

    ChromeEvents& events_;
    const trace::Log& log_;
    const trace::Recording& recording_;
    const std::vector<ChromeLane>& lane_of_;
    const uint32_t process_;
    ChromeBase& base_;
};

}  // namespace

void write_recorded(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of, uint32_t process, ChromeBase& base) {
    Rest(events, log, lane_of, process, base).write();
}

}  // namespace exchange
