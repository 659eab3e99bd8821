// Bounds that fixed times reach: pools, event loops, a lock, a pipeline; and list schedules.

#include "tests/oracles/families.h"
#include "tests/oracles/steady.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace oracles {

namespace {

using trace::SpanKind;

// So long that the start, and one round of all clients, are a small part of the run.
int64_t length_for(const Json& how_many) { return std::max<int64_t>(2'000, 200 * how_many.get<int64_t>()); }

Answer pool(const Case& of, Runner& runner) {
    if (const Json& shape = of.input.at("request_shape"); shape != "cpu then io")
        throw Trouble("unknown request_shape " + shape.dump());
    check_rule(of.input, "backlog", "always full");
    const Steady steady = steady_of(run_pool(of.input, length_for(of.input.at("threads")), runner));
    Answer answer{Json::object(), of.expected};
    answer.got["throughput_per_s"] = steady.throughput_per_s;
    answer.got["cpu_utilization"] = steady.core_utilization;
    // Threads are the limit when none of them ever waits for a core; cores are the limit when they never idle.
    const bool cores_full = steady.core_utilization > 0.995,
               threads_full = steady.mean_ready_ms < 0.005 * steady.mean_cpu_ms;
    answer.got["limit"] = cores_full ? threads_full ? "both" : "cores" : threads_full ? "threads" : "none";
    answer.got["optimal_threads"] =
        of.input.at("cores").get<double>() * (steady.mean_cpu_ms + steady.mean_served_ms) / steady.mean_cpu_ms;
    return answer;
}

Answer event_loop(const Case& of, Runner& runner) {
    const Json& input = of.input;
    const std::string style = input.at("style").get<std::string>();
    if (style != "async" && style != "blocking-in-loop" && style != "cluster") throw Trouble("unknown style " + style);
    File file;
    file.machine["cores"] = input.at("cores");
    file.strategy = {{"kind", "event-loop"}, {"loops", input.at("loops")}};
    Json steps = Json::array({compute(input.at("cpu_ms").get<double>())});
    if (input.at("io_ms").get<double>() > 0) {
        file.devices["io"] = {{"time", time(input.at("io_ms").get<double>())}};
        steps.push_back({{"io", "io"}});
        if (style == "blocking-in-loop") steps.back()["blocking"] = true;
    }
    Json& row = file.row(steps);
    row["users"] = input.at("clients");
    row["count"] = length_for(input.at("clients"));
    const Steady steady = steady_of(runner.run(file.json()));
    return {{{"throughput_per_s", steady.throughput_per_s},
             {"mean_response_ms", steady.mean_response_ms},
             {"core_utilization", steady.core_utilization}},
            of.expected};
}

Ran run_lock(const Json& input, int64_t threads, Runner& runner) {
    File file;
    file.machine["cores"] = input.at("cores");
    file.locks = Json::array({"lock"});
    Json steps = Json::array();
    if (input.at("outside_ms").get<double>() > 0) steps.push_back(compute(input.at("outside_ms").get<double>()));
    steps.push_back({{"lock", "lock"}});
    steps.push_back(compute(input.at("inside_ms").get<double>()));
    steps.push_back({{"unlock", "lock"}});
    Json& row = file.row(steps);
    row["users"] = threads;
    row["count"] = length_for(threads);
    return runner.run(file.json());
}

Answer lock_loop(const Case& of, Runner& runner) {
    const Ran ran = run_lock(of.input, of.input.at("threads").get<int64_t>(), runner);
    const Steady steady = steady_of(ran), alone = steady_of(run_lock(of.input, 1, runner));
    const uint16_t inside_step = of.input.at("outside_ms").get<double>() > 0 ? 2 : 1;
    double held = 0;
    for (const trace::Span& span : spans_of(ran.log, SpanKind::running))
        if (span.step == inside_step)
            held +=
                double(std::max<int64_t>(0, std::min(span.end(), steady.to).ns - std::max(span.start, steady.from).ns));
    return {{{"iterations_per_s", steady.throughput_per_s},
             {"lock_utilization", held / double((steady.to - steady.from).ns)},
             {"speedup_over_one", steady.throughput_per_s / alone.throughput_per_s}},
            of.expected};
}

// The times at which the items leave the last stage.
std::vector<Time> run_pipeline(const Json& stages, int64_t items, Runner& runner) {
    File file;
    Json steps = Json::array();
    for (const Json& stage : stages) {
        const std::string name = "stage " + std::to_string(steps.size());
        file.devices[name] = {{"time", time(stage.get<double>())}, {"capacity", 1}};
        steps.push_back({{"io", name}});
    }
    file.row(steps)["count"] = items;
    std::vector<Time> ends;
    const Ran ran = runner.run(file.json());
    for (const trace::Task& task : ran.log.tasks) ends.push_back(task.finished.value_or({}));
    std::sort(ends.begin(), ends.end());
    return ends;
}

Answer pipeline(const Case& of, Runner& runner) {
    const Json& stages = of.input.at("stage_ms");
    const int64_t items = of.input.at("items").get<int64_t>();
    const std::vector<Time> ends = run_pipeline(stages, items, runner);
    const std::vector<Time> more = run_pipeline(stages, std::max<int64_t>(items, 100), runner);
    const Time gap = more[more.size() - 1] - more[more.size() - 2];
    return {{{"makespan_ms", units(ends.back())},
             {"first_item_ms", units(ends.front())},
             {"steady_throughput_per_s", 1e9 / double(gap.ns)}},
            of.expected};
}

// A job is a row of one task; the lowest number is the most urgent.
trace::Log run_list(const Json& input, const std::vector<int64_t>& priorities, Runner& runner) {
    const Json& times = input.at("times");
    File file;
    file.machine["cores"] = input.at("cores");
    file.scheduler() = {{"policy", "priority"}, {"preemptive", false}};
    std::vector<Json> after(times.size(), Json::array());
    for (const Json& pair : input.at("precedence"))
        after.at(pair.at(1).get<size_t>()).push_back("job " + pair.at(0).dump());
    for (size_t i = 0; i < times.size(); ++i) {
        Json& row = file.row(Json::array({compute(times[i].get<double>())}));
        row["id"] = "job " + std::to_string(i);
        if (!after[i].empty()) row["after"] = after[i];
        row["priority"] = priorities[i];
    }
    return runner.run(file.json()).log;
}

// The shortest makespan of many lists, or the first one that no schedule can improve.
double best_makespan(const Json& input, Runner& runner) {
    double sum = 0, longest = 0;
    for (const Json& t : input.at("times")) {
        sum += t.get<double>();
        longest = std::max(longest, t.get<double>());
    }
    const double min = std::max(longest, sum / input.at("cores").get<double>());
    std::vector<int64_t> priorities(input.at("times").size());
    std::iota(priorities.begin(), priorities.end(), 0);
    std::mt19937 random(1);
    double best = sum;
    for (int tries = 0; tries < 3'000 && best > min; ++tries) {
        for (size_t i = priorities.size(); i > 1; --i) std::swap(priorities[i - 1], priorities[random() % i]);
        best = std::min(best, units(run_list(input, priorities, runner).end).get<double>());
    }
    return best;
}

Answer list_schedule(const Case& of, Runner& runner) {
    check_rule(of.input, "rule", "whenever a core is free, start the lowest-numbered ready job; non-preemptive");
    std::vector<int64_t> in_order(of.input.at("times").size());
    std::iota(in_order.begin(), in_order.end(), 0);
    const trace::Log log = run_list(of.input, in_order, runner);
    std::vector<Json> start(in_order.size()), finish(in_order.size());
    for (const trace::Task& task : log.tasks) {
        start.at(task.row) = units(task.started);
        finish.at(task.row) = units(task.finished);
    }
    Answer answer{{{"makespan", units(log.end)}, {"start", start}, {"finish", finish}}, of.expected};
    if (of.expected.contains("optimal_makespan")) {
        Runner quiet;
        answer.got["optimal_makespan"] = best_makespan(of.input, quiet);
    }
    return answer;
}

}  // namespace

Answer bounds(const Case& of, Runner& runner) {
    const std::string model = of.input.at("model").get<std::string>();
    if (model == "blocking-pool") return pool(of, runner);
    if (model == "event-loop") return event_loop(of, runner);
    if (model == "lock-loop") return lock_loop(of, runner);
    if (model == "pipeline") return pipeline(of, runner);
    if (model == "list-schedule") return list_schedule(of, runner);
    throw Trouble("unknown model " + model);
}

}  // namespace oracles
