// One core shared proportionally: fair share by nice value, stride by tickets.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::SpanKind;

Answer weighted_fair(const Case& of, Runner& runner) {
    const double duration = of.input.at("duration_ms").get<double>();
    File file;
    file.machine["cores"] = of.input.at("cores");
    file.scheduler()["policy"] = "fair";
    file.others["stop"] = time(duration);
    for (const Json& nice : of.input.at("nice"))
        file.row(Json::array({compute(2 * duration * of.input.at("cores").get<double>())}))["nice"] = nice;
    const Ran ran = runner.run(file.json());
    double all = 0;
    const std::vector<Time> cpu = cpu_of(ran.log);
    for (const Time t : cpu) all += double(t.ns);
    Json shares = Json::array();
    for (const Time t : cpu) shares.push_back(double(t.ns) / all);
    Answer answer{{{"shares", shares}, {"measured_shares_median", shares}}, of.expected};
    answer.tolerance_of = {{"shares", "simulator_vs_shares"}, {"measured_shares_median", "simulator_vs_measured"}};
    answer.information = {"measured_range", "runs"};
    return answer;
}

Answer stride(const Case& of, Runner& runner) {
    check_rule(of.input, "tie_rule", "lowest index");
    const Json& tickets = of.input.at("tickets");
    const double slice = of.input.at("slice").get<double>(), constant = of.input.at("big_constant").get<double>();
    const int64_t slices = of.input.at("slices").get<int64_t>();
    const bool finite = given(of.input, "lengths_in_slices");
    File file;
    file.scheduler() = {{"policy", "stride"}, {"quantum", time(slice)}};
    file.others["stop"] = time(slice * double(slices));
    for (size_t i = 0; i < tickets.size(); ++i) {
        const double length = finite ? of.input.at("lengths_in_slices").at(i).get<double>() : double(slices);
        Json& row = file.row(Json::array({compute(length * slice)}));
        row["tickets"] = tickets[i];
    }
    const Ran ran = runner.run(file.json());
    Json order = Json::array(), strides = Json::array(), passes = Json::array();
    std::vector<int64_t> turns(tickets.size());
    for (const trace::Span& run : spans_of(ran.log, SpanKind::running)) {
        for (Time at = run.start; at < run.end(); at += *parse_time(time(slice))) {
            const uint32_t row = ran.log.tasks[run.task.index].row;
            order.push_back(row);
            ++turns[row];
        }
    }
    for (size_t i = 0; i < tickets.size(); ++i) {
        strides.push_back(constant / tickets[i].get<double>());
        passes.push_back(number_or(of.input, "initial_pass", 0) +
                         double(turns[i]) * constant / tickets[i].get<double>());
    }
    return {{{"order", order}, {"strides", strides}, {"final_pass", passes}}, of.expected};
}

}  // namespace

Answer fair_share(const Case& of, Runner& runner) {
    const std::string model = of.input.at("model").get<std::string>();
    if (model == "weighted-fair") return weighted_fair(of, runner);
    if (model == "stride") return stride(of, runner);
    throw Trouble("unknown model " + model);
}

}  // namespace oracles
