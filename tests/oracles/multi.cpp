// Several CPUs: one queue or one each, affinity, warm caches.

#include "tests/oracles/case.h"

#include <algorithm>

namespace oracles {

void multi(Case& c) {
    const Json& in = c.input();
    const size_t cpus = in.at("cpus");
    Json scenario = base_scenario("round-robin", int64_t(cpus));
    Json& scheduler = scenario["machine"]["scheduler"];
    scheduler["quantum"] = duration(in.at("time_slice"));
    scheduler["slice"] = "clock";
    scheduler["ties"] = "preempted-first";
    scheduler["tick"] = "1ms";
    if (in.at("per_cpu_queues")) {
        scheduler["queues"] = "per-core";
        const double peek = in.at("peek_interval").is_null() ? 0 : in.at("peek_interval").get<double>();
        if (peek > 0) {
            scheduler["balance"] = "steal";
            scheduler["peek"] = duration(peek);
        }
    }
    const Json& cache = in.at("cache");
    const double rate = cache.at("warm_rate").get<double>() / cache.at("cold_rate").get<double>();
    scheduler["cache"] = {{"size", cache.at("size")}, {"warmup", duration(cache.at("warmup_time"))}, {"warm_speed", rate}};
    std::vector<std::string> names;
    for (const Json& job : in.at("jobs")) {
        names.push_back(job.at("name"));
        scenario["programs"][names.back()] = {step("compute", duration(job.at("run_time")))};
        Json row = {{"run", names.back()}, {"working_set", job.at("working_set")}};
        if (!job.at("affinity").is_null()) row["affinity"] = job.at("affinity");
        scenario["work"].push_back(row);
    }
    const Case::Run run = c.run(scenario);
    const trace::Log& log = run.log;
    c.check("finish_time", number(in_ms(log.end)));
    Json finishes = Json::object();
    for (const trace::Task& task : log.tasks) finishes[names[task.row]] = number(in_ms(*task.finished));
    c.check("job_finish", finishes);

    const size_t end = size_t(in_ms(log.end) + 0.5);
    struct Tick {
        int64_t job = -1;
        bool warm = false;
    };
    std::vector<std::vector<Tick>> ran(end, std::vector<Tick>(cpus));
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (span.kind != trace::SpanKind::running) continue;
        for (size_t tick = size_t(in_ms(span.start) + 0.5); tick < size_t(in_ms(span.end()) + 0.5); ++tick)
            ran[tick][span.core.index] = {int64_t(log.tasks[span.task.index].row), span.reason == trace::Reason::warm};
    }
    std::vector<double> left;
    for (const Json& job : in.at("jobs")) left.push_back(job.at("run_time"));
    Json ticks = Json::array(), use = Json::array(), segments = Json::array(), counts = Json::object();
    for (const std::string& name : names) counts[name] = std::vector<int64_t>(cpus, 0);
    std::vector<std::vector<Json>> lanes(cpus);
    for (size_t tick = 0; tick < end; ++tick) {
        Json row = Json::array();
        for (size_t cpu = 0; cpu < cpus; ++cpu) {
            const Tick& at = ran[tick][cpu];
            const Json name = at.job < 0 ? Json(nullptr) : Json(names[size_t(at.job)]);
            if (at.job >= 0) {
                double& rest = left[size_t(at.job)];
                rest = std::max(0.0, rest - (at.warm ? rate : 1));
                row.push_back({name, number(rest)});
                counts[names[size_t(at.job)]][cpu] = counts[names[size_t(at.job)]][cpu].get<int64_t>() + 1;
            } else {
                row.push_back(nullptr);
            }
            std::vector<Json>& lane = lanes[cpu];
            if (!lane.empty() && lane.back()[2] == name) lane.back()[1] = tick + 1;
            else lane.push_back({tick, tick + 1, name});
        }
        ticks.push_back(row);
    }
    for (size_t cpu = 0; cpu < cpus; ++cpu) {
        int64_t busy = 0, warm = 0;
        for (size_t tick = 0; tick < end; ++tick) {
            busy += ran[tick][cpu].job >= 0 ? 1 : 0;
            warm += ran[tick][cpu].warm ? 1 : 0;
        }
        use.push_back({{"cpu", cpu}, {"utilization_percent", 100.0 * double(busy) / double(end)}, {"warm_percent", 100.0 * double(warm) / double(end)}});
        segments.push_back(lanes[cpu]);
    }
    c.check("job_ticks_per_cpu", counts);
    c.check("cpu", use);
    c.check("segments_per_cpu", segments);
    c.check("ticks", ticks);

    // The set of a core after each change, as its jobs' names in their order.
    std::vector<std::vector<bool>> sets(cpus, std::vector<bool>(names.size(), false));
    Json changes = Json::array();
    for (size_t i = 0; i < log.notes.size();) {
        const Time at = log.notes[i].at;
        std::vector<bool> changed(cpus, false);
        const auto before = sets;
        for (; i < log.notes.size() && log.notes[i].at == at; ++i) {
            const trace::Note& note = log.notes[i];
            if (note.kind != trace::NoteKind::warm && note.kind != trace::NoteKind::cold) continue;
            const uint32_t job = log.tasks[log.threads[note.thread.index].task->index].row;
            sets[note.core.index][job] = note.kind == trace::NoteKind::warm;
        }
        for (size_t cpu = 0; cpu < cpus; ++cpu) {
            if (sets[cpu] == before[cpu]) continue;
            std::string text;
            for (size_t job = 0; job < names.size(); ++job)
                if (sets[cpu][job]) text += names[job];
            changes.push_back({number(in_ms(at)), cpu, text});
        }
    }
    c.check("warm_set_changes", changes);
}

}  // namespace oracles
