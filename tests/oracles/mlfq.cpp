// The multi-level feedback queue, tick by tick. A job with io_every computes for that long
// and then uses a device without a limit, again and again, but not after its last tick.
//
// The log records a thread's level, slice and allotment whenever they change for another
// reason than running; what the oracle writes at each tick follows from that and from the
// spans.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::NoteKind;
using trace::SpanKind;

Json steps_of(const Json& job) {
    const int64_t run = job.at("run").get<int64_t>(), every = job.at("io_every").get<int64_t>();
    const int64_t uses = every > 0 ? (run - 1) / every : 0;
    Json steps = Json::array();
    if (uses > 0) {
        const Json turn = Json::array({compute(double(every)), Json{{"io", "disk"}}});
        steps.push_back({{"repeat", {{"times", uses}, {"steps", turn}}}});
    }
    steps.push_back(compute(double(run - uses * every)));
    return steps;
}

File mlfq_file(const Json& input) {
    File file;
    Json levels = Json::array();
    const Json& quanta = input.at("quantum_by_queue_high_to_low");
    const Json& allotments = input.at("allotment_by_queue_high_to_low");
    for (size_t i = 0; i < input.at("queues").get<size_t>(); ++i)
        levels.push_back({{"quantum", time(quanta.at(i).get<double>())}, {"allotment", allotments.at(i)}});
    Json& scheduler = file.scheduler();
    scheduler = {{"policy", "mlfq"}, {"ties", "preempted-first"}, {"levels", levels}};
    if (number_or(input, "boost_period", 0) > 0) scheduler["boost"] = time(input.at("boost_period").get<double>());
    scheduler["stay_on_io"] = input.at("stay_on_io");
    scheduler["io_front"] = input.at("io_done_to_front");
    file.devices["disk"] = {{"time", time(input.at("io_time").get<double>())}, {"capacity", 0}};
    for (const Json& job : input.at("jobs")) {
        Json& row = file.row(steps_of(job));
        row["at"] = time(job.at("start").get<double>());
        row["name"] = "job " + job.at("job").dump();
    }
    return file;
}

class MlfqReading {
public:
    MlfqReading(const Json& input, const trace::Log& log)
        : input_(input), log_(log), runs_(spans_of(log, SpanKind::running)) {}

    Json job(TaskId task) const { return input_.at("jobs").at(log_.tasks[task.index].row).at("job"); }

    Json jobs() const {
        Json list = Json::array();
        for (const Json& job : input_.at("jobs"))
            for (size_t i = 0; i < log_.tasks.size(); ++i)
                if (this->job({uint32_t(i)}) == job.at("job"))
                    list.push_back(
                        {{"job", job.at("job")},
                         {"response", units(log_.tasks[i].first_run.value_or({}) - log_.tasks[i].arrival)},
                         {"turnaround", units(log_.tasks[i].finished.value_or({}) - log_.tasks[i].arrival)}});
        return list;
    }

    // [t, job, level, ticks left, allotment left, time left]
    Json ticks() const {
        Json list = Json::array();
        std::vector<Time> left;
        for (const trace::Task& task : log_.tasks)
            left.push_back(msec(input_.at("jobs").at(task.row).at("run").get<int64_t>()));
        for (int64_t t = 0; msec(t) < log_.end; ++t) {
            const auto run = std::find_if(runs_.begin(), runs_.end(), [&](const trace::Span& s) {
                return s.start <= msec(t) && s.end() > msec(t);
            });
            if (run == runs_.end()) {
                list.push_back({t, -1, -1, 0, 0, 0});
                continue;
            }
            left[run->task.index] -= msec(1);
            const trace::Note state = last_state(run->thread, msec(t));
            const Time slice = Time{state.of} - ran(run->thread, state.at, msec(t + 1));
            const int64_t level = input_.at("queues").get<int64_t>() - 1 - state.value;
            list.push_back({t, job(run->task), level, units(slice), state.third, units(left[run->task.index])});
        }
        return list;
    }

    // The events at the end of a tick, a boost, arrivals, ends of I/O: at the same time, they are in this order.
    Json events() const {
        std::vector<std::pair<std::pair<Time, int>, Json>> found;
        const auto add = [&](Time at, int rank, const char* kind, Json who) {
            found.push_back({{at, rank}, {units(at), kind, who}});
        };
        for (size_t i = 0; i < log_.tasks.size(); ++i) {
            add(log_.tasks[i].arrival, 2, "begin", job({uint32_t(i)}));
            if (log_.tasks[i].finished) add(*log_.tasks[i].finished, 0, "finish", job({uint32_t(i)}));
        }
        for (const trace::Span& use : service_of(log_)) {
            add(use.start, 0, "io_start", job(use.task));
            add(use.end(), 3, "io_done", job(use.task));
        }
        for (const trace::Note& note : log_.notes)
            if (note.kind == NoteKind::boost && note.at < log_.end) add(note.at, 1, "boost", -1);
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        Json list = Json::array();
        for (const auto& [key, event] : found) list.push_back(event);
        return list;
    }

private:
    trace::Note last_state(ThreadId thread, Time at) const {
        trace::Note last;
        for (const trace::Note& note : log_.notes)
            if (note.kind == NoteKind::level && note.thread == thread && note.at <= at) last = note;
        return last;
    }
    Time ran(ThreadId thread, Time from, Time to) const {
        Time sum;
        for (const trace::Span& run : runs_)
            if (run.thread == thread && run.start < to && run.end() > from)
                sum += std::min(run.end(), to) - std::max(run.start, from);
        return sum;
    }

    const Json& input_;
    const trace::Log& log_;
    std::vector<trace::Span> runs_;
};

}  // namespace

Answer ostep_mlfq(const Case& of, Runner& runner) {
    check_rule(of.input, "policy", "MLFQ");
    const Ran ran = runner.run(mlfq_file(of.input).json());
    const MlfqReading reading(of.input, ran.log);
    Answer answer{Json::object(), of.expected};
    Json& got = answer.got;
    got["jobs"] = reading.jobs();
    std::vector<double> responses, turnarounds;
    for (const Json& job : got["jobs"]) {
        responses.push_back(job.at("response").get<double>());
        turnarounds.push_back(job.at("turnaround").get<double>());
    }
    got["average"] = {{"response", mean_of(responses)}, {"turnaround", mean_of(turnarounds)}};
    got["end_time"] = units(ran.log.end);
    got["ticks"] = reading.ticks();
    Json segments = Json::array();
    for (const Json& at : got["ticks"]) segments.push_back({at[0], at[0].get<int64_t>() + 1, at[1], at[2]});
    got["segments"] = merged(segments);
    got["events"] = reading.events();
    return answer;
}

}  // namespace oracles
