#include "model/schedulers/per_core.h"

#include "base/arrange.h"
#include "sim/wait_list.h"

#include <algorithm>

namespace model {

using scenario::Balance;
using scenario::Partition;

namespace {
constexpr Time usual_period = msec(10);  // the default interval of balancing
}

PerCore::PerCore(const scenario::Scenario& scenario, Facts& facts, const Make& make)
    : options_(scenario.machine.scheduler), facts_(facts) {
    const size_t cores = size_t(scenario.machine.cores);
    for (size_t i = 0; i < cores; ++i) queues_.push_back(make());
    waiting_.resize(cores);
    threads_.resize(cores);
    row_core_.resize(scenario.work.size(), -1);
    if (options_.partition != Partition::round) assign_rows(scenario);
}

// Rows with a period: utilisation = mean computation of their program / period.
void PerCore::assign_rows(const scenario::Scenario& scenario) {
    struct Load {
        size_t row = 0;
        double share = 0;
    };
    std::vector<Load> loads;
    for (size_t row = 0; row < scenario.work.size(); ++row) {
        const scenario::Work& work = scenario.work[row];
        if (!work.period) continue;
        double sum = 0;
        for (const scenario::Step& step : scenario.programs[work.program].steps)
            if (step.kind == scenario::StepKind::compute) sum += double(mean(*step.time).ns);
        loads.push_back({row, sum / scenario.machine.speed / double(work.period->ns)});
    }
    if (options_.partition == Partition::first_fit_decreasing)
        arrange(loads, [](const Load& a, const Load& b) { return a.share > b.share; });
    std::vector<double> used(queues_.size(), 0);
    for (const Load& load : loads) {
        const std::vector<int64_t>& affinity = scenario.work[load.row].affinity;
        std::optional<size_t> min, fits;
        for (size_t core = 0; core < used.size(); ++core) {
            if (!affinity.empty() && std::find(affinity.begin(), affinity.end(), int64_t(core)) == affinity.end())
                continue;
            if (!min || used[core] < used[*min]) min = core;
            if (!fits && used[core] + load.share <= 1 + 1e-12) fits = core;
        }
        const size_t core = options_.partition == Partition::first_fit_decreasing && fits ? *fits : min.value_or(0);
        used[core] += load.share;
        row_core_[load.row] = int64_t(core);
    }
}

void PerCore::add(ThreadId thread, Joins how) {
    uint32_t& home = home_[thread].core;
    if (home != Home::nowhere && !facts_.may_run(thread, {home})) {  // the thread's new task may not run there
        leaves(thread, Leaves::ended);
        home = Home::nowhere;
    }
    if (home == Home::nowhere) undealt_.push_back(thread);
    else settle(thread, home, how);
}

void PerCore::settle(ThreadId thread, uint32_t core, Joins how) {
    if (how == Joins::fresh) ++threads_[core];
    home_[thread].core = core;
    ++waiting_[core];
    ++all_waiting_;
    queues_[core]->add(thread, how);
}

void PerCore::one_less(uint32_t core) {
    --waiting_[core];
    --all_waiting_;
}

void PerCore::deal() {
    sim::WaitList<ThreadId> rest;
    for (const ThreadId thread : undealt_) {
        const int64_t fixed = row_core_[facts_.thread(thread).row];
        if (fixed >= 0) {
            settle(thread, uint32_t(fixed), Joins::fresh);
        } else if (options_.partition == Partition::least_loaded) {
            facts_.looked(queues_.size());
            uint32_t best = 0xFFFF'FFFF;
            for (uint32_t core = 0; core < queues_.size(); ++core)
                if (facts_.may_run(thread, {core}) && (best == 0xFFFF'FFFF || threads_[core] < threads_[best]))
                    best = core;
            settle(thread, best == 0xFFFF'FFFF ? 0 : best, Joins::fresh);
        } else {
            rest.push_back(thread);
        }
    }
    undealt_.clear();
    for (size_t passed = 0; !rest.empty() && passed <= queues_.size();) {
        const uint32_t core = next_;
        next_ = uint32_t((next_ + 1) % queues_.size());
        const auto first = rest.take_first([&](ThreadId thread) { return facts_.may_run(thread, {core}); });
        if (!first) {
            ++passed;
            continue;
        }
        passed = 0;
        settle(*first, core, Joins::fresh);
    }
}

ThreadId PerCore::pick(CoreId core) {
    if (!undealt_.empty()) deal();
    if (const auto thread = queues_[core.index]->pick(core)) {
        one_less(core.index);
        return thread;
    }
    if (options_.balance != Balance::steal || options_.peek || all_waiting_ == 0) return {};
    // From the longest queue that has a thread for this core.
    facts_.looked(queues_.size() * 4);
    std::vector<uint32_t> others;
    for (uint32_t i = 0; i < queues_.size(); ++i)
        if (i != core.index && waiting_[i] > 0) others.push_back(i);
    while (!others.empty()) {
        const auto longest = std::max_element(others.begin(), others.end(),
                                              [&](uint32_t a, uint32_t b) { return waiting_[a] < waiting_[b]; });
        const uint32_t from = *longest;
        others.erase(longest);
        if (!move(from, core.index, true)) continue;
        const auto thread = queues_[core.index]->pick(core);
        if (thread) one_less(core.index);
        return thread;
    }
    return {};
}

ThreadId PerCore::pick_last(CoreId core) {
    const auto thread = queues_[core.index]->pick_last(core);
    if (thread) one_less(core.index);
    return thread;
}

bool PerCore::move(uint32_t from, uint32_t to, bool first) {
    const auto thread = first ? queues_[from]->pick({to}) : queues_[from]->pick_last({to});
    if (!thread) return false;
    one_less(from);
    if (threads_[from] > 0) --threads_[from];
    queues_[from]->leaves(thread, Leaves::ended);
    settle(thread, to, Joins::fresh);
    facts_.tell(Facts::Told::moved, thread, from, to, 0);
    return true;
}

void PerCore::remove(ThreadId thread) {
    facts_.looked(undealt_.size() / 4);
    const auto at = std::find(undealt_.begin(), undealt_.end(), thread);
    if (at != undealt_.end()) {
        undealt_.erase(at);
        return;
    }
    one_less(home_[thread].core);
    queue_of(thread).remove(thread);
}

void PerCore::changed(ThreadId thread) {
    if (home_[thread].core != Home::nowhere) queue_of(thread).changed(thread);
}

void PerCore::leaves(ThreadId thread, Leaves how) {
    const uint32_t core = home_[thread].core;
    if (core == Home::nowhere) return;  // it never had a core
    if (how == Leaves::ended && threads_[core] > 0) --threads_[core];
    queues_[core]->leaves(thread, how);
}

void PerCore::returns(ThreadId thread, CoreId core) {
    uint32_t& home = home_[thread].core;
    if (home == Home::nowhere) {  // it left its queue before it was dealt to a core
        home = core.index;
        ++threads_[core.index];
    }
    queue_of(thread).returns(thread, core);
}

CoreId PerCore::preempted(std::span<const ThreadId> running) {
    if (!undealt_.empty()) deal();
    std::vector<ThreadId> alone(running.size());
    for (uint32_t i = 0; i < running.size(); ++i) {
        if (!running[i] || waiting_[i] == 0) continue;
        facts_.looked(running.size());
        alone[i] = running[i];
        const CoreId core = queues_[i]->preempted(alone);
        alone[i] = {};
        if (core) return core;
    }
    return {};
}

std::optional<Time> PerCore::next_peek() const {
    if (options_.balance == Balance::none || (options_.balance == Balance::steal && !options_.peek)) return {};
    const Time period = options_.peek.value_or(usual_period);
    // A tick of the policy at this very moment comes before balancing.
    const int64_t past = facts_.now().ns / period.ns;
    if (ticked_ == facts_.now() && facts_.now().ns % period.ns == 0 && ticked_ > Time{}) return facts_.now();
    return Time{(past + 1) * period.ns};
}

std::optional<Time> PerCore::next_tick() {
    own_due_ = queues_[0]->next_tick();  // the same for all queues
    const auto peek = next_peek();
    if (own_due_ && peek) return std::min(*own_due_, *peek);
    return own_due_ ? own_due_ : peek;
}

Ticked PerCore::tick() {
    const Time now = facts_.now();
    if (ticked_ == now) {  // the policy has already ticked
        ticked_ = {-1};
        balance();
        return Ticked::nothing;
    }
    if (own_due_ != now) {
        balance();
        return Ticked::nothing;
    }
    facts_.looked(queues_.size() * 20);
    Ticked ticked = Ticked::nothing;
    for (const auto& queue : queues_) ticked = queue->tick();
    const Time period = options_.peek.value_or(usual_period);
    const bool peeks = options_.balance == Balance::periodic || (options_.balance == Balance::steal && options_.peek);
    if (peeks && now.ns % period.ns == 0) ticked_ = now;
    return ticked;
}

void PerCore::balance() {
    if (!undealt_.empty()) deal();
    const uint32_t cores = uint32_t(queues_.size());
    if (options_.balance == Balance::steal) {
        for (uint32_t core = 0; core < cores; ++core) {
            if (waiting_[core] > 0) continue;
            facts_.looked(cores * 2);
            std::vector<uint32_t> others;
            for (uint32_t i = 0; i < cores; ++i)
                if (i != core && waiting_[i] > 0) others.push_back(i);
            if (!others.empty()) move(others[size_t(facts_.random() % others.size())], core, true);
        }
        return;
    }
    for (;;) {
        facts_.looked(cores * 2);
        const auto [min, max] = std::minmax_element(waiting_.begin(), waiting_.end());
        if (*max < *min + 2) return;
        if (!move(uint32_t(max - waiting_.begin()), uint32_t(min - waiting_.begin()), false)) return;
    }
}

}  // namespace model
