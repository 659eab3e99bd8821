#include "tests/support/scenarios.h"

#include "base/number.h"
#include "scenario/document.h"
#include "sim/draw.h"

#include <algorithm>
#include <stdexcept>

namespace support {

using namespace scenario;

namespace {

Law law(LawKind kind, Time a) {
    Law law;
    law.kind = kind;
    law.a = a;
    return law;
}
Step timed(StepKind kind, Law time) {
    Step step;
    step.kind = kind;
    step.time = std::move(time);
    return step;
}

}  // namespace

Law constantly(Time t) { return law(LawKind::constant, t); }
Law exponentially(Time mean) { return law(LawKind::exponential, mean); }
Step compute(Time t) { return timed(StepKind::compute, constantly(t)); }
Step compute(Law law) { return timed(StepKind::compute, std::move(law)); }
Step io(uint32_t device, bool blocking) {
    Step step;
    step.kind = StepKind::io;
    step.device = {device};
    step.blocking = blocking;
    return step;
}
Step sleep(Time t) { return timed(StepKind::sleep, constantly(t)); }

Scenario bare(int64_t cores) {
    Scenario scenario;
    scenario.machine.cores = cores;
    return scenario;
}

uint32_t add_device(Scenario& scenario, Time time, int64_t capacity) {
    scenario.devices.push_back({"device" + std::to_string(scenario.devices.size()), constantly(time), capacity, Discipline::fifo});
    return uint32_t(scenario.devices.size() - 1);
}

Work& add_work(Scenario& scenario, std::vector<Step> steps, int64_t count, Time at) {
    const std::string name(1, char('a' + scenario.programs.size()));
    scenario.programs.push_back({name, std::move(steps)});
    Work work;
    work.program = uint32_t(scenario.programs.size() - 1);
    work.name = name;
    work.count = count;
    work.at = at;
    scenario.work.push_back(work);
    return scenario.work.back();
}

Scenario read_text(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    const auto document = read("{\"version\": 1, \"title\": \"test\", " + text + "}");
    if (!document) throw std::runtime_error(document.error().message + " in " + text);
    return document->variants[0].scenario;
}

Scenario worked_example() {
    Scenario scenario = bare(2);
    scenario.machine.scheduler.policy = Policy::round_robin;
    scenario.machine.scheduler.quantum = msec(4);
    add_device(scenario, msec(20));
    add_work(scenario, {compute(msec(2)), io(), compute(msec(2))}, 24);
    scenario.strategy.kind = StrategyKind::thread_pool;
    scenario.strategy.threads = 4;
    return scenario;
}

namespace {

// One throw a statement: compilers differ in the order in which they work out arguments.
class Dice {
public:
    explicit Dice(uint64_t seed) : seed_(seed) {}
    int64_t to(int64_t most) { return int64_t(sim::bits({seed_, sim::Purpose::compute, 99, turn_++, 0, 0}) % uint64_t(most + 1)); }
    int64_t from(int64_t least, int64_t most) { return least + to(most - least); }
    bool one_in(int64_t n) { return to(n - 1) == 0; }

private:
    uint64_t seed_;
    uint32_t turn_ = 0;
};

// Small whole milliseconds, so that ties are common.
Law some_law(Dice& dice) {
    switch (dice.to(4)) {
        case 0: return exponentially(msec(dice.from(1, 8)));
        case 1: {
            Law uniform = law(LawKind::uniform, msec(dice.to(3)));
            uniform.b = msec(dice.from(3, 9));
            return uniform;
        }
        default: return constantly(msec(dice.to(6)));
    }
}

}  // namespace

Scenario random_scenario(uint64_t seed) {
    Dice dice(seed);
    Scenario scenario = bare(dice.from(1, 4));
    scenario.seed = seed;
    scenario.machine.scheduler.policy = dice.one_in(3) ? Policy::fcfs : Policy::round_robin;
    scenario.machine.scheduler.quantum = dice.one_in(4) ? usec(dice.from(300, 3'000)) : msec(dice.from(1, 5));
    scenario.machine.scheduler.ties = dice.one_in(2) ? Ties::arrivals_first : Ties::preempted_first;
    if (dice.one_in(3)) scenario.machine.costs.thread_switch = dice.one_in(2) ? msec(1) : usec(dice.from(1, 400));
    if (dice.one_in(5)) scenario.machine.speed = 0.5 + double(dice.to(6)) / 4;
    const int64_t devices = dice.from(1, 2);
    for (int64_t d = 0; d < devices; ++d) {
        add_device(scenario, {}, dice.to(3));
        scenario.devices.back().time = some_law(dice);
    }
    const int64_t rows = dice.from(1, 3);
    for (int64_t row = 0; row < rows; ++row) {
        std::vector<Step> steps;
        const int64_t count = dice.to(5);
        for (int64_t s = 0; s < count; ++s) {
            switch (dice.to(3)) {
                case 0: {
                    const bool blocking = dice.one_in(4);
                    steps.push_back(io(uint32_t(dice.to(devices - 1)), blocking));
                    break;
                }
                case 1: steps.push_back(timed(StepKind::sleep, some_law(dice))); break;
                default: steps.push_back(compute(some_law(dice))); break;
            }
            if (steps.back().kind == StepKind::io && dice.one_in(3)) steps.back().time = some_law(dice);
        }
        const Time at = msec(dice.to(5));
        Work& work = add_work(scenario, std::move(steps), dice.from(1, 14), at);
        switch (dice.to(4)) {
            case 0: work.rate = double(dice.from(50, 800)); break;
            case 1: work.every = some_law(dice); break;
            case 2:
                for (int64_t i = 0; i < work.count; ++i) work.times.push_back(msec(dice.to(20)));
                break;
            default: break;
        }
    }
    constexpr StrategyKind kinds[] = {StrategyKind::one_at_a_time, StrategyKind::thread_per_task, StrategyKind::thread_pool, StrategyKind::event_loop, StrategyKind::async_pool};
    scenario.strategy.kind = kinds[dice.to(4)];
    scenario.strategy.threads = dice.from(1, 5);
    scenario.strategy.loops = dice.from(1, 3);
    return scenario;
}

std::string cores_text(const Scenario& scenario, const trace::Log& log) {
    std::vector<trace::Span> spans;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans[i].core) spans.push_back(log.spans[i]);
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.start != b.start ? a.start < b.start : a.core < b.core; });
    std::string text;
    for (const trace::Span& span : spans) {
        const trace::Task& task = log.tasks[span.task.index];
        const auto ms = [](Time t) { return rounded_text(double(t.ns) / 1e6, 3); };
        text += "core" + std::to_string(span.core.index) + " " + ms(span.start) + " " + ms(span.end()) + " " +
                (span.kind == trace::SpanKind::switching ? "switch " : "") + scenario.work[task.row].name + std::to_string(task.index + 1) + "\n";
    }
    return text;
}

}  // namespace support
