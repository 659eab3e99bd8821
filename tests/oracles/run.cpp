#include "tests/oracles/run.h"

#include "model/simulation.h"
#include "scenario/document.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace oracles {

Ran Runner::run(const Json& scenario) {
    const std::string text = scenario.dump(show ? 2 : -1);
    if (show) std::printf("%s\n", text.c_str());
    const Result<scenario::Document> document = scenario::read(text);
    if (!document) throw Trouble("the scenario is refused: " + error_text("", document.error()));
    Ran ran{document->variants.front().scenario, {}};
    ran.log = model::run(ran.scenario, {2'000'000'000, 500'000'000});
    if (!ran.log.complete) throw Trouble("the run was stopped by " + ran.log.stopped_by);
    return ran;
}

std::string File::program(const Json& steps) {
    for (const auto& [name, known] : programs_.items())
        if (known == steps) return name;
    const std::string name = "program " + std::to_string(programs_.size());
    programs_[name] = steps;
    return name;
}

Json& File::row(const Json& steps) {
    work.push_back({{"run", program(steps)}});
    return work.back();
}

Json File::json() const {
    Json all = {{"version", 1}};
    for (const auto& [key, value] : others.items()) all[key] = value;
    all["machine"] = machine;
    if (!devices.empty()) all["devices"] = devices;
    if (!locks.empty()) all["locks"] = locks;
    if (!queues.empty()) all["queues"] = queues;
    all["programs"] = programs_;
    all["work"] = work;
    all["strategy"] = strategy;
    return all;
}

std::string time(double value, double unit) { return time_text({std::llround(value * unit)}); }

Json compute(double value, double unit) { return {{"compute", time(value, unit)}}; }

Json units(Time t, double unit) {
    const double value = double(t.ns) / unit;
    if (value == std::floor(value) && std::abs(value) < 1e15) return int64_t(value);
    return value;
}

Json units(MaybeTime t, double unit) { return t ? units(*t, unit) : Json(); }

std::vector<trace::Span> spans_of(const trace::Log& log, trace::SpanKind kind) {
    std::vector<trace::Span> found;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans.kind(i) == kind) found.push_back(log.spans[i]);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    return found;
}

bool in_service(const trace::Span& span) {
    return (span.kind == trace::SpanKind::blocked || span.kind == trace::SpanKind::waiting) &&
           span.reason == trace::Reason::device;
}

std::vector<trace::Span> service_of(const trace::Log& log) {
    std::vector<trace::Span> found;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (const trace::Span span = log.spans[i]; in_service(span)) found.push_back(span);
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.start < b.start; });
    return found;
}

std::vector<Time> cpu_of(const trace::Log& log) {
    std::vector<Time> cpu(log.tasks.size());
    for (const trace::Span& span : spans_of(log, trace::SpanKind::running)) cpu[span.task.index] += span.duration;
    return cpu;
}

Json merged(const Json& segments) {
    Json result = Json::array();
    for (const Json& next : segments) {
        bool same = !result.empty() && result.back().size() == next.size() && result.back()[1] == next[0];
        for (size_t i = 2; same && i < next.size(); ++i) same = result.back()[i] == next[i];
        if (same) result.back()[1] = next[1];
        else result.push_back(next);
    }
    return result;
}

Json with_gaps(const Json& segments, const Json& end, const Json& nobody) {
    Json result = Json::array(), at = 0;
    const auto gap = [&](const Json& until) {
        if (at == until) return;
        Json idle = {at, until};
        for (const Json& value : nobody) idle.push_back(value);
        result.push_back(idle);
    };
    for (const Json& segment : segments) {
        gap(segment[0]);
        result.push_back(segment);
        at = segment[1];
    }
    gap(end);
    return result;
}

bool given(const Json& object, const std::string& key) { return object.contains(key) && !object.at(key).is_null(); }

void check_rule(const Json& input, const std::string& key, const std::string& begin) {
    if (given(input, key) && !input.at(key).get<std::string>().starts_with(begin))
        throw Trouble("the runner does not know the " + key + " \"" + input.at(key).get<std::string>() + "\", only \"" +
                      begin + "\"");
}

double number_or(const Json& object, const std::string& key, double otherwise) {
    return given(object, key) ? object.at(key).get<double>() : otherwise;
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return values.empty() ? 0 : sum / double(values.size());
}

}  // namespace oracles
