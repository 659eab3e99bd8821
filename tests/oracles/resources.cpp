// Devices, bounded queues and stations in series: what is served, and when.

#include "tests/oracles/families.h"

#include <algorithm>

namespace oracles {

namespace {

using trace::Reason;
using trace::SpanKind;

constexpr double second = 1e9;  // the times of the cases are in seconds

struct ServedJobs {
    Ran ran;
    std::vector<size_t> of_task;  // index in input.jobs, by task
};

// Rows of jobs with equal `keys`; the steps of a row are made for its jobs.
template <class Steps>
ServedJobs run_jobs(const Json& input, const std::vector<std::string>& keys, File& file, Runner& runner,
                    const Steps& steps) {
    const Json& jobs = input.at("jobs");
    std::vector<size_t> order;
    for (size_t i = 0; i < jobs.size(); ++i) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
        return jobs[a].at("arrival").get<double>() < jobs[b].at("arrival").get<double>();
    });
    std::vector<std::pair<Json, std::vector<size_t>>> rows;
    for (const size_t i : order) {
        Json alike = Json::object();
        for (const std::string& key : keys)
            if (given(jobs[i], key)) alike[key] = jobs[i].at(key);
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.first == alike; });
        if (row == rows.end()) rows.push_back({alike, {i}});
        else row->second.push_back(i);
    }
    for (const auto& [shared, of_row] : rows) {
        const Json& alike = shared;
        Json times = Json::array();
        for (const size_t i : of_row) times.push_back(time(jobs[i].at("arrival").get<double>(), second));
        Json& row = file.row(steps(of_row));
        row["times"] = times;
        if (alike.contains("priority")) row["priority"] = alike.at("priority");
        if (alike.contains("patience")) row["patience"] = time(alike.at("patience").get<double>(), second);
    }
    ServedJobs result{runner.run(file.json()), {}};
    for (const trace::Task& task : result.ran.log.tasks) result.of_task.push_back(rows[task.row].second[task.index]);
    return result;
}

// [from, to] of the uses of devices by one task, at step `step` or at all steps.
Json uses_of(const std::vector<trace::Span>& uses, TaskId task, int step = -1) {
    Json list = Json::array();
    for (const trace::Span& use : uses)
        if (use.task == task && (step < 0 || use.step == step))
            list.push_back({units(use.start, second), units(use.end(), second)});
    return merged(list);
}

Answer resource(const Case& of, Runner& runner) {
    const Json& jobs = of.input.at("jobs");
    File file;
    file.devices["resource"] = {
        {"time", time(1, second)}, {"capacity", of.input.at("capacity")}, {"discipline", of.input.at("discipline")}};
    const ServedJobs ran =
        run_jobs(of.input, {"priority", "patience"}, file, runner, [&](const std::vector<size_t>& row) {
            Json list = Json::array();
            for (const size_t i : row) list.push_back(time(jobs[i].at("service").get<double>(), second));
            return Json::array({Json{{"io", "resource"}, {"time", {{"list", list}}}}});
        });
    const std::vector<trace::Span> uses = service_of(ran.ran.log);
    std::vector<Json> by_job(jobs.size());
    for (size_t i = 0; i < ran.of_task.size(); ++i) {
        const trace::Task& task = ran.ran.log.tasks[i];
        const Json segments = uses_of(uses, {uint32_t(i)});
        const bool done = task.outcome == trace::Outcome::completed;
        by_job[ran.of_task[i]] = {
            {"job", jobs[ran.of_task[i]].at("job")},
            {"start", segments.empty() ? Json() : segments[0][0]},
            {"finish", done ? units(task.finished, second) : Json()},
            {"segments", segments},
            {"gave_up_at", task.outcome == trace::Outcome::gave_up ? units(task.finished, second) : Json()}};
    }
    return {{{"jobs", by_job}}, of.expected};
}

Answer stages(const Case& of, Runner& runner) {
    const Json& jobs = of.input.at("jobs");
    const Json& servers = of.input.at("servers");
    File file;
    for (size_t s = 0; s < servers.size(); ++s)
        file.devices["stage " + std::to_string(s)] = {{"time", time(1, second)}, {"capacity", servers[s]}};
    const ServedJobs ran = run_jobs(of.input, {}, file, runner, [&](const std::vector<size_t>& row) {
        Json steps = Json::array();
        for (size_t s = 0; s < servers.size(); ++s) {
            Json list = Json::array();
            for (const size_t i : row) list.push_back(time(jobs[i].at("service").at(s).get<double>(), second));
            steps.push_back({{"io", "stage " + std::to_string(s)}, {"time", {{"list", list}}}});
        }
        return steps;
    });
    const std::vector<trace::Span> uses = service_of(ran.ran.log);
    std::vector<Json> by_job(jobs.size());
    for (size_t i = 0; i < ran.of_task.size(); ++i) {
        Json list = Json::array();
        for (size_t s = 0; s < servers.size(); ++s)
            for (const Json& use : uses_of(uses, {uint32_t(i)}, int(s))) list.push_back(use);
        by_job[ran.of_task[i]] = {{"job", jobs[ran.of_task[i]].at("job")},
                                  {"stages", list},
                                  {"finish", units(ran.ran.log.tasks[i].finished, second)}};
    }
    return {{{"jobs", by_job}}, of.expected};
}

// Producers and consumers: each is a task on its own core, with one repeat for all turns.
class Market {
public:
    Market(const Json& input, Runner& runner) : producers_(input.at("producers")), consumers_(input.at("consumers")) {
        File file;
        file.machine["cores"] = producers_.size() + consumers_.size();
        file.queues["q"] = {{"capacity", input.at("capacity")}};
        for (const Json& producer : producers_) add(file, producer.at("make_times"), true);
        for (const Json& consumer : consumers_) add(file, consumer.at("use_times"), false);
        ran_ = runner.run(file.json());
        for (size_t i = 0; i < ran_.log.spans.size(); ++i)
            by_step_[{ran_.log.spans[i].task.index, ran_.log.spans[i].step}].push_back(ran_.log.spans[i]);
        for (size_t i = 0; i < ran_.log.tasks.size(); ++i) task_of_row_[ran_.log.tasks[i].row] = uint32_t(i);
        read_puts();
        read_gets();
    }

    Json result() const {
        Json puts = Json::array(), gets = Json::array();
        for (const Put& put : puts_)
            puts.push_back({{"producer", producers_[put.producer].at("producer")},
                            {"item", put.item},
                            {"ready", units(put.ready, second)},
                            {"stored", units(put.stored, second)}});
        // Items are taken out in the order in which they are put in.
        std::vector<Put> stored = puts_;
        std::stable_sort(stored.begin(), stored.end(), [](const Put& a, const Put& b) { return a.stored < b.stored; });
        for (size_t i = 0; i < gets_.size() && i < stored.size(); ++i) {
            const Get& get = gets_[i];
            gets.push_back({{"consumer", consumers_[get.consumer].at("consumer")},
                            {"producer", producers_[stored[i].producer].at("producer")},
                            {"item", stored[i].item},
                            {"asked", units(get.asked, second)},
                            {"received", units(get.received, second)}});
        }
        return {{"puts", puts}, {"gets", gets}, {"end", units(last_, second)}};
    }

private:
    struct Put {
        size_t producer, item;
        Time ready, stored;
    };
    struct Get {
        size_t consumer;
        Time asked, received;
    };

    static void add(File& file, const Json& times, bool produces) {
        Json list = Json::array();
        for (const Json& t : times) list.push_back(time(t.get<double>(), second));
        const Json work = {{"compute", {{"list", list}}}},
                   hand = produces ? Json{{"send", "q"}} : Json{{"receive", "q"}};
        const Json turn = produces ? Json::array({work, hand}) : Json::array({hand, work});
        file.row(Json::array({Json{{"repeat", {{"times", times.size()}, {"steps", turn}}}}}));
    }

    // The end of what the task of a row did at a step; with `wait`, only of a wait.
    MaybeTime end_of(size_t row, size_t step, bool wait) const {
        MaybeTime end;
        const auto spans = by_step_.find({task_of_row_.at(row), uint32_t(step)});
        if (spans == by_step_.end()) return end;
        for (const trace::Span& span : spans->second) {
            const bool waits = span.reason == Reason::queue_full || span.reason == Reason::queue_empty;
            if (wait ? waits : span.kind == SpanKind::running) end = span.end();
        }
        return end;
    }

    void read_puts() {
        for (size_t p = 0; p < producers_.size(); ++p) {
            Time at;
            for (size_t i = 0; i < producers_[p].at("make_times").size(); ++i) {
                const Time ready = end_of(p, 2 * i, false).value_or(at);
                at = end_of(p, 2 * i + 1, true).value_or(ready);
                puts_.push_back({p, i, ready, at});
                last_ = std::max(last_, at);
            }
        }
    }
    void read_gets() {
        for (size_t c = 0; c < consumers_.size(); ++c) {
            Time at;
            for (size_t i = 0; i < consumers_[c].at("use_times").size(); ++i) {
                const Time asked = at, received = end_of(producers_.size() + c, 2 * i, true).value_or(asked);
                at = end_of(producers_.size() + c, 2 * i + 1, false).value_or(received);
                gets_.push_back({c, asked, received});
                last_ = std::max(last_, at);
            }
        }
        std::stable_sort(gets_.begin(), gets_.end(),
                         [](const Get& a, const Get& b) { return a.received < b.received; });
    }

    const Json& producers_;
    const Json& consumers_;
    Ran ran_;
    std::map<std::pair<uint32_t, uint32_t>, std::vector<trace::Span>> by_step_;  // task, step
    std::map<size_t, uint32_t> task_of_row_;
    std::vector<Put> puts_;
    std::vector<Get> gets_;
    Time last_;
};

}  // namespace

Answer des_resources(const Case& of, Runner& runner) {
    const std::string model = of.input.at("model").get<std::string>();
    check_rule(of.input, "priority_rule", "smaller number");
    if (model == "resource") return resource(of, runner);
    if (model == "stages") return stages(of, runner);
    if (model == "bounded-queue") return {Market(of.input, runner).result(), of.expected};
    throw Trouble("unknown model " + model);
}

}  // namespace oracles
