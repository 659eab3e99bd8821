#include "metrics/numbers/use.h"

#include "metrics/numbers/overlap_count.h"
#include "scenario/programs.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <array>
#include <map>

namespace metrics {

using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

int64_t peak(const std::vector<CountStep>& steps) {
    int64_t max = 0;
    for (const CountStep& step : steps) max = std::max(max, int64_t(step.count));
    return max;
}

struct Held {  // how many of a thing exist at each time
    const std::vector<CountStep>* steps;
    int64_t bytes;  // of each of them
};

// The maximum of their sum, which changes only where one of them changes.
int64_t peak_of_bytes(const std::array<Held, 3>& all) {
    std::array<size_t, 3> next{};
    std::array<int64_t, 3> held{};
    int64_t max = 0;
    for (;;) {
        Time at = longest_time + longest_time;
        bool any = false;
        for (size_t i = 0; i < all.size(); ++i) {
            if (next[i] == all[i].steps->size()) continue;
            at = std::min(at, (*all[i].steps)[next[i]].from);
            any = true;
        }
        if (!any) return max;
        int64_t sum = 0;
        for (size_t i = 0; i < all.size(); ++i) {
            if (next[i] < all[i].steps->size() && (*all[i].steps)[next[i]].from == at) {
                if (__builtin_mul_overflow(all[i].bytes, int64_t((*all[i].steps)[next[i]].count), &held[i]))
                    held[i] = INT64_MAX;
                ++next[i];
            }
            add_saturated(sum, held[i]);
        }
        max = std::max(max, sum);
    }
}

// Returns how long the core exists during the run.
Time time_there(const Results& results, const trace::Log& log, uint32_t core) {
    Time sum;
    for (size_t i = 0; i < log.core_counts.size(); ++i) {
        const Time until = i + 1 < log.core_counts.size() ? log.core_counts[i + 1].from : results.makespan;
        if (core % std::max(1u, log.cores_per_server) < log.core_counts[i].cores && until > log.core_counts[i].from)
            sum += results.in_window(log.core_counts[i].from, until);
    }
    return sum;
}

uint32_t server_of(const trace::Log& log, uint32_t core) { return core / std::max(1u, log.cores_per_server); }

// How long each server was up in the window, by number. In a log without servers there is one that is always up.
std::vector<Time> up_times(const Results& results, const trace::Log& log) {
    std::vector<Time> up(server_of(log, std::max(1u, log.cores) - 1) + 1,
                         log.servers.empty() ? results.in_window({}, results.makespan) : Time{});
    for (const trace::Server& server : log.servers) {
        if (server.number >= up.size()) up.resize(server.number + 1);
        up[server.number] += results.in_window(server.up, server.stopped.value_or(results.makespan));
    }
    return up;
}

// While n tasks share c cores of a server, its first min(n, c) cores work.
void add_shared_cores(Results& results, const trace::Log& log, uint32_t server, const std::vector<CountStep>& steps) {
    for (size_t i = 0; i + 1 < steps.size(); ++i) {
        const uint32_t cores = std::min(uint32_t(steps[i].count), log.cores_per_server);
        for (uint32_t c = 0; c < cores; ++c)
            results.cores[server * log.cores_per_server + c].busy += steps[i + 1].from - steps[i].from;
    }
}

}  // namespace

void count_cores(Results& results, const trace::Log& log) {
    results.cores.resize(log.cores);
    const std::vector<Time> up = up_times(results, log);
    std::vector<ThreadId> last(log.cores);
    std::vector<OverlapCount> sharers(up.size());
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind == SpanKind::sharing) {
            const Span span = log.spans[i];
            sharers[log.tasks[span.task.index].server].add(results.window_from(span.start), span.end());
        }
        if (kind != SpanKind::running && kind != SpanKind::switching) continue;
        const Span span = log.spans[i];
        if (!span.core) continue;  // a recording may not say which core it was
        CoreUse& core = results.cores[span.core.index];
        (kind == SpanKind::running ? core.busy : core.switching) += results.in_window(span.start, span.end());
        ThreadId& thread = last[span.core.index];
        if (thread && thread != span.thread && span.start >= results.warmup) ++core.switches;
        thread = span.thread;
    }
    for (uint32_t s = 0; s < sharers.size(); ++s) add_shared_cores(results, log, s, sharers[s].steps());
    double busy = 0, whole = 0;
    for (uint32_t c = 0; c < log.cores; ++c) {
        CoreUse& core = results.cores[c];
        Time time = up[server_of(log, c)];
        if (!log.core_counts.empty()) time = std::min(time, time_there(results, log, c));
        core.idle = time - core.busy - core.switching;
        busy += double(core.busy.ns);
        whole += double(time.ns);
    }
    if (whole > 0) results.utilisation = busy / whole;
}

void count_devices(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    const size_t count = scenario.devices.size();
    if (count == 0) return;
    const scenario::StepLists lists(scenario);
    const std::vector<Time> up = up_times(results, log);
    const Time window = results.in_window({}, results.makespan);
    struct Instance {
        OverlapCount served;
    };
    std::vector<std::vector<Instance>> instances(count);
    std::vector<OverlapCount> queued(count);
    std::vector<double> in_queue(count);
    for (size_t d = 0; d < count; ++d)
        instances[d].resize(scenario.devices[d].per == scenario::Per::server ? up.size() : 1);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind != SpanKind::blocked && kind != SpanKind::waiting) continue;
        const Span span = log.spans[i];
        if (span.reason != Reason::device && span.reason != Reason::device_queue) continue;
        const trace::Task& task = log.tasks[span.task.index];
        const size_t d = lists[task.program][span.step].device.index;
        if (span.reason == Reason::device_queue) {
            queued[d].add(results.window_from(span.start), span.end());
            in_queue[d] += double(results.in_window(span.start, span.end()).ns);
        } else {
            instances[d][instances[d].size() > 1 ? task.server : 0].served.add(results.window_from(span.start),
                                                                               span.end());
        }
    }
    for (size_t d = 0; d < count; ++d) {
        DeviceUse use;
        const int64_t capacity = std::max<int64_t>(1, scenario.devices[d].capacity);
        double used = 0, whole = 0;
        for (size_t n = 0; n < instances[d].size(); ++n) {
            const std::vector<CountStep> steps = instances[d][n].served.steps();
            for (size_t i = 0; i + 1 < steps.size(); ++i)
                used += double((steps[i + 1].from - steps[i].from).ns) *
                        double(std::min<int64_t>(steps[i].count, capacity));
            whole += double((scenario.devices[d].per == scenario::Per::server ? up[n] : window).ns) * double(capacity);
        }
        if (whole > 0) use.utilisation = used / whole;
        if (window > Time{}) use.queue_mean = in_queue[d] / double(window.ns);
        use.queue_max = peak(queued[d].steps());
        results.devices.push_back(use);
    }
}

void count_memory(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    const bool first_counts = scenario::row_of(scenario.strategy.kind).processes;
    const scenario::Memory& memory = scenario.machine.memory;
    struct Life {
        Time from, to;
        uint32_t server;
    };
    std::map<uint32_t, Life> processes;
    std::map<uint32_t, uint32_t> first;  // the first process of each server
    OverlapCount threads, alive, tasks;
    for (uint32_t i = 0; i < log.threads.size(); ++i) {
        if (log.recording && log.recording->has_operations({i})) continue;
        const trace::Thread& thread = log.threads[i];
        const Time ended = thread.ended.value_or(results.makespan);
        threads.add(thread.started, ended);
        Life& life = processes.try_emplace(thread.process, Life{thread.started, ended, thread.server}).first->second;
        life.to = std::max(life.to, ended);
        uint32_t& lowest = first.try_emplace(thread.server, thread.process).first->second;
        lowest = std::min(lowest, thread.process);
    }
    for (const auto& [process, life] : processes) {
        if (!first_counts && first[life.server] == process) continue;
        alive.add(life.from, life.to);
    }
    for (const trace::Task& task : log.tasks)
        if (stands_alone(task)) tasks.add(task.arrival, task.finished.value_or(results.makespan));
    const std::vector<CountStep> of_threads = threads.steps(), of_processes = alive.steps(), of_tasks = tasks.steps();
    results.threads_peak = peak(of_threads);
    results.processes_peak = peak(of_processes);
    results.memory_peak_bytes =
        peak_of_bytes({{{&of_threads, memory.thread}, {&of_processes, memory.process}, {&of_tasks, memory.task}}});
}

void count_servers(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    const double price = scenario.machine.price_per_hour / 3600e9;  // per ns
    const uint32_t cores = std::max(1u, log.cores_per_server);
    std::vector<double> busy(log.servers.size());
    std::vector<std::vector<uint32_t>> lives;  // by number
    for (uint32_t i = 0; i < log.servers.size(); ++i) {
        if (log.servers[i].number >= lives.size()) lives.resize(log.servers[i].number + 1);
        lives[log.servers[i].number].push_back(i);
    }
    const auto life_at = [&](uint32_t number, Time end) {
        const std::vector<uint32_t>& all = lives[number];
        size_t n = all.size();
        while (n > 1 && log.servers[all[n - 1]].up >= end) --n;
        return all[n - 1];
    };
    if (log.servers.size() > 1) {
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const SpanKind kind = log.spans.kind(i);
            if (kind != SpanKind::running && kind != SpanKind::sharing) continue;
            const Span span = log.spans[i];
            double work = double(results.in_window(span.start, span.end()).ns);
            if (kind == SpanKind::sharing) work *= std::min(1.0, double(cores) / double(span.core.index));
            busy[life_at(log.tasks[span.task.index].server, span.end())] += work;
        }
    } else {
        for (const CoreUse& core : results.cores)
            if (!busy.empty()) busy[0] += double(core.busy.ns);
    }
    double cost_of_window = 0;
    for (size_t i = 0; i < log.servers.size(); ++i) {
        const trace::Server& server = log.servers[i];
        const Time to = server.stopped.value_or(results.makespan);
        ServerUse use;
        const double whole = double(results.in_window(server.up, to).ns) * double(cores);
        if (whole > 0) use.utilisation = busy[i] / whole;
        use.cost = double(std::max(Time{}, to - server.ordered).ns) * price;
        results.cost += use.cost;
        cost_of_window += double(results.in_window(server.ordered, to).ns) * price;
        results.servers.push_back(use);
    }
    if (log.servers.empty()) {
        results.cost = double(results.makespan.ns) * price;
        cost_of_window = double(results.in_window({}, results.makespan).ns) * price;
    }
    if (results.completed_in_window > 0)
        results.cost_per_1000 = cost_of_window / double(results.completed_in_window) * 1000;
}

}  // namespace metrics
