#include "tests/oracles/case.h"

#include "model/simulation.h"
#include "scenario/document.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace oracles {

Settings settings;

Tolerance Case::tolerance(const std::string& part, const char* rel_key) const {
    const Json& all = all_.at("tolerance");
    const Json* which = &all;
    if (all.is_object() && all.contains(part)) which = &all.at(part);
    else if (all.is_object() && all.contains("all")) which = &all.at("all");
    Tolerance tolerance;
    if (!which->is_object()) return tolerance;
    if (which->contains("abs")) tolerance.abs = which->at("abs");
    if (which->contains(rel_key)) tolerance.rel = which->at(rel_key);
    // Sums of binary fractions: what is exact in the source may differ in the last bit.
    tolerance.abs = std::max(tolerance.abs, 1e-9);
    return tolerance;
}

double Case::tolerance_number(const std::string& key, double otherwise) const {
    const Json& all = all_.at("tolerance");
    return all.is_object() && all.contains(key) ? all.at(key).get<double>() : otherwise;
}

void Case::check(const std::string& key, const Json& got) { check(key, got, tolerance(key)); }

void Case::check(const std::string& key, const Json& got, Tolerance near) {
    if (!expected().contains(key)) return;
    seen_.insert(key);
    compare(key, expected().at(key), got, near);
}

void Case::compare(const std::string& where, const Json& expected, const Json& got, Tolerance near) {
    if (failures_.size() > 5) return;
    const auto differs = [&] { fail(where + ": expected " + expected.dump().substr(0, 160) + ", got " + got.dump().substr(0, 160)); };
    if (expected.is_number() && got.is_number()) {
        const double a = expected, b = got;
        if (std::fabs(a - b) > std::max(near.abs, near.rel * std::fabs(a)) + 1e-12) differs();
    } else if (expected.is_array() && got.is_array()) {
        for (size_t i = 0; i < std::min(expected.size(), got.size()); ++i) compare(where + "[" + std::to_string(i) + "]", expected[i], got[i], near);
        if (expected.size() != got.size()) fail(where + ": expected " + std::to_string(expected.size()) + " entries, got " + std::to_string(got.size()));
    } else if (expected.is_object() && got.is_object()) {
        for (const auto& [key, value] : expected.items()) {
            if (got.contains(key)) compare(where + "." + key, value, got.at(key), near);
            else fail(where + "." + key + ": expected " + value.dump().substr(0, 160) + ", and it was not compared");
        }
    } else if (expected != got) {
        differs();
    }
}

void Case::rest() {
    for (const auto& [key, value] : expected().items())
        if (!seen_.count(key)) fail(key + ": expected " + value.dump().substr(0, 160) + ", and it was not compared");
}

Case::Run Case::run(const Json& scenario) {
    text_ = scenario.dump(1);
    auto document = scenario::read(text_);
    if (!document) throw std::runtime_error("the scenario was refused: " + document.error().message + " (" + document.error().pointer + ")");
    Run run;
    run.scenario = document->variants.front().scenario;
    model::Budget budget;
    budget.events = 2'000'000'000;
    budget.spans = 200'000'000;
    run.log = model::run(run.scenario, budget);
    if (!run.log.complete) throw std::runtime_error("the run stopped after " + run.log.stopped_by);
    return run;
}

// ---- scenarios -----------------------------------------------------------------

std::string duration(double value) { return std::to_string(int64_t(std::llround(value * ms))) + "ns"; }

Json base_scenario(const char* policy, int64_t cores) {
    Json scenario;
    scenario["version"] = 1;
    scenario["machine"]["cores"] = cores;
    scenario["machine"]["scheduler"]["policy"] = policy;
    scenario["programs"] = Json::object();
    scenario["work"] = Json::array();
    scenario["strategy"]["kind"] = "thread-per-task";
    return scenario;
}

Json step(const char* verb, Json what) {
    Json step;
    step[verb] = std::move(what);
    return step;
}

// ---- what came --------------------------------------------------------------------

Json number(double value) {
    if (value == std::floor(value) && std::fabs(value) < 1e15) return int64_t(value);
    return value;
}

std::vector<Segment> segments_of(const trace::Log& log) {
    std::vector<Segment> all;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (span.kind == trace::SpanKind::running) all.push_back({in_ms(span.start), in_ms(span.end()), span.core.index, span.task});
    }
    std::stable_sort(all.begin(), all.end(), [](const Segment& a, const Segment& b) { return a.core != b.core ? a.core < b.core : a.from < b.from; });
    std::vector<Segment> merged;
    for (const Segment& segment : all) {
        if (!merged.empty() && merged.back().core == segment.core && merged.back().task == segment.task && merged.back().to == segment.from)
            merged.back().to = segment.to;
        else
            merged.push_back(segment);
    }
    std::stable_sort(merged.begin(), merged.end(), [](const Segment& a, const Segment& b) { return a.from < b.from; });
    return merged;
}

std::vector<Life> lives_of(const trace::Log& log) {
    std::vector<Life> lives(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (span.kind != trace::SpanKind::running && span.kind != trace::SpanKind::sharing && span.reason != trace::Reason::device) continue;
        Life& life = lives[span.task.index];
        life.service += span.duration;
        if (!life.first || span.start < *life.first) life.first = span.start;
    }
    return lives;
}

}  // namespace oracles
