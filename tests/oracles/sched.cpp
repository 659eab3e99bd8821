// Schedulers of jobs: first come first served, shortest job, round robin,
// priorities, lottery, and processes that compute and wait.

#include "tests/oracles/case.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace oracles {

namespace {

struct Rule {
    const char* name;
    const char* policy;
    bool sliced;
    bool non_preemptive;
};
constexpr Rule rules[] = {
    {"FIFO", "fcfs", false, false},         {"FCFS", "fcfs", false, false},
    {"SJF", "sjf", false, false},           {"SRTF", "srtf", false, false},
    {"RR", "round-robin", true, false},     {"PRIORITY_NONPREEMPTIVE", "priority", false, true},
    {"PRIORITY_WITH_RR", "priority", true, false},
};

// Neighbours of one job are one; with the idle times between as null.
Json merged(const Json& segments) {
    Json all = Json::array();
    for (const Json& segment : segments) {
        if (!all.empty() && all.back()[2] == segment[2] && all.back()[1] == segment[0]) all.back()[1] = segment[1];
        else all.push_back(segment);
    }
    return all;
}

Json with_idle(const std::vector<Segment>& segments) {
    Json all = Json::array();
    double at = 0;
    for (const Segment& segment : segments) {
        if (segment.from > at) all.push_back({number(at), number(segment.from), nullptr});
        all.push_back({number(segment.from), number(segment.to), segment.task.index});
        at = segment.to;
    }
    return merged(all);
}

}  // namespace

void classic(Case& c) {
    const Json& in = c.input();
    const auto rule = std::find_if(std::begin(rules), std::end(rules), [&](const Rule& each) { return in.at("policy") == each.name; });
    if (rule == std::end(rules)) throw std::runtime_error("unknown policy " + in.at("policy").dump());
    Json scenario = base_scenario(rule->policy);
    Json& scheduler = scenario["machine"]["scheduler"];
    if (rule->sliced) scheduler["quantum"] = duration(in.at("quantum"));
    if (rule->non_preemptive) scheduler["preemptive"] = false;
    // Rows in the order of job numbers: who comes first at one moment.
    for (const Json& job : in.at("jobs")) {
        const std::string name = "job " + job.at("job").dump();
        scenario["programs"][name] = {step("compute", duration(job.at("length")))};
        Json row;
        row["run"] = name;
        row["at"] = duration(job.value("arrival", 0.0));
        if (job.contains("priority")) row["priority"] = job["priority"];
        scenario["work"].push_back(row);
    }
    const Case::Run run = c.run(scenario);
    // Tasks are numbered as they arrive; jobs as the rows are.
    std::vector<const trace::Task*> tasks(run.log.tasks.size());
    std::vector<uint32_t> job_of(tasks.size());
    for (size_t i = 0; i < tasks.size(); ++i) {
        tasks[run.log.tasks[i].row] = &run.log.tasks[i];
        job_of[i] = run.log.tasks[i].row;
    }
    Json jobs = Json::array();
    double response = 0, turnaround = 0, wait = 0;
    for (size_t i = 0; i < tasks.size(); ++i) {
        const trace::Task& task = *tasks[i];
        const double whole = in_ms(*task.finished - task.arrival), length = in.at("jobs")[i].at("length");
        const double first = in_ms(*task.first_run - task.arrival);
        jobs.push_back({{"job", i}, {"response", number(first)}, {"turnaround", number(whole)}, {"wait", whole - length}, {"finish", number(in_ms(*task.finished))}});
        response += first;
        turnaround += whole;
        wait += whole - length;
    }
    const double count = double(tasks.size());
    c.check("jobs", jobs);
    c.check("average", {{"response", response / count}, {"turnaround", turnaround / count}, {"wait", wait / count}});
    c.check("average_wait", wait / count);
    c.check("makespan", number(in_ms(run.log.end)));
    std::vector<Segment> segments = segments_of(run.log);
    for (Segment& segment : segments) segment.task = {job_of[segment.task.index]};
    c.check("segments", with_idle(segments));
    if (!c.expected().contains("trace")) return;
    // Entries of a quantum each: compared as segments, and by what is done at their ends.
    Json expected = Json::array(), ends = Json::array();
    for (const Json& entry : c.expected().at("trace")) {
        const double t = entry.at("t"), ran = entry.at("run");
        expected.push_back({number(t), number(t + ran), entry.at("job")});
        if (entry.at("done")) ends.push_back({entry.at("job"), number(t + ran)});
    }
    Json got = Json::array(), got_ends = Json::array();
    for (const Segment& segment : segments) got.push_back({number(segment.from), number(segment.to), segment.task.index});
    std::vector<std::pair<double, size_t>> order;
    for (size_t i = 0; i < tasks.size(); ++i) order.push_back({in_ms(*tasks[i]->finished), i});
    std::sort(order.begin(), order.end());
    for (const auto& [at, job] : order) got_ends.push_back({job, number(at)});
    if (merged(expected) != merged(got)) c.fail("trace: expected " + merged(expected).dump() + ", got " + merged(got).dump());
    if (ends != got_ends) c.fail("trace, done: expected " + ends.dump() + ", got " + got_ends.dump());
    c.skip("trace");
}

void lottery(Case& c) {
    const Json& in = c.input();
    Json scenario = base_scenario("lottery");
    scenario["machine"]["scheduler"]["quantum"] = duration(in.at("quantum"));
    scenario["machine"]["scheduler"]["slice"] = "whole";
    scenario["machine"]["scheduler"]["random"] = in.at("random_numbers");
    for (const Json& job : in.at("jobs")) {
        const std::string name = "job " + job.at("job").dump();
        scenario["programs"][name] = {step("compute", duration(job.at("length")))};
        scenario["work"].push_back({{"run", name}, {"tickets", job.at("tickets")}});
    }
    const Case::Run run = c.run(scenario);
    Json draws = Json::array();
    for (const trace::Note& note : run.log.notes)
        if (note.kind == trace::NoteKind::draw) draws.push_back({{"winning_ticket", note.value}, {"total_tickets", note.of}, {"job", note.task.index}});
    c.check("draws", draws);
    // The clock goes on by whole quanta: a job is done when its last one is over.
    const double quantum = in.at("quantum");
    std::vector<std::pair<double, size_t>> ends;
    for (size_t i = 0; i < run.log.tasks.size(); ++i) {
        const double at = in_ms(*run.log.tasks[i].finished);
        const double whole = quantum * double(int64_t((at + quantum - 1e-9) / quantum));
        ends.push_back({whole, i});
    }
    std::sort(ends.begin(), ends.end());
    Json done = Json::array();
    for (const auto& [at, job] : ends) done.push_back({{"job", job}, {"time", number(at)}});
    c.check("done", done);
}

void process(Case& c) {
    const Json& in = c.input();
    Json scenario = base_scenario("fcfs");
    Json& scheduler = scenario["machine"]["scheduler"];
    scheduler["order"] = "cyclic";
    scheduler["on_block"] = in.at("switch") == "on_io" ? "switch" : "hold";
    scheduler["on_wake"] = in.at("io_done") == "run_immediately" ? "preempt" : "queue";
    scenario["devices"]["disk"]["time"] = duration(in.at("io_length"));
    std::vector<std::vector<const char*>> states;  // by process and step
    for (const Json& program : in.at("programs")) {
        const std::string name = "process " + std::to_string(states.size());
        Json steps = Json::array();
        std::vector<const char*>& labels = states.emplace_back();
        for (const Json& op : program) {
            if (op.at("op") == "io") {
                steps.push_back(step("compute", "1ms"));
                steps.push_back(step("io", "disk"));
                steps.push_back(step("compute", "1ms"));
                labels.insert(labels.end(), {"run_io", "blocked", "run_io_done"});
            } else {
                steps.push_back(step("compute", duration(op.at("ticks"))));
                labels.push_back("run_cpu");
            }
        }
        scenario["programs"][name] = steps;
        scenario["work"].push_back({{"run", name}});
    }
    const Case::Run run = c.run(scenario);
    const size_t end = size_t(in_ms(run.log.end) + 0.5);
    std::vector<std::vector<std::string>> table(end, std::vector<std::string>(states.size(), "done"));
    std::vector<int> in_flight(end, 0);
    for (size_t i = 0; i < run.log.spans.size(); ++i) {
        const trace::Span span = run.log.spans[i];
        const bool working = span.kind == trace::SpanKind::running || span.reason == trace::Reason::device;
        for (size_t tick = size_t(in_ms(span.start) + 0.5); tick < size_t(in_ms(span.end()) + 0.5); ++tick) {
            table[tick][span.task.index] = working ? states[span.task.index][span.step] : "ready";
            if (span.reason == trace::Reason::device) ++in_flight[tick];
        }
    }
    Json ticks = Json::array();
    int64_t busy = 0, io_busy = 0;
    for (size_t tick = 0; tick < end; ++tick) {
        ticks.push_back({{"states", table[tick]}, {"io_in_flight", in_flight[tick]}});
        for (const std::string& state : table[tick]) busy += state.starts_with("run") ? 1 : 0;
        io_busy += in_flight[tick] > 0 ? 1 : 0;
    }
    c.check("ticks", ticks);
    c.check("total_time", end);
    c.check("cpu_busy", busy);
    c.check("io_busy", io_busy);
}

}  // namespace oracles
