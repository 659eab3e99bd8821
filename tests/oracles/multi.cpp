// Several CPUs with caches, tick by tick: all turns end at the multiples of the slice, and
// bursts last whole ticks.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::NoteKind;
using trace::SpanKind;

File cpus_file(const Json& input) {
    File file;
    file.machine["cores"] = input.at("cpus");
    Json& scheduler = file.scheduler();
    scheduler = {{"policy", "round-robin"},
                 {"quantum", time(input.at("time_slice").get<double>())},
                 {"slice", "clock"},
                 {"ties", "preempted-first"},
                 {"tick", time(1)}};
    if (input.at("per_cpu_queues").get<bool>()) {
        scheduler["queues"] = "per-core";
        const double peek = number_or(input, "peek_interval", 0);
        scheduler["balance"] = peek > 0 ? "steal" : "none";
        if (peek > 0) scheduler["peek"] = time(peek);
    }
    if (given(input, "cache")) {
        const Json& cache = input.at("cache");
        const double cold = number_or(cache, "cold_rate", 1);
        if (cold != 1) file.machine["speed"] = cold;
        scheduler["cache"] = {{"size", cache.at("size")},
                              {"warmup", time(cache.at("warmup_time").get<double>())},
                              {"warm_speed", cache.at("warm_rate").get<double>() / cold}};
    }
    for (const Json& job : input.at("jobs")) {
        Json& row = file.row(Json::array({compute(job.at("run_time").get<double>())}));
        row["name"] = job.at("name");
        if (given(job, "working_set")) row["working_set"] = job.at("working_set");
        if (given(job, "affinity")) row["affinity"] = job.at("affinity");
    }
    return file;
}

class CpusReading {
public:
    CpusReading(const Json& input, const trace::Log& log)
        : input_(input), log_(log), runs_(spans_of(log, SpanKind::running)), cpus_(input.at("cpus").get<uint32_t>()) {}

    const Json& job(TaskId task) const { return input_.at("jobs").at(log_.tasks[task.index].row); }
    const Json& name(TaskId task) const { return job(task).at("name"); }

    Json job_finish() const {
        Json result = Json::object();
        for (size_t i = 0; i < log_.tasks.size(); ++i)
            result[name({uint32_t(i)}).get<std::string>()] = units(log_.tasks[i].finished);
        return result;
    }

    Json job_ticks() const {
        Json result = Json::object();
        for (const Json& job : input_.at("jobs")) {
            std::vector<Time> by_cpu(cpus_);
            for (const trace::Span& run : runs_)
                if (name(run.task) == job.at("name")) by_cpu[run.core.index] += run.duration;
            Json ticks = Json::array();
            for (const Time t : by_cpu) ticks.push_back(units(t));
            result[job.at("name").get<std::string>()] = ticks;
        }
        return result;
    }

    Json cpu() const {
        Json list = Json::array();
        for (uint32_t core = 0; core < cpus_; ++core) {
            Time busy, warm;
            for (const trace::Span& run : runs_) {
                if (run.core.index != core) continue;
                busy += run.duration;
                if (run.reason == trace::Reason::warm) warm += run.duration;
            }
            const double all = double(log_.end.ns);
            list.push_back({{"cpu", core},
                            {"utilization_percent", 100 * double(busy.ns) / all},
                            {"warm_percent", 100 * double(warm.ns) / all}});
        }
        return list;
    }

    Json segments() const {
        Json list = Json::array();
        for (uint32_t core = 0; core < cpus_; ++core) {
            Json of_core = Json::array();
            for (const trace::Span& run : runs_)
                if (run.core.index == core) of_core.push_back({units(run.start), units(run.end()), name(run.task)});
            list.push_back(with_gaps(merged(of_core), units(log_.end), Json::array({nullptr})));
        }
        return list;
    }

    // [job, time left after the tick] by tick and CPU
    Json ticks() const {
        const double warm_rate = given(input_, "cache") ? input_.at("cache").at("warm_rate").get<double>() : 1;
        const double cold_rate = given(input_, "cache") ? number_or(input_.at("cache"), "cold_rate", 1) : 1;
        std::vector<double> left;
        for (size_t i = 0; i < log_.tasks.size(); ++i) left.push_back(job({uint32_t(i)}).at("run_time").get<double>());
        Json list = Json::array();
        for (int64_t t = 0; msec(t) < log_.end; ++t) {
            Json of_tick = Json::array();
            for (uint32_t core = 0; core < cpus_; ++core) {
                const auto covers = [&](const trace::Span& run) {
                    return run.core.index == core && run.start <= msec(t) && run.end() > msec(t);
                };
                const auto run = std::find_if(runs_.begin(), runs_.end(), covers);
                if (run == runs_.end()) {
                    of_tick.push_back(Json::array({nullptr, nullptr}));
                    continue;
                }
                double& rest = left[run->task.index];
                rest = std::max(0.0, rest - (run->reason == trace::Reason::warm ? warm_rate : cold_rate));
                of_tick.push_back({name(run->task), rest});
            }
            list.push_back(of_tick);
        }
        return list;
    }

    // [time, cpu, names] after the tick that ends at `time`. A set that is warm from the first
    // moment (no warm-up) is shown after that tick.
    Json warm_sets() const {
        std::map<std::pair<int64_t, uint32_t>, std::vector<const trace::Note*>> changes;
        for (const trace::Note& note : log_.notes) {
            if (note.kind != NoteKind::warm && note.kind != NoteKind::cold) continue;
            changes[{note.at.ns, note.core.index}].push_back(&note);
        }
        std::map<std::pair<int64_t, uint32_t>, std::vector<const trace::Note*>> after_tick;
        for (const auto& [key, notes] : changes) {
            const auto just_ran = [&](const trace::Note* note) {
                return std::any_of(runs_.begin(), runs_.end(), [&](const trace::Span& run) {
                    return run.core == note->core && run.thread == note->thread && run.start < note->at &&
                           note->at <= run.end();
                });
            };
            bool ends_tick = true;
            for (const trace::Note* note : notes)
                if (note->kind == NoteKind::warm && !just_ran(note)) ends_tick = false;
            auto& list = after_tick[{key.first + (ends_tick ? 0 : int64_t(tick)), key.second}];
            list.insert(list.end(), notes.begin(), notes.end());
        }
        std::vector<std::set<uint32_t>> warm(cpus_);  // rows
        Json list = Json::array();
        for (const auto& [key, notes] : after_tick) {
            std::set<uint32_t>& set = warm[key.second];
            const std::set<uint32_t> before = set;
            for (const trace::Note* note : notes) {
                const uint32_t row = log_.tasks[log_.threads[note->thread.index].task.index].row;
                if (note->kind == NoteKind::warm) set.insert(row);
                else set.erase(row);
            }
            if (set == before) continue;
            std::string names;
            for (const uint32_t row : set) names += input_.at("jobs").at(row).at("name").get<std::string>();
            list.push_back({units(Time{key.first}), key.second, names});
        }
        return list;
    }

private:
    const Json& input_;
    const trace::Log& log_;
    std::vector<trace::Span> runs_;
    uint32_t cpus_;
};

}  // namespace

Answer ostep_multi(const Case& of, Runner& runner) {
    check_rule(of.input, "policy", "MULTI_RR");
    const Ran ran = runner.run(cpus_file(of.input).json());
    const CpusReading reading(of.input, ran.log);
    Answer answer{Json::object(), of.expected};
    Json& got = answer.got;
    got["finish_time"] = units(ran.log.end);
    got["job_finish"] = reading.job_finish();
    got["job_ticks_per_cpu"] = reading.job_ticks();
    got["cpu"] = reading.cpu();
    got["segments_per_cpu"] = reading.segments();
    got["warm_set_changes"] = reading.warm_sets();
    got["ticks"] = reading.ticks();
    return answer;
}

}  // namespace oracles
