// Scenarios drawn at random, with everything in the format. Each part is drawn with its own
// dice, in the order of the format.

#include "scenario/fields.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"
#include "sim/draw.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <initializer_list>

namespace support {

using namespace scenario;

namespace {

// One throw per statement: compilers differ in the order in which they evaluate arguments.
class Dice {
public:
    explicit Dice(uint64_t seed) : seed_(seed) {}
    int64_t to(int64_t max) {
        return int64_t(sim::bits({seed_, sim::Purpose::compute, 99, turn_++, 0, 0}) % uint64_t(max + 1));
    }
    int64_t from(int64_t min, int64_t max) { return min + to(max - min); }
    bool one_in(int64_t n) { return to(n - 1) == 0; }
    template <class T>
    T of(std::initializer_list<T> choices) { return choices.begin()[to(int64_t(choices.size()) - 1)]; }

private:
    uint64_t seed_;
    uint32_t turn_ = 0;
};

class Maker {
public:
    Maker(uint64_t seed, int64_t size) : dice(seed), size_(size) { s.seed = seed; }

    Scenario make() {
        machine();
        for (int64_t d = dice.from(1, 3); d > 0; --d) device();
        for (int64_t n = dice.to(2); n > 0; --n) {
            Lock& lock = s.locks.emplace_back();
            lock.name = "lock" + std::to_string(n);
            lock.per = per();
            lock.inherit = dice.of({Inherit::none, Inherit::inheritance, Inherit::ceiling});
            if (dice.one_in(4)) lock.ceiling = dice.to(4);
        }
        for (int64_t n = dice.to(2); n > 0; --n) {
            Semaphore& semaphore = s.semaphores.emplace_back();
            semaphore.name = "semaphore" + std::to_string(n);
            semaphore.count = dice.from(1, 3);
            semaphore.per = per();
        }
        for (int64_t n = dice.to(2); n > 0; --n) queue();
        programs();
        for (int64_t row = dice.from(1, 4); row > 0; --row) work();
        strategy();
        if (dice.one_in(6)) s.stop = msec(dice.from(5, 60));
        if (dice.one_in(8)) s.warmup.time = msec(dice.to(20));
        else if (dice.one_in(8)) s.warmup.tasks = dice.to(9);
        return s;
    }

private:
    // ---- times

    Law law() {
        Law law;
        law.a = msec(dice.to(6));
        switch (dice.to(13)) {
            case 0: law = exponentially(msec(dice.from(1, 8))); break;
            case 1:
                law.kind = LawKind::uniform;
                law.b = law.a + msec(dice.to(6));
                break;
            case 2:
                law.kind = dice.of({LawKind::normal, LawKind::lognormal});
                law.b = msec(dice.to(3));
                break;
            case 3:
                law.kind = LawKind::erlang;
                law.shape = double(dice.from(1, 5));
                break;
            case 4:
                law.kind = LawKind::pareto;
                law.shape = double(dice.from(5, 12)) / 4;
                law.a = msec(1);
                break;
            case 5:
                law.kind = LawKind::list;
                for (int64_t n = dice.from(1, 3); n > 0; --n) law.times.push_back(msec(dice.to(5)));
                break;
            case 6: {
                law.kind = LawKind::choice;
                law.choices.push_back({1, constantly(msec(1))});
                law.choices.push_back({0.5, exponentially(msec(4))});
                break;
            }
            default: break;
        }
        return law;
    }
    Time short_time() { return dice.one_in(3) ? usec(dice.from(1, 3'000)) : msec(dice.from(1, 5)); }
    Time cost() { return dice.one_in(2) ? msec(1) : usec(dice.from(1, 400)); }
    Per per() { return dice.one_in(3) ? Per::server : Per::all; }

    // ---- the machine

    void scheduler() {
        Scheduler& o = s.machine.scheduler;
        o.policy = Policy(dice.to(int64_t(policy_count) - 1));
        if (!dice.one_in(3)) o.quantum = short_time();
        if (dice.one_in(3)) o.slice = dice.of({Slice::keep, Slice::clock, Slice::whole});
        // Longer than all overheads of a turn, because otherwise every slice might be over before anything is done.
        if (o.slice == Slice::clock) o.quantum = msec(dice.from(5, 8));
        if (dice.one_in(4)) o.preemptive = dice.one_in(2);
        o.preempted = dice.of({Preempted::by_policy, Preempted::head, Preempted::tail});
        if (dice.one_in(4)) o.queues = ReadyQueues::per_core;
        o.balance = dice.of({Balance::none, Balance::steal, Balance::periodic});
        if (dice.one_in(2)) o.peek = short_time();
        o.partition = dice.of({Partition::round, Partition::least_loaded, Partition::first_fit_decreasing});
        o.ties = dice.of({Ties::arrivals_first, Ties::preempted_first});
        if (dice.one_in(8)) o.on_block = OnBlock::hold;
        if (dice.one_in(6)) o.on_wake = OnWake::preempt;
        if (dice.one_in(6)) o.order = Order::cyclic;
        o.levels.clear();
        for (int64_t n = dice.from(1, 4); n > 0; --n) {
            const Time quantum = short_time();
            o.levels.push_back({quantum, dice.from(1, 2)});
        }
        o.classes.clear();
        for (int64_t n = dice.from(1, 3); n > 0; --n) {
            const size_t policy = size_t(dice.to(int64_t(class_policy_count) - 1));
            SchedulingClass& made = o.classes.emplace_back();
            made.policy = Policy(class_policy_choices[policy].number);
            if (dice.one_in(2)) made.quantum = short_time();
        }
        if (dice.one_in(2)) o.boost = msec(dice.from(3, 20));
        o.stay_on_io = dice.one_in(3);
        o.io_front = dice.one_in(3);
        for (int64_t n = dice.one_in(2) ? dice.to(5) : 0; n > 0; --n) o.random.push_back(dice.to(1'000));
        if (dice.one_in(10)) o.tick = msec(1);
        if (!dice.one_in(6)) return;
        o.cache.size = dice.from(1, 20);
        o.cache.warmup = msec(dice.to(4));
        o.cache.warm_speed = double(dice.from(4, 12)) / 4;
    }

    void machine() {
        Machine& m = s.machine;
        m.cores = dice.from(1, 4);
        if (dice.one_in(3)) m.servers = dice.from(2, 3);
        m.balancer = dice.of({Balancer::round_robin, Balancer::random, Balancer::least_connections, Balancer::choices});
        m.choices = dice.from(1, 3);
        if (dice.one_in(5)) {
            Autoscale& fleet = m.autoscale.emplace();
            fleet.min = dice.from(1, m.servers);
            fleet.max = m.servers + dice.to(4 - m.servers);
            fleet.target = double(dice.from(1, 9)) / 10;
            fleet.check = msec(dice.from(2, 12));
            fleet.boot = msec(dice.to(9));
            fleet.tolerance = double(dice.to(3)) / 10;
            fleet.stabilisation = msec(dice.one_in(2) ? 0 : dice.to(40));
            fleet.cooldown = msec(dice.one_in(2) ? 0 : dice.to(20));
        }
        if (dice.one_in(5)) m.speed = 0.5 + double(dice.to(6)) / 4;
        scheduler();
        if (dice.one_in(3)) m.costs.thread_switch = cost();
        if (dice.one_in(5)) m.costs.process_switch = cost();
        if (dice.one_in(5)) m.costs.migration = cost();
        if (dice.one_in(6)) m.costs.thread_start = cost();
        if (dice.one_in(6)) m.costs.process_start = cost();
        if (dice.one_in(6)) m.costs.callback = cost();
    }

    // ---- what programs wait for

    void device() {
        const int64_t capacity = dice.to(3);
        add_device(s, {}, capacity);
        s.devices.back().time = law();
        if (dice.one_in(2))
            s.devices.back().discipline = dice.of({Discipline::priority, Discipline::preemptive, Discipline::sharing});
        s.devices.back().per = per();
    }
    void queue() {
        Queue queue;
        queue.name = "queue" + std::to_string(s.queues.size());
        queue.capacity = dice.to(3);
        queue.full = dice.of({WhenFull::wait, WhenFull::drop});
        if (dice.one_in(3)) queue.delay = msec(dice.to(4));
        queue.per = per();
        s.queues.push_back(queue);
    }

    // ---- programs; the last ones may be spawned by those before them

    void programs() {
        count_ = dice.from(1, 4);
        for (int64_t p = 0; p < count_; ++p) {
            std::vector<Step> steps;
            list(steps, p, 0, 0);
            if (dice.one_in(4)) {
                Step job;
                job.kind = StepKind::job;
                steps.insert(steps.begin() + std::ptrdiff_t(dice.to(int64_t(steps.size()))), job);
            }
            s.programs.push_back({"p" + std::to_string(p), std::move(steps)});
        }
    }
    // `min_lock`: the first lock that may be taken. Locks are taken in one order, so that no tasks wait for each
    // other in a circle.
    void list(std::vector<Step>& steps, int64_t program, int depth, size_t min_lock) {
        for (int64_t n = dice.to(depth == 0 ? 5 : 2); n > 0; --n) step(steps, program, depth, min_lock);
    }
    Step& add(std::vector<Step>& steps, StepKind kind) {
        steps.emplace_back().kind = kind;
        return steps.back();
    }
    void step(std::vector<Step>& steps, int64_t program, int depth, size_t min_lock) {
        switch (dice.to(20)) {
            case 0:
            case 1:
            case 2: {
                const uint32_t device = uint32_t(dice.to(int64_t(s.devices.size()) - 1));
                Step& use = add(steps, StepKind::io);
                use.device = {device};
                if (dice.one_in(3)) use.time = law();
                if (dice.one_in(4)) use.priority = dice.to(3);
                use.blocking = dice.one_in(4);
                return;
            }
            case 3:
            case 4: add(steps, StepKind::sleep).time = law(); return;
            case 5:
            case 6: {
                if (min_lock >= s.locks.size()) break;
                const size_t lock = size_t(dice.from(int64_t(min_lock), int64_t(s.locks.size()) - 1));
                add(steps, StepKind::lock).lock = {uint32_t(lock)};
                list(steps, program, depth + 1, lock + 1);
                add(steps, StepKind::unlock).lock = {uint32_t(lock)};
                return;
            }
            case 7: {
                if (s.queues.empty()) break;
                const StepKind kind = dice.one_in(3) ? StepKind::receive : StepKind::send;  // more sends
                const uint32_t queue = uint32_t(dice.to(int64_t(s.queues.size()) - 1));
                add(steps, kind).queue = {queue};
                return;
            }
            case 8:
                if (program + 1 >= count_) break;
                add(steps, StepKind::spawn).program = uint32_t(dice.from(program + 1, count_ - 1));
                return;
            case 9: {
                Step& join = add(steps, StepKind::join);
                if (dice.one_in(3)) join.program = uint32_t(dice.to(count_ - 1));
                return;
            }
            case 10: {
                if (depth > 0) break;
                std::vector<Step> each;
                list(each, program, 2, s.locks.size());
                Step& split = add(steps, StepKind::split);
                split.parts = dice.from(1, 5);
                split.steps = std::move(each);
                return;
            }
            case 11: add(steps, StepKind::offload).time = law(); return;
            case 12: add(steps, StepKind::yield); return;
            case 13: add(steps, dice.of({StepKind::mark, StepKind::log})).text = "here"; return;
            case 14: {
                if (depth > 0) break;
                std::vector<Step> inner;
                list(inner, program, 1, min_lock);
                const uint32_t times = uint32_t(dice.from(1, 3));
                for (uint32_t turn = 0; turn < times; ++turn)
                    for (Step copy : inner) {
                        copy.turn = turn;
                        copy.turns = times;
                        steps.push_back(std::move(copy));
                    }
                return;
            }
            case 15: {  // nothing waits between them, so there is no circle
                if (s.semaphores.empty()) break;
                const uint32_t semaphore = uint32_t(dice.to(int64_t(s.semaphores.size()) - 1));
                add(steps, StepKind::acquire).semaphore = {semaphore};
                add(steps, StepKind::compute).time = law();
                add(steps, StepKind::release).semaphore = {semaphore};
                return;
            }
            default: break;
        }
        add(steps, StepKind::compute).time = law();
    }

    // ---- rows of work

    void work() {
        Work work;
        work.program = uint32_t(dice.to(count_ - 1));
        work.name = std::string(1, char('a' + s.work.size()));
        work.count = size_ * dice.from(1, 12);
        work.at = msec(dice.to(5));
        switch (dice.to(6)) {
            case 0: work.rate = double(dice.from(50, 800)); break;
            case 1: work.every = law(); break;
            case 2:
                for (int64_t i = 0; i < work.count; ++i) work.times.push_back(msec(dice.to(20 * size_)));
                break;
            case 3:
                work.users = dice.from(1, 5);
                work.think = law();
                break;
            case 4: work.period = msec(dice.from(2, 12)); break;
            default: break;
        }
        if (work.times.empty() && dice.one_in(5)) work.until = msec(dice.from(4, 40));
        for (uint32_t row = 0; row < s.work.size(); ++row)
            if (dice.one_in(12)) work.after.push_back(row);
        work.id = work.name;
        work.serial = dice.one_in(10);
        if (dice.one_in(3)) work.deadline = msec(dice.from(2, 30));
        if (dice.one_in(5)) work.patience = msec(dice.to(12));
        work.priority = dice.to(4);
        work.class_number = dice.to(int64_t(s.machine.scheduler.classes.size()) - 1);
        if (dice.one_in(2)) work.nice = dice.from(-5, 5);
        if (dice.one_in(2)) work.tickets = dice.from(1, 6);
        if (dice.one_in(4)) work.process = dice.of({"x", "y"});
        if (dice.one_in(8))
            for (int64_t core = 0; core < s.machine.cores; ++core)
                if (dice.one_in(2)) work.affinity.push_back(core);
        work.working_set = dice.to(15);
        s.work.push_back(std::move(work));
    }

    void strategy() {
        s.strategy.kind = StrategyKind(dice.to(int64_t(strategy_count) - 1));
        s.strategy.threads = dice.from(1, 5);
        if (dice.one_in(3)) {
            s.strategy.core = dice.to(3);
            s.strategy.max = *s.strategy.core + dice.from(1, 3);
        }
        if (dice.one_in(3)) s.strategy.queue = dice.to(4);
        s.strategy.when_full = dice.of({WhenFull::wait, WhenFull::drop});
        s.strategy.loops = dice.from(1, 3);
        s.strategy.workers = dice.from(1, 3);
    }

    Dice dice;
    int64_t size_;
    int64_t count_ = 1;  // of programs
    Scenario s;
};

}  // namespace

Scenario random_scenario(uint64_t seed, int64_t size) { return Maker(seed, size).make(); }

}  // namespace support
