// Periodic and sporadic tasks with deadlines.

#include "tests/oracles/case.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace oracles {

namespace {

struct Rule {
    const char* name;
    const char* policy;
    const char* partition;
};
constexpr Rule rules[] = {
    {"edf", "edf", nullptr},
    {"rm", "rm", nullptr},
    {"global_edf", "edf", nullptr},
    {"global_rm", "rm", nullptr},
    {"global_fixed_priority", "priority", nullptr},
    {"fixed_priority", "priority", nullptr},
    {"partitioned_edf", "edf", "first-fit-decreasing"},
    {"partitioned_rm", "rm", "least-loaded"},
};

}  // namespace

void realtime(Case& c) {
    const Json& in = c.input();
    const auto rule = std::find_if(std::begin(rules), std::end(rules), [&](const Rule& each) { return in.at("policy") == each.name; });
    if (rule == std::end(rules)) throw std::runtime_error("unknown policy " + in.at("policy").dump());
    const int64_t cpus = in.at("cpus");
    const double end = in.at("duration");
    Json scenario = base_scenario(rule->policy, cpus);
    if (rule->partition) {
        scenario["machine"]["scheduler"]["queues"] = "per-core";
        scenario["machine"]["scheduler"]["partition"] = rule->partition;
    }
    scenario["stop"] = duration(end);
    std::vector<std::string> names;
    for (const Json& task : in.at("tasks")) {
        names.push_back(task.at("name"));
        scenario["programs"][names.back()] = {step("compute", duration(task.at("wcet")))};
        Json row = {{"run", names.back()}, {"serial", true}};
        if (task.contains("activations")) {
            row["times"] = Json::array();
            for (const double at : task.at("activations"))
                if (at < end) row["times"].push_back(duration(at));
        } else {
            row["at"] = duration(task.value("offset", 0.0));
            row["period"] = duration(task.at("period"));
            row["until"] = duration(end);
        }
        row["deadline"] = duration(task.at("deadline"));
        if (task.contains("priority")) row["priority"] = -task.at("priority").get<int64_t>();
        scenario["work"].push_back(row);
    }
    const Case::Run run = c.run(scenario);
    const trace::Log& log = run.log;
    const auto name_of = [&](TaskId task) { return names[log.tasks[task.index].row] + "_" + std::to_string(log.tasks[task.index].index + 1); };
    std::map<std::string, Json> jobs;
    const std::vector<Segment> segments = segments_of(log);
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        std::vector<Segment> own;
        for (const Segment& segment : segments)
            if (segment.task.index == i) own.push_back(segment);
        std::sort(own.begin(), own.end(), [](const Segment& a, const Segment& b) { return a.from < b.from; });
        double executed = 0;
        int64_t gaps = 0, migrations = 0;
        Json on = Json::array();
        for (size_t n = 0; n < own.size(); ++n) {
            executed += own[n].to - own[n].from;
            on.push_back(own[n].core + 1);
            if (n == 0) continue;
            gaps += own[n].from > own[n - 1].to + 1e-9 ? 1 : 0;
            migrations += own[n].core != own[n - 1].core ? 1 : 0;
        }
        const bool finished = task.outcome == trace::Outcome::completed;
        const double release = in_ms(task.arrival), deadline = in.at("tasks")[task.row].at("deadline");
        Json job;
        job["job"] = name_of({i});
        job["release"] = number(release);
        job["start"] = task.first_run ? Json(number(in_ms(*task.first_run))) : Json(nullptr);
        job["finish"] = finished ? Json(number(in_ms(*task.finished))) : Json(nullptr);
        job["finished"] = finished;
        job["executed"] = number(executed);
        job["cpus"] = on;
        job["preempted_gaps"] = gaps;
        job["migrations"] = migrations;
        job["deadline_missed"] = (finished ? in_ms(*task.finished) : end) > release + deadline + 1e-9;
        jobs[name_of({i})] = job;
    }
    // On which of several equal CPUs a job runs is free, and with it where it is moved:
    // that is compared only where there is one CPU for it.
    const bool placed = cpus == 1 || rule->partition;
    const Json& expected = c.expected().at("jobs");
    if (expected.size() != jobs.size()) c.fail("jobs: expected " + std::to_string(expected.size()) + ", got " + std::to_string(jobs.size()));
    for (const Json& job : expected) {
        const std::string name = job.at("job");
        if (!jobs.count(name)) {
            c.fail("jobs: " + name + " never came");
            continue;
        }
        for (const auto& [key, value] : job.items()) {
            if (!placed && (key == "cpus" || key == "migrations" || key == "preempted_gaps")) continue;
            const Json& got = jobs[name].at(key);
            const double near = c.tolerance(key == "finish" ? "job_finish" : "job_start").abs;
            const bool same = value.is_number() && got.is_number() ? std::abs(value.get<double>() - got.get<double>()) <= near : value == got;
            if (!same) c.fail(name + " " + key + ": expected " + value.dump() + ", got " + got.dump());
        }
    }
    c.skip("jobs");
    if (placed && c.expected().contains("segments_per_cpu")) {
        Json per_cpu = Json::object();
        for (const auto& [cpu, unused] : c.expected().at("segments_per_cpu").items()) per_cpu[cpu] = Json::array();
        for (const Segment& segment : segments) per_cpu[std::to_string(segment.core + 1)].push_back({number(segment.from), number(segment.to), name_of(segment.task)});
        c.check("segments_per_cpu", per_cpu, {1e-6, 0});
    }
    c.skip("segments_per_cpu");
    if (c.expected().contains("partition")) {
        Json partition = Json::object();
        for (const Segment& segment : segments) partition[names[log.tasks[segment.task.index].row]] = segment.core + 1;
        c.check("partition", partition);
    }
    c.skip("tie_sensitive");  // about the case, not about the run
    c.skip("tie_rules_that_reproduce_it");
}

}  // namespace oracles
