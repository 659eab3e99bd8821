#include "scenario/lock_order.h"

#include "scenario/effects.h"

#include <algorithm>
#include <set>
#include <string>

namespace scenario {

namespace {

// A program or function takes `then` while it holds `first` and perhaps other locks.
struct Nesting {
    std::string first, then;
    std::set<std::string> held;
    std::string who;  // a program or a function
};

class Nestings {
public:
    explicit Nestings(const Scenario& scenario) : scenario_(scenario) {
        const Usage usage(scenario);
        if (usage.runtime) {
            for (const Operation* operation : operations_of(scenario.functions))
                if (operation->kind == OpKind::new_object &&
                    (operation->object == ObjectKind::lock ||
                     (operation->object == ObjectKind::semaphore && operation->number == 1)))
                    locks_.insert(operation->name);
            for (const Function& function : scenario.functions) {
                std::vector<std::string> held;
                walk(function.body, held, function.name);
            }
            return;
        }
        // Under one-at-a-time, a task never waits for another one.
        const bool alone = scenario.strategy.kind == StrategyKind::one_at_a_time || usage.tasks <= 1;
        const bool makes_tasks = usage.steps[size_t(StepKind::spawn)] || usage.steps[size_t(StepKind::split)];
        if (alone && !makes_tasks) return;
        for (size_t i = 0; i < scenario.programs.size(); ++i)
            if (usage.programs[i]) walk(scenario.programs[i].steps, {}, scenario.programs[i].name);
    }

    std::vector<RichText> circles() {
        std::vector<RichText> texts;
        for (size_t i = 0; i < orders_.size(); ++i) {
            path_ = {i};
            extend(texts);
        }
        return texts;
    }

private:
    static constexpr size_t max_orders = 400, max_circle = 6, max_texts = 8;
    static constexpr int max_looks = 200'000;

    void take(const std::string& lock, const std::vector<std::string>& held, const std::string& who) {
        for (const std::string& first : held) {
            Nesting order{first, lock, {held.begin(), held.end()}, who};
            const auto same = [&](const Nesting& other) {
                return other.first == first && other.then == lock && other.held == order.held;
            };
            if (orders_.size() < max_orders && std::none_of(orders_.begin(), orders_.end(), same))
                orders_.push_back(std::move(order));
        }
    }

    void walk(const std::vector<Step>& steps, std::vector<std::string> held, const std::string& who) {
        for (const Step& step : steps) {
            if (step.kind == StepKind::lock) {
                const std::string& lock = scenario_.locks[step.lock.index].name;
                take(lock, held, who);
                held.push_back(lock);
            }
            if (step.kind == StepKind::unlock) std::erase(held, scenario_.locks[step.lock.index].name);
            // It waits for its parts and holds its locks meanwhile.
            if (step.kind == StepKind::split) walk(step.steps, held, who);
        }
    }

    void walk(const std::vector<Operation>& body, std::vector<std::string>& held, const std::string& who) {
        for (const Operation& operation : body) {
            const bool known = locks_.contains(operation.name);
            const auto call = [&](uint32_t function) {
                if (!inside_.insert({function, held}).second || inside_.size() > 2'000) return;
                std::vector<std::string> same = held;
                walk(scenario_.functions[function].body, same, scenario_.functions[function].name);
            };
            switch (operation.kind) {
                case OpKind::with:
                    if (known) {
                        take(operation.name, held, who);
                        held.push_back(operation.name);
                    }
                    walk(operation.body, held, who);
                    if (known && !held.empty()) held.pop_back();
                    continue;
                case OpKind::acquire:
                    if (known) {
                        take(operation.name, held, who);
                        held.push_back(operation.name);
                    }
                    break;
                case OpKind::release: std::erase(held, operation.name); break;
                case OpKind::await_call:
                case OpKind::wait_for: call(operation.function); break;
                case OpKind::all:
                case OpKind::task_group:
                case OpKind::as_completed:
                    for (const Call& one : operation.calls) call(one.function);
                    break;
                default: break;
            }
            walk(operation.body, held, who);
            for (const Handler& handler : operation.handlers) walk(handler.body, held, who);
            walk(operation.last, held, who);
        }
    }

    // The path is a chain of orders, each of which takes what the next one holds. A circle is reported only from
    // its lowest order, so that it is reported once.
    void extend(std::vector<RichText>& texts) {
        if (++looks_ > max_looks || texts.size() >= max_texts) return;
        const Nesting& last = orders_[path_.back()];
        if (last.then == orders_[path_.front()].first) {
            texts.push_back(text());
            return;
        }
        if (path_.size() == max_circle) return;
        for (size_t next = path_.front() + 1; next < orders_.size(); ++next) {
            if (orders_[next].first != last.then) continue;
            const bool fits =
                std::all_of(path_.begin(), path_.end(), [&](size_t i) { return apart(orders_[i], orders_[next]); });
            if (!fits) continue;
            path_.push_back(next);
            extend(texts);
            path_.pop_back();
        }
    }

    static bool apart(const Nesting& a, const Nesting& b) {
        return std::none_of(a.held.begin(), a.held.end(),
                            [&](const std::string& lock) { return b.held.contains(lock); });
    }

    RichText text() const {
        std::vector<RichText> parts;
        for (const size_t i : path_)
            parts.push_back(say("*{who}* locks *{then}* while it holds *{first}*",
                                {{"who", orders_[i].who}, {"then", orders_[i].then}, {"first", orders_[i].first}}));
        return say("A deadlock is possible: {parts}.", {{"parts", list_of(parts)}});
    }

    const Scenario& scenario_;
    std::set<std::string> locks_;  // of asyncio
    // Functions that have been searched, each with the locks held then.
    std::set<std::pair<uint32_t, std::vector<std::string>>> inside_;
    std::vector<Nesting> orders_;
    std::vector<size_t> path_;
    int looks_ = 0;
};

}  // namespace

std::vector<RichText> lock_circles(const Scenario& scenario) { return Nestings(scenario).circles(); }

}  // namespace scenario
