// One core, jobs that only compute: first come, shortest, round robin, priorities, lottery.
// A job is a task with its own thread; jobs with the same priority form one row, whose
// `times` and {"list": ...} determine when each arrives and how long it is.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::SpanKind;

struct Jobs {
    Ran ran;
    std::vector<Json> of_task;  // the job of the case, by task
};

void say_policy(const Json& input, Json& scheduler) {
    const std::string policy = input.at("policy").get<std::string>();
    static const std::map<std::string, const char*> names = {{"FIFO", "fcfs"},
                                                             {"FCFS", "fcfs"},
                                                             {"SJF", "sjf"},
                                                             {"SRTF", "srtf"},
                                                             {"RR", "round-robin"},
                                                             {"PRIORITY_NONPREEMPTIVE", "priority"},
                                                             {"PRIORITY_WITH_RR", "priority"},
                                                             {"LOTTERY", "lottery"},
                                                             {"HRRN", "hrrn"},
                                                             {"LJF", "ljf"},
                                                             {"LRTF", "lrtf"}};
    const auto name = names.find(policy);
    if (name == names.end()) throw Trouble("unknown policy " + policy);
    scheduler["policy"] = name->second;
    check_rule(input, "priority_rule", "smaller number");
    if (policy == "PRIORITY_NONPREEMPTIVE") scheduler["preemptive"] = false;
    if (given(input, "preempted")) scheduler["preempted"] = input.at("preempted");
    if (given(input, "quantum")) scheduler["quantum"] = time(input.at("quantum").get<double>());
}

// Rows by `key` ("priority", "tickets"), which all jobs of a row share; "" is one row for all.
Jobs run_jobs(const Json& input, const std::string& key, File& file, Runner& runner) {
    std::vector<Json> jobs = input.at("jobs").get<std::vector<Json>>();
    const auto before = [](const Json& a, const Json& b) {
        const double at_a = number_or(a, "arrival", 0), at_b = number_or(b, "arrival", 0);
        return at_a != at_b ? at_a < at_b : a.at("job").get<int64_t>() < b.at("job").get<int64_t>();
    };
    std::stable_sort(jobs.begin(), jobs.end(), before);
    std::vector<std::pair<int64_t, std::vector<Json>>> rows;
    for (const Json& job : jobs) {
        const int64_t value = key.empty() ? 0 : job.at(key).get<int64_t>();
        // A lottery uses the numbers of its jobs, so each job has a row.
        const bool alone = key == "tickets";
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.first == value; });
        if (row == rows.end() || alone) rows.push_back({value, {job}});
        else row->second.push_back(job);
    }
    for (const auto& [value, of_row] : rows) {
        Json times = Json::array(), lengths = Json::array();
        for (const Json& job : of_row) {
            times.push_back(time(number_or(job, "arrival", 0)));
            lengths.push_back(time(job.at("length").get<double>()));
        }
        Json step = Json::object();
        if (lengths.size() == 1) step["compute"] = lengths[0];
        else step["compute"]["list"] = lengths;
        Json& row = file.row(Json::array({step}));
        row["times"] = times;
        if (!key.empty()) row[key] = value;
    }
    Jobs result{runner.run(file.json()), {}};
    for (const trace::Task& task : result.ran.log.tasks) result.of_task.push_back(rows[task.row].second[task.index]);
    return result;
}

// [from, to, job]
Json segments_of(const Jobs& jobs) {
    Json segments = Json::array();
    for (const trace::Span& span : spans_of(jobs.ran.log, SpanKind::running))
        segments.push_back({units(span.start), units(span.end()), jobs.of_task[span.task.index].at("job")});
    return merged(segments);
}

// The times of each job, in the order of `input`, and means under the names of the two families.
Json times_of(const Jobs& jobs, const Json& input) {
    const trace::Log& log = jobs.ran.log;
    const std::vector<Time> cpu = cpu_of(log);
    std::map<int64_t, Json> by_job;
    std::vector<double> responses, turnarounds, waits;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (!task.finished || !task.first_run)
            throw Trouble("job " + jobs.of_task[i].at("job").dump() + " does not end");
        const Time turnaround = *task.finished - task.arrival, response = *task.first_run - task.arrival;
        const Json& job = jobs.of_task[i].at("job");
        by_job[job.get<int64_t>()] = {{"job", job}, {"response", units(response)}, {"turnaround", units(turnaround)},
                                      {"wait", units(turnaround - cpu[i])}, {"finish", units(task.finished)}};
        responses.push_back(units(response).get<double>());
        turnarounds.push_back(units(turnaround).get<double>());
        waits.push_back(units(turnaround - cpu[i]).get<double>());
    }
    Json list = Json::array();
    for (const Json& job : input.at("jobs")) list.push_back(by_job.at(job.at("job").get<int64_t>()));
    const Json average = {
        {"response", mean_of(responses)}, {"turnaround", mean_of(turnarounds)}, {"wait", mean_of(waits)}};
    return {{"jobs", list}, {"average", average}, {"average_wait", mean_of(waits)}, {"makespan", units(log.end)}};
}

// Consecutive entries {t, job, run, done} of one job become one.
Json merged_trace(const Json& trace) {
    Json result = Json::array();
    for (const Json& entry : trace) {
        if (!result.empty() && result.back().at("job") == entry.at("job")) {
            result.back()["run"] = result.back().at("run").get<double>() + entry.at("run").get<double>();
            result.back()["done"] = entry.at("done");
        } else {
            result.push_back(entry);
        }
    }
    return result;
}

}  // namespace

Answer ostep_sched(const Case& of, Runner& runner) {
    File file;
    say_policy(of.input, file.scheduler());
    const Jobs jobs = run_jobs(of.input, "", file, runner);
    Answer answer{times_of(jobs, of.input), of.expected};
    Json trace = Json::array();
    for (const Json& segment : segments_of(jobs)) {
        const double from = segment[0].get<double>(), to = segment[1].get<double>();
        trace.push_back({{"t", segment[0]}, {"job", segment[2]}, {"run", to - from}, {"done", false}});
    }
    for (size_t i = 0; i < jobs.of_task.size(); ++i)
        for (Json& entry : trace) {
            const double end = entry.at("t").get<double>() + entry.at("run").get<double>();
            if (entry.at("job") == jobs.of_task[i].at("job") &&
                end == units(jobs.ran.log.tasks[i].finished).get<double>())
                entry["done"] = true;
        }
    answer.got["trace"] = trace;
    if (answer.want.contains("trace")) answer.want["trace"] = merged_trace(answer.want.at("trace"));
    return answer;
}

Answer classic_sched(const Case& of, Runner& runner) {
    File file;
    say_policy(of.input, file.scheduler());
    const bool priorities = file.scheduler().at("policy") == "priority";
    const Jobs jobs = run_jobs(of.input, priorities ? "priority" : "", file, runner);
    Answer answer{times_of(jobs, of.input), of.expected};
    answer.got["segments"] = with_gaps(segments_of(jobs), units(jobs.ran.log.end), Json::array({nullptr}));
    if (answer.want.contains("segments")) answer.want["segments"] = merged(answer.want.at("segments"));
    return answer;
}

Answer ostep_lottery(const Case& of, Runner& runner) {
    File file;
    say_policy(of.input, file.scheduler());
    file.scheduler()["slice"] = "whole";
    file.scheduler()["random"] = of.input.at("random_numbers");
    const Jobs jobs = run_jobs(of.input, "tickets", file, runner);
    const trace::Log& log = jobs.ran.log;
    Answer answer{{{"draws", Json::array()}, {"done", Json::array()}}, of.expected};
    for (const trace::Note& note : log.notes) {
        if (note.kind != trace::NoteKind::draw) continue;
        const TaskId task = log.threads[note.thread.index].task;
        answer.got["draws"].push_back(
            {{"winning_ticket", note.value}, {"total_tickets", note.of}, {"job", jobs.of_task[task.index].at("job")}});
    }
    // The clock of the program that made the case advances by whole quanta.
    const Time quantum = *parse_time(time(of.input.at("quantum").get<double>()));
    const auto rounded = [&](Time at) { return Time{(at.ns + quantum.ns - 1) / quantum.ns * quantum.ns}; };
    std::vector<std::pair<Time, size_t>> done;
    for (size_t i = 0; i < log.tasks.size(); ++i)
        if (log.tasks[i].finished) done.push_back({rounded(*log.tasks[i].finished), i});
    std::sort(done.begin(), done.end());
    for (const auto& [at, task] : done)
        answer.got["done"].push_back({{"job", jobs.of_task[task].at("job")}, {"time", units(at)}});
    return answer;
}

}  // namespace oracles
