#include "stage/chip_facts.h"

#include "base/number.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace stage {

using metrics::Doing;
using metrics::TaskNow;

std::vector<float> warmth_of(const Run& run, Time t) {
    constexpr int64_t shares = 24;
    constexpr double most_spans = 20'000;
    const trace::Log& log = *run.log;
    std::vector<int64_t> busy(log.cores);
    const double spans = double(std::max<size_t>(1, log.spans.size()));
    const double length = double(std::max<int64_t>(1, log.end.ns)) * std::min(1.0 / shares, most_spans / spans);
    const Time begin{std::max<int64_t>(0, t.ns - std::max<int64_t>(1, int64_t(length)))};
    run.spans->touching(log, begin, t, [&](size_t i) {
        const trace::Span span = log.spans[i];
        if (!span.core || span.core.index >= busy.size()) return;
        if (span.kind != trace::SpanKind::running && span.kind != trace::SpanKind::switching) return;
        busy[span.core.index] += (std::min(t, span.end()) - std::max(begin, span.start)).ns;
    });
    std::vector<float> warmth(log.cores);
    const double all = std::max(1.0, double((t - begin).ns));
    for (size_t core = 0; core < busy.size(); ++core) warmth[core] = float(double(busy[core]) / all);
    return warmth;
}

InMemory in_memory(const Run& run, const metrics::Scene& scene) {
    InMemory now;
    const scenario::Scenario& scenario = *run.scenario;
    now.threads = scene.threads.size();
    for (const TaskNow& task : scene.tasks) now.tasks += task.root == task.task;
    std::vector<uint32_t> processes;
    const bool all_count = scenario::row_of(scenario.strategy.kind).processes;
    for (const metrics::ThreadNow& thread : scene.threads) {
        const uint32_t process = run.log->threads[thread.thread.index].process;
        if (all_count || process > 0) processes.push_back(process);
    }
    std::sort(processes.begin(), processes.end());
    now.processes = size_t(std::unique(processes.begin(), processes.end()) - processes.begin());
    const scenario::Memory& memory = scenario.machine.memory;
    const auto add = [&](size_t count, int64_t each) { now.bytes += int64_t(count) * each; };
    add(now.threads, memory.thread), add(now.processes, memory.process), add(now.tasks, memory.task);
    return now;
}

std::string bytes_text(int64_t bytes) {
    constexpr const char* units[] = {" B", " KiB", " MiB", " GiB", " TiB"};
    double value = double(bytes);
    size_t unit = 0;
    while (value >= 1024 && unit + 1 < std::size(units)) value /= 1024, ++unit;
    return rounded_text(value, value < 10 && unit > 0 ? 1 : 0) + units[unit];
}

std::vector<ThreadId> warm_threads(const Run& run, CoreId core, Time t) {
    std::vector<ThreadId> warm;
    for (const trace::Note& note : run.log->notes) {
        if (note.at > t) break;
        if (note.core != core) continue;
        if (note.kind == trace::NoteKind::warm) warm.push_back(note.thread);
        if (note.kind == trace::NoteKind::cold) std::erase(warm, note.thread);
    }
    return warm;
}

std::vector<const TaskNow*> answers_under_way(const metrics::Scene& scene) {
    std::vector<const TaskNow*> tasks;
    for (const TaskNow& now : scene.tasks)
        if ((now.doing == Doing::blocked || now.doing == Doing::waiting) && now.reason == trace::Reason::device)
            tasks.push_back(&now);
    return tasks;
}

CoresNow cores_now(const Run& run, const metrics::Scene& scene) {
    CoresNow now;
    now.all = std::max<size_t>(1, run.log->cores);
    size_t sharing = 0;
    for (const TaskNow& task : scene.tasks) {
        now.work += task.doing == Doing::running;
        now.switching += task.doing == Doing::switching;
        now.held += task.doing == Doing::blocked && task.core;
        sharing += task.doing == Doing::sharing;
    }
    now.work = std::min(now.all, now.work + sharing);
    const size_t taken = now.work + now.switching + now.held;
    now.idle = now.all > taken ? now.all - taken : 0;
    return now;
}

}  // namespace stage
