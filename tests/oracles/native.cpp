// The programs of native/, simulated, compared with the wall time of the ideal model. For a
// pool, and for a loop that is not saturated, that is requests / throughput in the steady
// state; for the others it is the makespan. The difference between the simulated makespan and
// the measured median is only reported.

#include "tests/oracles/families.h"
#include "tests/oracles/steady.h"

#include <algorithm>
#include <cstdio>

namespace oracles {

namespace {

struct Wall {
    double predicted_ms;  // compared with the prediction
    double makespan_ms;
};

constexpr double small_quantum = 1;  // in ms: approximates fair sharing of the cores
constexpr int64_t cores_of_host = 2;

double makespan_ms(const Ran& ran) { return double(ran.log.end.ns) / 1e6; }

File file_for(const Json& model) {
    File file;
    file.machine["cores"] = given(model, "cores") ? model.at("cores") : Json(cores_of_host);
    file.scheduler() = {{"policy", "round-robin"}, {"quantum", time(small_quantum)}};
    return file;
}

Wall burners(const Json& model, Runner& runner) {
    File file = file_for(model);
    file.row(Json::array({compute(model.at("cpu_ms").get<double>())}))["count"] = model.at("threads");
    const double wall = makespan_ms(runner.run(file.json()));
    return {wall, wall};
}

Wall pool(const Json& model, Runner& runner) {
    const int64_t requests = model.at("requests").get<int64_t>(),
                  many = std::max<int64_t>(2'000, 200 * model.at("threads").get<int64_t>());
    const Steady steady = steady_of(run_pool(model, many, runner));
    return {1e3 * double(requests) / steady.throughput_per_s, makespan_ms(run_pool(model, requests, runner))};
}

// When the n-th request is answered. Each client makes one request after another: a timer, then
// a callback that computes and sets the timer again, without returning to the loop before.
std::vector<Time> answers(const Json& model, int64_t requests, Runner& runner) {
    const int64_t clients = model.at("clients").get<int64_t>();
    File file = file_for(model);
    file.strategy = {{"kind", "event-loop"}, {"loops", 1}};
    file.devices["timer"] = {{"time", time(model.at("io_ms").get<double>())}};
    const Json turn =
        Json::array({Json{{"io", "timer"}}, compute(model.at("cpu_ms").get<double>()), Json{{"mark", "answered"}}});
    file.row(Json::array(
        {Json{{"repeat", {{"times", (requests + clients - 1) / clients + 1}, {"steps", turn}}}}}))["count"] = clients;
    std::vector<Time> times;
    for (const trace::Note& note : runner.run(file.json()).log.notes)
        if (note.kind == trace::NoteKind::mark) times.push_back(note.at);
    return times;
}

// Fixed times repeat after the first turn of every client.
Wall loop(const Json& model, Runner& runner) {
    const int64_t requests = model.at("requests").get<int64_t>(), clients = model.at("clients").get<int64_t>();
    const double cpu_ms = model.at("cpu_ms").get<double>();
    const int64_t turns = 100;
    const std::vector<Time> many = answers(model, turns * clients, runner);
    const size_t from = size_t(turns / 5 * clients), to = size_t(turns * 9 / 10 * clients);
    const double per_request_ms = double((many[to] - many[from]).ns) / 1e6 / double(to - from);
    const double wall = double(answers(model, requests, runner)[size_t(requests - 1)].ns) / 1e6;
    const bool saturated = per_request_ms < cpu_ms * 1.005;
    return {saturated ? wall : per_request_ms * double(requests), wall};
}

Wall lock_loop(const Json& model, Runner& runner) {
    File file = file_for(model);
    file.locks = Json::array({"mutex"});
    const bool sleeps = model.at("outside") == "sleep";
    const std::string outside = time(model.at("outside_ms").get<double>());
    const Json turn = Json::array({Json{{sleeps ? "sleep" : "compute", outside}}, Json{{"lock", "mutex"}},
                                   compute(model.at("inside_ms").get<double>()), Json{{"unlock", "mutex"}}});
    file.row(Json::array({Json{{"repeat", {{"times", model.at("iterations")}, {"steps", turn}}}}}))["count"] =
        model.at("threads");
    const double wall = makespan_ms(runner.run(file.json()));
    return {wall, wall};
}

// Three threads joined by bounded queues; the one in the middle sleeps.
Wall pipeline(const Json& model, Runner& runner) {
    const Json& stages = model.at("stage_ms");
    if (stages.size() != 3) throw Trouble("pipeline.cpp has three stages");
    File file = file_for(model);
    for (const char* name : {"ab", "bc"}) file.queues[name] = {{"capacity", model.at("capacity")}};
    const auto stage = [&](const Json& turn) {
        file.row(Json::array({Json{{"repeat", {{"times", model.at("items")}, {"steps", turn}}}}}));
    };
    stage(Json::array({compute(stages[0].get<double>()), Json{{"send", "ab"}}}));
    stage(Json::array({Json{{"receive", "ab"}}, Json{{"sleep", time(stages[1].get<double>())}}, Json{{"send", "bc"}}}));
    stage(Json::array({Json{{"receive", "bc"}}, compute(stages[2].get<double>())}));
    const double wall = makespan_ms(runner.run(file.json()));
    return {wall, wall};
}

}  // namespace

Answer native_runs(const Case& of, Runner& runner) {
    static const std::map<std::string, Wall (*)(const Json&, Runner&)> programs = {{"burners.cpp", burners},
                                                                                   {"blocking_pool.cpp", pool},
                                                                                   {"event_loop.cpp", loop},
                                                                                   {"mutex_loop.cpp", lock_loop},
                                                                                   {"pipeline.cpp", pipeline}};
    const std::string name = of.input.at("program").get<std::string>();
    const auto program = programs.find(name);
    if (program == programs.end()) throw Trouble("unknown program " + name);
    const Wall wall = program->second(of.input.at("model"), runner);
    Answer answer{{{"predicted_wall_ms", wall.predicted_ms}}, of.expected};
    answer.tolerance_of = {{"predicted_wall_ms", "simulator_vs_prediction"}};
    answer.information = {"prediction_rule", "measured_wall_ms", "measured_cpu_ms_median", "median_over_prediction"};
    if (of.expected.contains("measured_wall_ms")) {
        const double median = of.expected.at("measured_wall_ms").at("median").get<double>();
        char text[120];
        std::snprintf(text, sizeof text, "simulated %.1f ms, measured median %.1f ms (%+.1f %%)", wall.makespan_ms,
                      median, 100 * (wall.makespan_ms / median - 1));
        answer.remark = text;
    }
    return answer;
}

}  // namespace oracles
