// Real-time tasks: each is a row of work, whose jobs arrive periodically or at listed times,
// one after another. In the cases a larger priority is more urgent; in a scenario, a smaller
// one.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::SpanKind;

struct Kind {
    bool partitioned = false;
    bool global = false;
    std::string policy;  // edf, rm, fixed_priority
};

Kind kind_of(const std::string& policy) {
    Kind kind{policy.starts_with("partitioned_"), policy.starts_with("global_"), policy};
    if (kind.partitioned) kind.policy = policy.substr(12);
    if (kind.global) kind.policy = policy.substr(7);
    if (kind.policy != "edf" && kind.policy != "rm" && kind.policy != "fixed_priority")
        throw Trouble("unknown policy " + policy);
    return kind;
}

struct Tasks {
    File file;
    std::vector<Json> of_row;
};

Tasks tasks_of(const Json& input) {
    const Kind kind = kind_of(input.at("policy").get<std::string>());
    Tasks tasks;
    File& file = tasks.file;
    file.machine["cores"] = input.at("cpus");
    file.scheduler()["policy"] = kind.policy == "fixed_priority" ? "priority" : kind.policy;
    if (kind.partitioned) {
        file.scheduler()["queues"] = "per-core";
        file.scheduler()["partition"] = kind.policy == "edf" ? "first-fit-decreasing" : "least-loaded";
    }
    if (number_or(input, "overheads", 0) != 0) throw Trouble("overheads other than 0 are not defined");
    const double duration = input.at("duration").get<double>();
    file.others["stop"] = time(duration);
    for (const Json& task : input.at("tasks")) {
        Json times = Json::array();
        if (given(task, "activations"))
            for (const Json& at : task.at("activations"))
                if (at.get<double>() < duration) times.push_back(time(at.get<double>()));
        if (given(task, "activations") ? times.empty() : number_or(task, "offset", 0) >= duration) continue;
        Json& row = file.row(Json::array({compute(task.at("wcet").get<double>())}));
        row["name"] = task.at("name");
        if (given(task, "activations")) {
            row["times"] = times;
        } else {
            row["at"] = time(number_or(task, "offset", 0));
            row["until"] = time(duration);
        }
        if (given(task, "period")) row["period"] = time(task.at("period").get<double>());
        if (given(task, "deadline")) row["deadline"] = time(task.at("deadline").get<double>());
        if (given(task, "priority")) row["priority"] = -task.at("priority").get<int64_t>();
        row["serial"] = true;
        tasks.of_row.push_back(task);
    }
    return tasks;
}

std::string job_name(const Tasks& tasks, const trace::Task& task) {
    return tasks.of_row[task.row].at("name").get<std::string>() + "_" + std::to_string(task.index + 1);
}

// Stretches on one CPU of one job.
std::vector<trace::Span> stretches_of(const trace::Log& log, TaskId task) {
    std::vector<trace::Span> list;
    for (const trace::Span& span : spans_of(log, SpanKind::running)) {
        if (span.task != task) continue;
        if (!list.empty() && list.back().core == span.core && list.back().end() == span.start)
            list.back().duration += span.duration;
        else list.push_back(span);
    }
    return list;
}

Json job_of(const Tasks& tasks, const trace::Log& log, TaskId id, Time duration) {
    const trace::Task& task = log.tasks[id.index];
    const bool finished = task.outcome == trace::Outcome::completed;
    const std::vector<trace::Span> stretches = stretches_of(log, id);
    Json cpus = Json::array();
    int64_t gaps = 0, migrations = 0;
    Time executed;
    for (size_t i = 0; i < stretches.size(); ++i) {
        cpus.push_back(stretches[i].core.index + 1);
        executed += stretches[i].duration;
        if (i > 0 && stretches[i].start > stretches[i - 1].end()) ++gaps;
        if (i > 0 && stretches[i].core != stretches[i - 1].core) ++migrations;
    }
    const Json& of = tasks.of_row[task.row];
    bool missed = false;
    if (given(of, "deadline")) {
        const Time due = task.arrival + *parse_time(time(of.at("deadline").get<double>()));
        missed = finished ? *task.finished > due : duration >= due;
    }
    return {{"job", job_name(tasks, task)},
            {"release", units(task.arrival)},
            {"start", stretches.empty() ? Json() : units(stretches.front().start)},
            {"finish", finished ? units(task.finished) : Json()},
            {"finished", finished},
            {"executed", units(executed)},
            {"cpus", cpus},
            {"preempted_gaps", gaps},
            {"migrations", migrations},
            {"deadline_missed", missed}};
}

}  // namespace

Answer simso_rt(const Case& of, Runner& runner) {
    const Tasks tasks = tasks_of(of.input);
    const Ran ran = runner.run(tasks.file.json());
    const trace::Log& log = ran.log;
    Answer answer{{{"jobs", Json::array()}}, of.expected};
    std::map<std::pair<uint32_t, uint32_t>, TaskId> in_order;
    for (size_t i = 0; i < log.tasks.size(); ++i) in_order[{log.tasks[i].row, log.tasks[i].index}] = {uint32_t(i)};
    for (const auto& [key, task] : in_order) answer.got["jobs"].push_back(job_of(tasks, log, task, *ran.scenario.stop));

    Json segments = Json::object(), partition = Json::object();
    for (uint32_t core = 0; core < log.cores; ++core) {
        Json of_core = Json::array();
        for (const trace::Span& span : spans_of(log, SpanKind::running)) {
            if (span.core.index != core) continue;
            of_core.push_back({units(span.start), units(span.end()), job_name(tasks, log.tasks[span.task.index])});
            partition[tasks.of_row[log.tasks[span.task.index].row].at("name").get<std::string>()] = core + 1;
        }
        segments[std::to_string(core + 1)] = merged(of_core);
    }
    answer.got["segments_per_cpu"] = segments;
    answer.got["partition"] = partition;
    answer.tolerance_of = {{"start", "job_start"}, {"finish", "job_finish"}};
    answer.information = {"tie_sensitive", "tie_rules_that_reproduce_it"};
    const Kind kind = kind_of(of.input.at("policy").get<std::string>());
    // The cases leave open which of several free CPUs a job takes.
    if (log.cores > 1 && !kind.partitioned) answer.information.insert({"cpus", "migrations", "segments_per_cpu"});
    return answer;
}

}  // namespace oracles
