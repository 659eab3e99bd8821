#include "exchange/out/write_recorded.h"

#include "base/number.h"
#include "exchange/chrome_words.h"
#include "metrics/recorded/nested_slices.h"

#include <algorithm>
#include <optional>

namespace exchange {

namespace {

class Rest {
public:
    Rest(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of,
         RecordedProcesses processes, ChromeBase& base)
        : events_(events),
          log_(log),
          recording_(*log.recording),
          lane_of_(lane_of),
          processes_(processes),
          base_(base) {}

    void write() {
        nested();
        instants();
        arrows();
        counters();
        operations();
    }

private:
    std::optional<ChromeLane> lane_of(ThreadId thread) const {
        return thread.index < lane_of_.size() && !recording_.has_operations(thread)
                   ? std::optional(lane_of_[thread.index])
                   : std::nullopt;
    }
    // Returns the thread of a task's slice; every link has one.
    std::optional<ChromeLane> lane_of(TaskId task, Time t) const {
        const auto open = metrics::slices_at(log_, task, t);
        return open.empty() ? std::nullopt : lane_of(log_.spans[open.front()].thread);
    }
    void of_task(JsonWriter& json, TaskId task) const {
        json.key("args").begin_object().member("task", base_.task + task.index).end_object();
    }

    // In the order of lanes, so that the outer one of two equal slices comes first.
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
        if (recording_.kind == trace::Recording::Kind::schedule) return;  // its links are wake-ups, which spans show
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
                json.begin_object()
                    .member("ph", "C")
                    .member("cat", words::counter)
                    .member("name", counter.name)
                    .member("pid", processes_.counters)
                    .key("ts")
                    .raw(microseconds(sample.at));
                json.key("args").begin_object().key("value").raw(number_text(sample.value)).end_object().end_object();
                events_.add(sample.at, {}, json);
            }
    }

    // In the order of lanes, so that of two equal operations the outer one, or the one on the lower lane, comes
    // first.
    void operations() {
        const trace::Nested& nested = recording_.nested;
        std::vector<std::vector<uint32_t>> spans(recording_.threads.size());  // by lane
        for (uint32_t i = 0; i < log_.spans.size(); ++i)
            if (const ThreadId thread = log_.spans[i].thread; recording_.has_operations(thread))
                spans[thread.index].push_back(i);
        uint32_t kind_lane = 0;  // the first lane of its kind, which bears the name of the kind
        for (uint32_t lane = 0; lane < spans.size(); ++lane) {
            const uint32_t kind = recording_.threads[lane].operations;
            if (kind == 0) continue;
            if (lane == 0 || recording_.threads[lane - 1].operations != kind) kind_lane = lane;
            const Place place{recording_.threads[kind_lane].name, processes_.first + recording_.threads[lane].process};
            for (const uint32_t i : spans[lane]) {
                const trace::Span span = log_.spans[i];
                operation(place, recording_.task_name(span.task), span, 0);
            }
            for (const trace::Nested::Lane* inner = nested.first_of({lane}); inner; inner = nested.below(*inner))
                for (uint32_t i = inner->first; i < inner->end(); ++i)
                    operation(place, recording_.names[nested.names[i]], nested.slices[i], inner->depth);
            moments(place, {lane}, spans[lane]);
        }
    }
    struct Place {
        const std::string& category;
        uint32_t process;
    };
    std::string id_of(TaskId task) const { return "o" + std::to_string(base_.task + task.index); }

    // At equal times, ends come before begins, and inner ones first; the moments of the end come between them.
    static constexpr Time last_moment{longest_time.ns - 1}, longest_operation{longest_time.ns - 100};

    void operation(const Place& place, std::string_view name, const trace::Span& span, uint32_t depth) {
        const bool goes_on = depth == 0 && !log_.tasks[span.task.index].finished;
        operation_event("b", place, id_of(span.task), name, span.start, std::min(span.duration, longest_operation),
                        goes_on);
        operation_event("e", place, id_of(span.task), name, span.end(), last_moment - nsec(50) + nsec(int64_t(depth)),
                        false);
    }

    // A moment belongs to the operation that is open then; otherwise it stands alone.
    void moments(const Place& place, ThreadId lane, const std::vector<uint32_t>& spans) {
        const auto& instants = recording_.instants;
        for (size_t i = trace::first_instant(instants, lane, Time{}); i < instants.size() && instants[i].thread == lane;
             ++i) {
            const Time at = instants[i].at;
            const auto open = std::partition_point(spans.begin(), spans.end(),
                                                   [&](uint32_t span) { return log_.spans.end(span) < at; });
            const bool inside = open != spans.end() && log_.spans.start(*open) <= at;
            const bool at_end = inside && log_.spans.end(*open) == at;
            operation_event("n", place, inside ? id_of(log_.spans.task(*open)) : "n" + std::to_string(++base_.flow),
                            recording_.names[instants[i].name], at, at_end ? last_moment : Time{}, false);
        }
    }

    void operation_event(const char* phase, const Place& place, const std::string& id, std::string_view name, Time at,
                         Time order, bool goes_on) {
        JsonWriter json(compact);
        chrome_head(json, phase, place.category.c_str(), name, {place.process, 0}, at);
        json.member("id", id).member(words::kind, words::operation);
        if (goes_on) json.key("args").begin_object().member(words::goes_on, true).end_object();
        json.end_object();
        events_.add(at, order, json);
    }

    ChromeEvents& events_;
    const trace::Log& log_;
    const trace::Recording& recording_;
    const std::vector<ChromeLane>& lane_of_;
    const RecordedProcesses processes_;
    ChromeBase& base_;
};

}  // namespace

void write_recorded(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of,
                    RecordedProcesses processes, ChromeBase& base) {
    Rest(events, log, lane_of, processes, base).write();
}

}  // namespace exchange
