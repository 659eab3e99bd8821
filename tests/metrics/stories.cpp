#include "tests/metrics/stories.h"

#include "tests/catch2.h"

#include <algorithm>

namespace test {

using trace::Reason;
using trace::SpanKind;

Tale::Tale(uint32_t cores, uint32_t servers) {
    scenario.machine.cores = cores;
    scenario.machine.servers = servers;
    log.cores = cores * servers;
    log.cores_per_server = cores;
    for (uint16_t i = 0; i < servers; ++i) log.servers.push_back({i, {}, {}, {}, {}});
}

uint32_t Tale::row(const std::string& name, std::vector<scenario::Step> steps, int64_t count, int64_t at) {
    scenario.programs.push_back({name, std::move(steps)});
    scenario::Work work;
    work.name = name;
    work.count = count;
    work.program = uint32_t(scenario.programs.size() - 1);
    scenario.work.push_back(work);
    const uint32_t first = uint32_t(log.tasks.size());
    for (int64_t i = 0; i < count; ++i) {
        trace::Task task;
        task.row = uint32_t(scenario.work.size() - 1);
        task.index = uint32_t(i);
        task.program = uint16_t(work.program);
        task.arrival = msec(at);
        log.tasks.push_back(task);
    }
    return first;
}

uint32_t Tale::child(trace::TaskKind kind, uint32_t parent, uint32_t program, int64_t at) {
    trace::Task task;
    task.kind = kind;
    task.row = log.tasks[parent].row;
    task.parent = {parent};
    task.program = uint16_t(program);
    task.arrival = msec(at);
    for (const trace::Task& other : log.tasks) task.index += other.parent == task.parent;
    log.tasks.push_back(task);
    return uint32_t(log.tasks.size() - 1);
}

ThreadId Tale::thread(uint32_t process, bool worker, uint16_t server) {
    trace::Thread thread;
    for (const trace::Thread& other : log.threads) thread.number += other.worker == worker && other.server == server;
    thread.process = process;
    thread.worker = worker;
    thread.server = server;
    log.threads.push_back(thread);
    return {uint32_t(log.threads.size() - 1)};
}

void Tale::run(uint32_t task, int64_t from, int64_t to, uint32_t core, ThreadId thread, uint16_t step) {
    trace::Task& it = log.tasks[task];
    if (!it.started) it.started = msec(from);
    if (!it.first_run) it.first_run = msec(from);
    log.spans.push({msec(from), msec(to - from), {task}, thread, {core}, step, SpanKind::running, Reason::none});
}

void Tale::share(uint32_t task, int64_t from, int64_t to, uint32_t sharers, ThreadId thread) {
    trace::Task& it = log.tasks[task];
    if (!it.started) it.started = msec(from);
    if (!it.first_run) it.first_run = msec(from);
    log.spans.push({msec(from), msec(to - from), {task}, thread, {sharers}, 0, SpanKind::sharing, Reason::none});
}

void Tale::idle(SpanKind kind, Reason reason, uint32_t task, int64_t from, int64_t to, ThreadId thread, uint16_t step) {
    if (kind != SpanKind::queued && kind != SpanKind::ready && !log.tasks[task].started)
        log.tasks[task].started = msec(from);
    log.spans.push({msec(from), msec(to - from), {task}, thread, {}, step, kind, reason});
}

void Tale::finish(uint32_t task, int64_t at, trace::Outcome outcome) {
    log.tasks[task].finished = msec(at);
    log.tasks[task].outcome = outcome;
    log.end = std::max(log.end, msec(at));
}

metrics::Results Tale::results() const { return metrics::results_of(scenario, log, metrics::levels_of(log)); }

std::string Tale::why(size_t span) const {
    return metrics::explain_span(scenario, log, metrics::SpanIndex(log), span).plain();
}
std::string Tale::core(uint32_t core, int64_t at) const {
    return metrics::explain_core_gap(scenario, log, metrics::SpanIndex(log), {core}, msec(at)).plain();
}

scenario::Step step(scenario::StepKind kind) {
    scenario::Step step;
    step.kind = kind;
    if (kind == scenario::StepKind::compute) step.time = scenario::Law{};
    return step;
}

scenario::Step on(scenario::StepKind kind, uint32_t what) {
    scenario::Step it = step(kind);
    if (kind == scenario::StepKind::lock || kind == scenario::StepKind::unlock) it.lock = {what};
    else if (kind == scenario::StepKind::acquire || kind == scenario::StepKind::release) it.semaphore = {what};
    else if (kind == scenario::StepKind::io) it.device = {what};
    else it.queue = {what};
    return it;
}

bool has(const std::string& text, const std::string& part) {
    UNSCOPED_INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace test
