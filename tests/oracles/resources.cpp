// Resources, bounded queues and stages.

#include "tests/oracles/case.h"

#include <algorithm>
#include <stdexcept>

namespace oracles {

namespace {

void resource(Case& c) {
    const Json& in = c.input();
    Json scenario = base_scenario("fcfs", 64);
    scenario["devices"]["resource"] = {{"time", "1ms"}, {"capacity", in.at("capacity")}, {"discipline", in.at("discipline")}};
    for (const Json& job : in.at("jobs")) {
        const std::string name = "job " + job.at("job").dump();
        Json use = step("io", "resource");
        use["time"] = duration(job.at("service"));
        scenario["programs"][name] = {use};
        Json row = {{"run", name}, {"at", duration(job.at("arrival"))}};
        if (job.contains("priority") && !job["priority"].is_null()) row["priority"] = job["priority"];
        if (job.contains("patience") && !job["patience"].is_null()) row["patience"] = duration(job["patience"]);
        scenario["work"].push_back(row);
    }
    const Case::Run run = c.run(scenario);
    Json jobs = Json::array();
    for (size_t i = 0; i < in.at("jobs").size(); ++i) jobs.push_back({});
    for (uint32_t i = 0; i < run.log.tasks.size(); ++i) {
        const trace::Task& task = run.log.tasks[i];
        Json segments = Json::array();
        for (size_t s = 0; s < run.log.spans.size(); ++s) {
            const trace::Span span = run.log.spans[s];
            if (span.task.index == i && span.reason == trace::Reason::device) segments.push_back({in_ms(span.start), in_ms(span.end())});
        }
        const bool gave_up = task.outcome == trace::Outcome::gave_up;
        Json job;
        job["job"] = task.row;
        job["start"] = segments.empty() ? Json(nullptr) : segments[0][0];
        job["finish"] = gave_up ? Json(nullptr) : Json(in_ms(*task.finished));
        job["segments"] = segments;
        if (gave_up) job["gave_up_at"] = in_ms(*task.finished);
        jobs[task.row] = job;
    }
    c.check("jobs", jobs);
}

Json durations(const Json& times) {
    Json list = Json::array();
    for (const double time : times) list.push_back(duration(time));
    return {{"list", list}};
}

void bounded_queue(Case& c) {
    const Json& in = c.input();
    const Json &producers = in.at("producers"), &consumers = in.at("consumers");
    Json scenario = base_scenario("fcfs", int64_t(producers.size() + consumers.size()));
    scenario["queues"]["q"] = {{"capacity", in.at("capacity")}};
    for (const Json& producer : producers) {
        const std::string name = "producer " + producer.at("producer").dump();
        const Json& times = producer.at("make_times");
        scenario["programs"][name] = {step("repeat", {{"times", times.size()}, {"steps", {step("compute", durations(times)), step("send", "q")}}})};
        scenario["work"].push_back({{"run", name}});
    }
    for (const Json& consumer : consumers) {
        const std::string name = "consumer " + consumer.at("consumer").dump();
        const Json& times = consumer.at("use_times");
        scenario["programs"][name] = {step("repeat", {{"times", times.size()}, {"steps", {step("receive", "q"), step("compute", durations(times))}}})};
        scenario["work"].push_back({{"run", name}});
    }
    const Case::Run run = c.run(scenario);
    // A producer's item is ready when its making ends, and stored when the wait after it,
    // if any, ends; a consumer has taken one when its use of it begins.
    struct Spell { double from, to; bool waits; };
    std::vector<std::vector<Spell>> steps(run.log.tasks.size());
    for (size_t i = 0; i < run.log.spans.size(); ++i) {
        const trace::Span span = run.log.spans[i];
        std::vector<Spell>& own = steps[span.task.index];
        if (own.size() <= span.step) own.resize(span.step + 1u, {0, 0, false});
        own[span.step] = {in_ms(span.start), in_ms(span.end()), span.kind == trace::SpanKind::blocked};
    }
    Json puts = Json::array(), gets = Json::array();
    const size_t makers = producers.size();
    for (size_t p = 0; p < makers; ++p) {
        const size_t items = producers[p].at("make_times").size();
        for (size_t item = 0; item < items; ++item) {
            const double ready = steps[p][2 * item].to;
            const bool waited = steps[p].size() > 2 * item + 1 && steps[p][2 * item + 1].waits;
            puts.push_back({{"producer", p}, {"item", item}, {"ready", ready}, {"stored", waited ? steps[p][2 * item + 1].to : ready}});
        }
    }
    for (size_t n = 0; n < consumers.size(); ++n) {
        const size_t items = consumers[n].at("use_times").size();
        for (size_t item = 0; item < items; ++item) {
            const Spell& use = steps[makers + n][2 * item + 1];
            const double asked = item == 0 ? 0 : steps[makers + n][2 * item - 1].to;
            gets.push_back({{"consumer", n}, {"item", item}, {"asked", asked}, {"waiting_since", asked}, {"taken", use.from}, {"got", use.from}, {"done", use.to}, {"used", use.to}});
        }
    }
    // In the order of the case: by the moment, or by who.
    const auto like = [&](const char* key, Json got) {
        if (!c.expected().contains(key)) return;
        const Json& expected = c.expected().at(key);
        Json sorted = Json::array();
        std::vector<bool> used(got.size(), false);
        for (const Json& row : expected) {
            size_t best = got.size();
            for (size_t i = 0; i < got.size(); ++i) {
                if (used[i]) continue;
                bool same = true;
                for (const char* name : {"producer", "consumer"})
                    if (row.contains(name) && row[name] != got[i][name]) same = false;
                if (same && row.contains("producer") && row.contains("item") && row["item"] != got[i]["item"]) same = false;
                if (same) {
                    best = i;
                    break;
                }
            }
            if (best == got.size()) continue;
            used[best] = true;
            Json part;
            for (const auto& [name, value] : row.items())
                if (got[best].contains(name)) part[name] = name == "item" && row.contains("consumer") ? value : got[best][name];
            sorted.push_back(part);
        }
        c.check(key, sorted);
    };
    like("puts", puts);
    like("gets", gets);
    c.check("end", in_ms(run.log.end));
}

void stages(Case& c) {
    const Json& in = c.input();
    Json scenario = base_scenario("fcfs", 64);
    for (size_t i = 0; i < in.at("servers").size(); ++i)
        scenario["devices"]["stage " + std::to_string(i)] = {{"time", "1ms"}, {"capacity", in.at("servers")[i]}};
    for (const Json& job : in.at("jobs")) {
        const std::string name = "job " + job.at("job").dump();
        Json steps = Json::array();
        for (size_t i = 0; i < job.at("service").size(); ++i) {
            Json use = step("io", "stage " + std::to_string(i));
            use["time"] = duration(job.at("service")[i]);
            steps.push_back(use);
        }
        scenario["programs"][name] = steps;
        scenario["work"].push_back({{"run", name}, {"at", duration(job.at("arrival"))}});
    }
    const Case::Run run = c.run(scenario);
    Json jobs = Json::array();
    for (size_t i = 0; i < run.log.tasks.size(); ++i) jobs.push_back({{"job", i}, {"stages", Json::array()}, {"finish", nullptr}});
    for (size_t s = 0; s < run.log.spans.size(); ++s) {
        const trace::Span span = run.log.spans[s];
        if (span.reason == trace::Reason::device) jobs[run.log.tasks[span.task.index].row]["stages"].push_back({in_ms(span.start), in_ms(span.end())});
    }
    for (const trace::Task& task : run.log.tasks) jobs[task.row]["finish"] = in_ms(*task.finished);
    c.check("jobs", jobs);
}

}  // namespace

void resources(Case& c) {
    const std::string model = c.input().at("model");
    if (model == "resource") return resource(c);
    if (model == "bounded-queue") return bounded_queue(c);
    if (model == "stages") return stages(c);
    throw std::runtime_error("unknown model " + model);
}

}  // namespace oracles
