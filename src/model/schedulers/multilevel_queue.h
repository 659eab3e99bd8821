#pragma once

// Multilevel queue (Silberschatz, Galvin, Gagne, 5.3.5): fixed classes of threads, the first of
// them the most urgent, each with a policy and a quantum of its own. A thread belongs to the class
// that the row of its task names, as long as it works on that task.
//
//   * A core takes a thread of the most urgent class that has one, by the policy of that class.
//   * Unless `preemptive` is false, a ready thread takes the core from one of a less urgent class:
//     from the least urgent class, on the highest core. Within a class, its policy says whether a
//     thread loses its core.
//   * A thread that has lost its core is the first of its class when that has a core again; with
//     `preempted: tail` it is the last. Where the policy of the class ranks threads, this is so
//     among threads of equal rank.
//
// A turn lasts for the quantum of the class. `slice: clock` counts as `fresh`: turns of different
// classes have different lengths.

#include "model/schedulers/per_thread.h"
#include "model/schedulers/scheduler.h"

#include <functional>
#include <vector>

namespace model {

class MultilevelQueue final : public Scheduler {
public:
    using Make = std::function<std::unique_ptr<Scheduler>(const scenario::Scheduler& of_class)>;
    MultilevelQueue(const scenario::Scheduler& options, Facts& facts, bool restricted, const Make& make);

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override;
    void remove(ThreadId thread) override;
    std::optional<Time> slice(ThreadId thread) override { return scheduler_of(thread).slice(thread); }
    void ran(ThreadId thread, Time time) override { scheduler_of(thread).ran(thread, time); }
    void changed(ThreadId thread) override;
    void leaves(ThreadId thread, Leaves how) override;
    void returns(ThreadId thread, CoreId core) override;
    CoreId preempted(std::span<const ThreadId> running) override;

private:
    struct Class {
        std::unique_ptr<Scheduler> scheduler;
        bool preemptive = false;
        bool keeps_front = false;      // a thread that has lost its core goes to `front`
        std::vector<ThreadId> front;   // the last one runs first
        std::vector<ThreadId> ready;   // all ready threads of the class, where threads may not run everywhere
        uint32_t waiting = 0;
    };
    struct Home {
        static constexpr uint32_t nowhere = 0xFFFF'FFFF;
        uint32_t number = nowhere;  // the number of the class
    };
    uint32_t class_of(ThreadId thread) const;  // determined by the task that it works on
    Class& home_of(ThreadId thread) { return classes_[home_[thread].number]; }
    Scheduler& scheduler_of(ThreadId thread) { return *home_of(thread).scheduler; }
    void settle(ThreadId thread);
    ThreadId taken(Class& from, ThreadId thread);
    ThreadId take_front(Class& from, CoreId core);
    bool fits(const Class& ready, uint32_t core) const;

    Facts& facts_;
    bool restricted_;
    std::vector<Class> classes_;
    PerThread<Home> home_;  // the class in which the thread is, or was last
};

}  // namespace model
