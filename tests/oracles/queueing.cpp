// Steady states of queues and networks: long runs, with as many tasks as the tolerance of
// the case requires, in parts with one seed each.

#include "tests/oracles/families.h"
#include "tests/oracles/samples.h"

#include <algorithm>
#include <cmath>

namespace oracles {

namespace {

struct Model {
    File file;
    double unit = 1e9;         // in ns
    int64_t max_in_run = 500'000;
};

// Chosen so that the time from one arrival to the next is some hundredths of a second: short compared with
// the longest possible time, but long compared with a nanosecond.
double unit_for(double rate) { return std::pow(10, std::floor(std::log10(rate)) + 8); }

Json exponential(double mean, double unit) { return {{"exponential", time(mean, unit)}}; }

Json law_of(const Json& service, double unit) {
    const std::string kind = service.at("kind").get<std::string>();
    const auto number = [&](const char* key) { return service.at(key).get<double>(); };
    if (kind == "deterministic") return time(number("value"), unit);
    if (kind == "exponential") return exponential(number("mean"), unit);
    if (kind == "uniform") return {{"uniform", Json::array({time(number("low"), unit), time(number("high"), unit)})}};
    if (kind == "erlang") return {{"erlang", Json::array({service.at("stages"), time(number("mean"), unit)})}};
    if (kind == "lognormal") {
        const double m = number("log_mean"), s = number("log_sd"), mean = std::exp(m + s * s / 2);
        return {{"lognormal", Json::array({time(mean, unit), time(mean * std::sqrt(std::exp(s * s) - 1), unit)})}};
    }
    if (kind == "hyperexponential" || kind == "discrete") {
        Json choices = Json::array();
        for (size_t i = 0; i < service.at("probabilities").size(); ++i) {
            const Json inner = kind == "discrete" ? Json(time(service.at("values").at(i).get<double>(), unit))
                                                  : exponential(service.at("means").at(i).get<double>(), unit);
            choices.push_back(Json::array({service.at("probabilities")[i], inner}));
        }
        return {{"choice", choices}};
    }
    throw Trouble("unknown service " + kind);
}

// One queue --------------------------------------------------------------------------------

// Poisson arrivals of tasks that compute for `service`; servers are cores.
Json& arrivals(Model& model, double lam, const Json& service) {
    Json& row = model.file.row(Json::array({Json{{"compute", service}}}));
    row["rate"] = lam / (model.unit / 1e9);
    return row;
}

Model single(const Json& input, const Json& scheduler) {
    Model model;
    const double lam = input.at("lam").get<double>();
    model.unit = unit_for(lam);
    model.file.scheduler() = scheduler;
    arrivals(model, lam,
             input.contains("service") ? law_of(input.at("service"), model.unit)
                                       : exponential(1 / input.at("mu").get<double>(), model.unit));
    return model;
}

Model several(const Json& input) {
    Model model = single(input, {{"policy", "fcfs"}});
    model.file.machine["cores"] = input.at("c");
    if (!given(input, "k")) return model;
    model.file.strategy = {{"kind", "thread-pool"},
                           {"threads", input.at("c")},
                           {"queue", input.at("k").get<int64_t>() - input.at("c").get<int64_t>()},
                           {"when_full", "reject"}};
    return model;
}

Model feedback(const Json& input) {
    const double mu = input.at("mu").get<double>();
    Model model =
        single(input, {{"policy", "feedback"}, {"quantum", time(0.05 / mu, unit_for(input.at("lam").get<double>()))}});
    model.max_in_run = 200'000;
    return model;
}

Model classes(const Json& input) {
    Model model;
    double lam = 0;
    for (const Json& of : input.at("classes")) lam += of.at("lam").get<double>();
    model.unit = unit_for(lam);
    model.file.scheduler() = {{"policy", "priority"}, {"preemptive", input.at("preemptive")}};
    int64_t priority = 0;
    for (const Json& of : input.at("classes"))
        arrivals(model, of.at("lam").get<double>(), law_of(of.at("service"), model.unit))["priority"] = priority++;
    return model;
}

// Arrivals that are not Poisson: one every `gap`.
Model renewal(const Json& input) {
    Model model = single(input, {{"policy", "fcfs"}});
    const std::string gap = time(1 / input.at("lam").get<double>(), model.unit);
    Json& row = model.file.work[0];
    row.erase("rate");
    if (given(input, "stages")) row["every"] = {{"erlang", Json::array({input.at("stages"), gap})}};
    else row["every"] = gap;
    return model;
}

// Several servers with a queue each ---------------------------------------------------------

Model balanced(const Json& input, const char* balancer) {
    Model model = single(input, {{"policy", "fcfs"}});
    model.file.machine["servers"] = input.at("servers");
    model.file.machine["balancer"] = balancer;
    return model;
}

Model power_of_d(const Json& input) {
    constexpr double servers = 200;
    const Json single_input = {{"lam", input.at("rho").get<double>() * servers}, {"mu", 1.0}, {"servers", servers}};
    Model model = single(single_input, {{"policy", "fcfs"}});
    model.file.machine["servers"] = int64_t(servers);
    model.file.machine["balancer"] = "choices";
    model.file.machine["choices"] = input.at("d");
    return model;
}

// Networks: stations are devices -----------------------------------------------------------

void station(Model& model, const std::string& name, int64_t servers) {
    model.file.devices[name] = {{"time", time(1, model.unit)}, {"capacity", servers}};
}
Json use(const std::string& name, const Json& law) { return {{"io", name}, {"time", law}}; }

Model tandem(const Json& input) {
    Model model;
    model.unit = unit_for(input.at("lam").get<double>());
    Json steps = Json::array();
    for (const Json& mu : input.at("mus")) {
        const std::string name = "station " + std::to_string(steps.size());
        station(model, name, 1);
        steps.push_back(use(name, exponential(1 / mu.get<double>(), model.unit)));
    }
    model.file.row(steps)["rate"] = input.at("lam").get<double>() / (model.unit / 1e9);
    return model;
}

Model fork_join(const Json& input) {
    Model model;
    model.unit = unit_for(input.at("lam").get<double>());
    model.max_in_run = 200'000;
    Json steps = Json::array();
    for (const char* name : {"left", "right"}) {
        station(model, name, 1);
        model.file.named(name, Json::array({use(name, exponential(1 / input.at("mu").get<double>(), model.unit))}));
        steps.push_back({{"spawn", name}});
    }
    steps.push_back({{"join", true}});
    model.file.row(steps)["rate"] = input.at("lam").get<double>() / (model.unit / 1e9);
    return model;
}

Model fan_out(const Json& input) {
    Model model;
    const double mean = input.at("mean").get<double>();
    model.unit = unit_for(1 / mean);
    model.max_in_run = 100'000;
    station(model, "server", 0);
    model.file.strategy = {{"kind", "event-loop"}};
    const Json part = Json::array({use("server", exponential(mean, model.unit))});
    model.file.row(Json::array({Json{{"split", {{"parts", input.at("n")}, {"each", part}}}}}))["every"] =
        time(mean, model.unit);
    return model;
}

// As many users as jobs; they think, and then visit the stations.
Model closed(const Json& input, const Json& steps_of_unit, double unit) {
    Model model;
    model.unit = unit;
    Json& row = model.file.row(steps_of_unit);
    row["users"] = input.at("jobs");
    if (input.at("think").get<double>() > 0) row["think"] = exponential(input.at("think").get<double>(), unit);
    return model;
}

Model repair(const Json& input) {
    const double service = input.at("service").get<double>(), unit = unit_for(1 / service);
    Model model = closed(input, Json::array({Json{{"compute", exponential(service, unit)}}}), unit);
    model.file.machine["cores"] = input.at("servers");
    return model;
}

Model mva(const Json& input) {
    double sum = 0;
    for (const Json& demand : input.at("demands")) sum += demand.get<double>();
    const double unit = unit_for(1 / sum);
    Json steps = Json::array();
    for (const Json& demand : input.at("demands"))
        steps.push_back(use("station " + std::to_string(steps.size()), exponential(demand.get<double>(), unit)));
    Model model = closed(input, steps, unit);
    for (size_t i = 0; i < steps.size(); ++i) station(model, "station " + std::to_string(i), 1);
    return model;
}

using Make = Model (*)(const Json&);
const std::map<std::string, Make> models = {
    {"M/M/1", [](const Json& in) { return single(in, {{"policy", "fcfs"}}); }},
    {"M/D/1", [](const Json& in) { return single(in, {{"policy", "fcfs"}}); }},
    {"M/G/1", [](const Json& in) { return single(in, {{"policy", "fcfs"}}); }},
    {"M/M/c", several},
    {"M/M/c/K", several},
    {"M/G/1-PS", [](const Json& in) { return single(in, {{"policy", "processor-sharing"}}); }},
    {"M/M/1-SJF", [](const Json& in) { return single(in, {{"policy", "sjf"}}); }},
    {"M/M/1-SRPT", [](const Json& in) { return single(in, {{"policy", "srtf"}}); }},
    {"M/M/1-FB", feedback},
    {"M/G/1-priority", classes},
    {"D/M/1", renewal},
    {"Ek/M/1", renewal},
    {"random-split", [](const Json& in) { return balanced(in, "random"); }},
    {"round-robin-split", [](const Json& in) { return balanced(in, "round-robin"); }},
    {"power-of-d", power_of_d},
    {"tandem", tandem},
    {"fork-join-2", fork_join},
    {"max-of-exponentials", fan_out},
    {"machine-repair", repair},
    {"closed-mva", mva},
};

// Divides `jobs` among the rows, and excludes the first `warmup` jobs.
void say_length(Model& model, int64_t jobs, int64_t warmup, uint64_t seed) {
    Json& work = model.file.work;
    if (work.size() == 1) {
        work[0]["count"] = jobs;
    } else {
        double rate = 0;
        for (const Json& row : work) rate += row.at("rate").get<double>();
        for (Json& row : work) row["until"] = time(double(jobs) / rate, 1e9);
    }
    model.file.others["seed"] = seed;
    model.file.others["warmup"] = warmup;
}

// Values that only some of the models have.
Json special(const std::string& key, const Case& of, const Samples& samples) {
    const Json& input = of.input;
    const auto n = [&](const std::string& name) { return *samples.value(name); };
    if (key == "mean_response_of_size") {
        Json list = Json::array();
        for (const Json& size : input.at("sizes")) list.push_back(samples.response_of_size(size.get<double>()));
        return list;
    }
    if (key == "classes") {
        Json list = Json::array();
        for (size_t i = 0; i < of.expected.at("classes").size(); ++i) {
            Json of_class = Json::object();
            for (const auto& [name, value] : of.expected.at("classes")[i].items())
                if (const auto number = samples.value(name, int64_t(i))) of_class[name] = *number;
            list.push_back(of_class);
        }
        return list;
    }
    // These are for one server, each of which has its own queue.
    if (input.at("model") == "random-split" && (key == "mean_in_system" || key == "mean_in_queue"))
        return n(key) / input.at("servers").get<double>();
    if (key == "sigma") return n("prob_wait");
    if (key == "mean") return n("mean_response");
    if (key == "mean_at_server") return n("mean_in_system");
    if (key == "mean_cycle") return input.at("jobs").get<double>() / n("throughput");  // Little
    if (key == "mean_at_station" || key == "utilization_of_station") {
        Json list = Json::array();
        for (size_t i = 0; i < input.at("demands").size(); ++i)
            list.push_back(key == "mean_at_station" ? samples.mean_at_step(i) : samples.mean_in_service(i));
        return list;
    }
    return {};
}

}  // namespace

Answer queueing(const Case& of, Runner& runner) {
    const std::string name = of.input.at("model").get<std::string>();
    const auto make = models.find(name);
    if (make == models.end()) throw Trouble("unknown model " + name);
    Model model = make->second(of.input);
    const int64_t jobs =
        std::max<int64_t>(1'000, of.tolerance.at("recommended_jobs").get<int64_t>() / runner.jobs_divisor);
    const int64_t warmup = of.tolerance.at("warmup_jobs").get<int64_t>() / runner.jobs_divisor;
    const int64_t runs = (jobs + model.max_in_run - 1) / model.max_in_run;
    Samples samples(model.unit);
    for (int64_t i = 0; i < runs; ++i) {
        say_length(model, jobs / runs, warmup / runs, uint64_t(i + 1));
        samples.add(runner.run(model.file.json()), warmup / runs);
    }
    Answer answer{Json::object(), of.expected};
    for (const auto& [key, value] : of.expected.items()) {
        if (const Json own = special(key, of, samples); !own.is_null()) answer.got[key] = own;
        // The servers of a fork are devices, and each of its two tasks is one step long.
        else if (name == "fork-join-2" && key == "utilization") answer.got[key] = samples.mean_in_service(0) / 2;
        else if (const auto number = samples.value(key)) answer.got[key] = *number;
    }
    return answer;
}

}  // namespace oracles
