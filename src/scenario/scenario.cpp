#include "scenario/scenario.h"

#include <algorithm>

namespace scenario {

// Written by hand: clang 14 cannot generate it for a type that contains itself.
bool Handler::operator==(const Handler& other) const {
    return kind == other.kind && takes == other.takes && body == other.body;
}

bool Operation::operator==(const Operation& other) const {
    return kind == other.kind && id == other.id && text == other.text && name == other.name && into == other.into &&
           time == other.time && function == other.function && args == other.args && body == other.body &&
           calls == other.calls && handlers == other.handlers && on_error == other.on_error && last == other.last &&
           number == other.number && object == other.object && device == other.device && rejected == other.rejected &&
           log_result == other.log_result && return_exceptions == other.return_exceptions;
}

std::vector<CallHandler> handlers_of_call(const Operation& operation) {
    std::vector<CallHandler> handlers;
    if (operation.kind != OpKind::call) return handlers;
    if (!operation.body.empty()) handlers.push_back({HandlerKind::then, &operation.body});
    if (!operation.on_error.empty()) handlers.push_back({HandlerKind::on_error, &operation.on_error});
    if (!operation.last.empty()) handlers.push_back({HandlerKind::last, &operation.last});
    return handlers;
}

bool Law::operator==(const Law& other) const {
    return kind == other.kind && a == other.a && b == other.b && shape == other.shape && times == other.times &&
           choices == other.choices;
}

Time mean(const Law& law) {
    const auto rounded = [](double ns) {
        return ns >= double(longest_time.ns) ? longest_time : Time{int64_t(ns + 0.5)};
    };
    switch (law.kind) {
        case LawKind::uniform: return {(law.a.ns + law.b.ns) / 2};
        case LawKind::pareto: return law.shape > 1 ? rounded(law.shape * double(law.a.ns) / (law.shape - 1)) : law.a;
        case LawKind::list: {
            double sum = 0;
            for (const Time time : law.times) sum += double(time.ns);
            return rounded(sum / double(law.times.size()));
        }
        case LawKind::choice: {
            double sum = 0, weights = 0;
            for (const WeightedLaw& choice : law.choices) {
                sum += choice.weight * double(mean(choice.law).ns);
                weights += choice.weight;
            }
            return rounded(sum / weights);
        }
        default: return law.a;
    }
}

int64_t max_servers(const Machine& machine) { return machine.autoscale ? machine.autoscale->max : machine.servers; }

bool Future::operator==(const Future& other) const { return from == other.from && to == other.to; }

int64_t max_servers(const Scenario& scenario) {
    int64_t most = max_servers(scenario.machine);
    for (const Future& change : scenario.changes) most = std::max(most, max_servers(change.to.front().machine));
    return most;
}

int64_t max_cores(const Scenario& scenario) {
    int64_t most = scenario.machine.cores;
    for (const Future& change : scenario.changes) most = std::max(most, change.to.front().machine.cores);
    return most;
}

std::string time_words(Time t) {
    std::string text = time_text(t);
    const size_t unit = text.find_first_not_of("0123456789.");
    const std::string name = text.substr(unit) == "us" ? "µs" : text.substr(unit);
    return text.substr(0, unit) + " " + name;
}

}  // namespace scenario
