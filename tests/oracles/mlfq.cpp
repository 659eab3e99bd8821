// The multi-level feedback queue, tick by tick.

#include "tests/oracles/case.h"

#include <algorithm>

namespace oracles {

namespace {

struct Level {
    int64_t level = 0;
    double left = 0;       // of the slice, ticks
    int64_t allotment = 0;
    double time_left = 0;
};

}  // namespace

void mlfq(Case& c) {
    const Json& in = c.input();
    Json scenario = base_scenario("mlfq");
    Json& scheduler = scenario["machine"]["scheduler"];
    scheduler["ties"] = "preempted-first";
    const Json& quanta = in.at("quantum_by_queue_high_to_low");
    scheduler["levels"] = Json::array();
    for (size_t i = 0; i < quanta.size(); ++i)
        scheduler["levels"].push_back({{"quantum", duration(quanta[i])}, {"allotment", in.at("allotment_by_queue_high_to_low")[i]}});
    if (in.at("boost_period") > 0) scheduler["boost"] = duration(in.at("boost_period"));
    scheduler["stay_on_io"] = in.at("stay_on_io");
    scheduler["io_front"] = in.at("io_done_to_front");
    scenario["devices"]["disk"]["time"] = duration(in.at("io_time"));
    const int64_t top = in.at("queues").get<int64_t>() - 1;
    for (const Json& job : in.at("jobs")) {
        const std::string name = "job " + job.at("job").dump();
        int64_t left = job.at("run");
        const int64_t every = job.at("io_every");
        Json steps = Json::array();
        if (every > 0 && left > every) {
            const int64_t rounds = (left - 1) / every;
            steps.push_back(step("repeat", {{"times", rounds}, {"steps", {step("compute", duration(double(every))), step("io", "disk")}}}));
            left -= rounds * every;
        }
        steps.push_back(step("compute", duration(double(left))));
        scenario["programs"][name] = steps;
        scenario["work"].push_back({{"run", name}, {"at", duration(job.at("start"))}});
    }
    const Case::Run run = c.run(scenario);
    const trace::Log& log = run.log;
    const auto job_of = [&](TaskId task) { return int64_t(log.tasks[task.index].row); };
    const size_t jobs = in.at("jobs").size();

    std::vector<const trace::Task*> tasks(jobs);
    for (const trace::Task& task : log.tasks) tasks[task.row] = &task;
    Json list = Json::array();
    double response = 0, turnaround = 0;
    for (size_t i = 0; i < jobs; ++i) {
        const double first = in_ms(*tasks[i]->first_run - tasks[i]->arrival), whole = in_ms(*tasks[i]->finished - tasks[i]->arrival);
        list.push_back({{"job", i}, {"response", number(first)}, {"turnaround", number(whole)}});
        response += first;
        turnaround += whole;
    }
    c.check("jobs", list);
    c.check("average", {{"response", response / double(jobs)}, {"turnaround", turnaround / double(jobs)}});
    c.check("end_time", number(in_ms(log.end)));

    const size_t end = size_t(in_ms(log.end) + 0.5);
    std::vector<int64_t> running(end, -1);
    for (const Segment& segment : segments_of(log))
        for (size_t tick = size_t(segment.from + 0.5); tick < size_t(segment.to + 0.5); ++tick) running[tick] = job_of(segment.task);
    std::vector<Level> levels(jobs);
    for (size_t i = 0; i < jobs; ++i) levels[i].time_left = in.at("jobs")[i].at("run");
    Json ticks = Json::array(), segments = Json::array();
    size_t note = 0;
    for (size_t tick = 0; tick < end; ++tick) {
        for (; note < log.notes.size() && log.notes[note].at <= msec(int64_t(tick)); ++note) {
            const trace::Note& told = log.notes[note];
            if (told.kind != trace::NoteKind::level) continue;
            // A thread that has no task any more is nobody's level.
            const auto& thread = log.threads[told.thread.index];
            Level& level = levels[size_t(job_of(*thread.task))];
            level.level = top - told.value;
            level.left = in_ms({told.of});
            level.allotment = told.third;
        }
        const int64_t job = running[tick];
        Json row = {tick, -1, -1, 0, 0, 0};
        if (job >= 0) {
            Level& level = levels[size_t(job)];
            level.left -= 1;
            level.time_left -= 1;
            row = {tick, job, level.level, number(level.left), level.allotment, number(level.time_left)};
        }
        ticks.push_back(row);
        if (!segments.empty() && segments.back()[2] == row[1] && segments.back()[3] == row[2]) segments.back()[1] = tick + 1;
        else segments.push_back({tick, tick + 1, row[1], row[2]});
    }
    c.check("ticks", ticks);
    c.check("segments", segments);

    // In the order of one instant: what ends (at the end of the tick before), the boost,
    // arrivals, and what comes back, in the order in which it went.
    struct Event {
        double at;
        int rank;
        double since;
        const char* kind;
        int64_t job;
    };
    std::vector<Event> events;
    for (const trace::Note& told : log.notes)
        if (told.kind == trace::NoteKind::boost) events.push_back({in_ms(told.at), 1, 0, "boost", -1});
    for (size_t i = 0; i < jobs; ++i) {
        events.push_back({in_ms(tasks[i]->arrival), 2, double(i), "begin", int64_t(i)});
        events.push_back({in_ms(*tasks[i]->finished), 0, 0, "finish", int64_t(i)});
    }
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (span.reason != trace::Reason::device) continue;
        events.push_back({in_ms(span.start), 0, 0, "io_start", job_of(span.task)});
        events.push_back({in_ms(span.end()), 3, in_ms(span.start), "io_done", job_of(span.task)});
    }
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return a.at != b.at ? a.at < b.at : a.rank != b.rank ? a.rank < b.rank : a.since < b.since;
    });
    Json told = Json::array();
    for (const Event& event : events) told.push_back({number(event.at), event.kind, event.job});
    c.check("events", told);
}

}  // namespace oracles
