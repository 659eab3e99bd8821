// Scaling laws: the closed forms of metrics/numbers/theory.h and, for as many cores as a machine
// can have, the same as a run: a serial part, and then equal parts on one worker per core.

#include "metrics/numbers/theory.h"
#include "tests/oracles/families.h"


namespace oracles {

namespace {

constexpr double unit = 1e9;
constexpr double max_cores = 256;

// A serial part, then `parts` parts, on this many cores.
trace::Log run_parts(double serial, double part, int64_t parts, int64_t cores, double per, Runner& runner) {
    File file;
    file.machine["cores"] = cores;
    file.strategy = {{"kind", "data-parallel"}, {"workers", cores}};
    Json steps = Json::array();
    if (serial > 0) steps.push_back(compute(serial, per));
    if (part > 0) steps.push_back({{"split", {{"parts", parts}, {"each", Json::array({compute(part, per)})}}}});
    file.row(steps);
    return runner.run(file.json()).log;
}

double busy(const trace::Log& log) {
    double sum = 0;
    for (const Time t : cpu_of(log)) sum += double(t.ns);
    return sum;
}

// An hour of work on one core in total, so that rounding to whole nanoseconds has no effect.
constexpr double hour = 3600e9;

// Adds speed-ups from runs, for numbers of cores that are possible, to be compared with the same values.
void add_runs(Answer& answer, const Json& input, const char* key, bool scaled, Runner& runner) {
    const double f = input.at("parallel_fraction").get<double>();
    Json want = Json::array(), got = Json::array();
    for (size_t i = 0; i < input.at("n").size(); ++i) {
        const double n = input.at("n")[i].get<double>();
        if (n > max_cores || n != double(int64_t(n))) continue;
        // Gustafson: the parallel part takes as long as before on each core.
        const trace::Log log = run_parts(1 - f, scaled ? f : f / n, int64_t(n), int64_t(n), hour, runner);
        want.push_back(answer.want.at(key).at(i));
        got.push_back(busy(log) / double(log.end.ns));
    }
    answer.want["run: " + std::string(key)] = want;
    answer.got["run: " + std::string(key)] = got;
}

Json by_n(const Json& input, const std::function<double(double)>& law) {
    Json list = Json::array();
    for (const Json& n : input.at("n")) list.push_back(law(n.get<double>()));
    return list;
}

Answer fixed_work(const Case& of, Runner& runner) {
    const Json& input = of.input;
    const double serial = input.at("serial").get<double>(), parallel = input.at("parallel_total").get<double>();
    const int64_t chunks = input.at("chunks").get<int64_t>(), cores = input.at("cores").get<int64_t>();
    const double chunk = parallel / double(chunks);
    const trace::Log log = run_parts(serial, chunk, chunks, cores, unit, runner),
                     alone = run_parts(serial, chunk, chunks, 1, unit, runner);
    Answer answer{Json::object(), of.expected};
    answer.got["makespan"] = units(log.end, unit);
    answer.got["speedup_over_one_core"] = double(alone.end.ns) / double(log.end.ns);
    answer.got["core_utilization"] = busy(log) / (double(log.end.ns) * double(cores));
    answer.got["amdahl_bound"] = metrics::theory::amdahl(parallel / (serial + parallel), double(cores));
    return answer;
}

}  // namespace

Answer scaling_laws(const Case& of, Runner& runner) {
    const Json& input = of.input;
    const std::string model = input.at("model").get<std::string>();
    if (model == "fixed-work") return fixed_work(of, runner);
    Answer answer{Json::object(), of.expected};
    if (model == "amdahl") {
        const double f = input.at("parallel_fraction").get<double>();
        answer.got["speedup"] = by_n(input, [&](double n) { return metrics::theory::amdahl(f, n); });
        const std::optional<double> limit = metrics::theory::amdahl_limit(f);
        answer.got["limit"] = limit ? Json(*limit) : Json();
        add_runs(answer, input, "speedup", false, runner);
    } else if (model == "gustafson") {
        const double f = input.at("parallel_fraction").get<double>();
        answer.got["scaled_speedup"] = by_n(input, [&](double n) { return metrics::theory::gustafson(f, n); });
        add_runs(answer, input, "scaled_speedup", true, runner);
    } else if (model == "usl") {
        const double alpha = input.at("alpha").get<double>(), beta = input.at("beta").get<double>();
        answer.got["capacity"] =
            by_n(input, [&](double n) { return metrics::theory::universal_scalability(alpha, beta, n); });
        const std::optional<double> peak = metrics::theory::usl_peak(alpha, beta);
        answer.got["peak_n"] = peak ? Json(*peak) : Json();
    } else {
        throw Trouble("unknown model " + model);
    }
    return answer;
}

}  // namespace oracles
