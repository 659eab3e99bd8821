// Says in sentences how a run ended.

#include "metrics/code_names.h"
#include "metrics/names.h"
#include "metrics/numbers/ending.h"
#include "scenario/programs.h"

#include <algorithm>

namespace metrics {

using trace::Reason;

namespace {

RichText coroutine_text(const scenario::Scenario& scenario, const trace::Log& log, const Waits& waits) {
    const CodeNames names(scenario);
    const trace::Callback& callback = log.callbacks.all[waits.who.callback];
    const scenario::Operation* operation = names.operation(callback.site);
    const std::string who = waiter_name(scenario, log, waits.who);
    const std::string what = operation ? operation->name : std::string();
    if (waits.on.callback == trace::no_callback) {
        switch (callback.awaits) {
            case trace::Awaits::lock:
                return say("*{who}* waits for lock *{what}*, which nothing releases.", {{"who", who}, {"what", what}});
            case trace::Awaits::queue:
                return say("*{who}* waits for queue *{what}*, which nothing changes.", {{"who", who}, {"what", what}});
            case trace::Awaits::event:
                return say("*{who}* waits for event *{what}*, which nothing sets.", {{"who", who}, {"what", what}});
            default: return say("*{who}* waits for something that never comes.", {{"who", who}});
        }
    }
    const std::string other = waiter_name(scenario, log, waits.on);
    switch (callback.awaits) {
        case trace::Awaits::lock:
            return say("*{who}* waits for lock *{what}*, which *{other}* holds.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case trace::Awaits::queue:
            return say("*{who}* waits for queue *{what}*, which *{other}* would change.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case trace::Awaits::event:
            return say("*{who}* waits for event *{what}*, which *{other}* would set.",
                       {{"who", who}, {"what", what}, {"other", other}});
        default: return say("*{who}* waits for *{other}*.", {{"who", who}, {"other", other}});
    }
}

// The sentence for a wait that nothing can end.
RichText alone_text(Reason reason, const std::string& who, const std::string& what) {
    switch (reason) {
        case Reason::semaphore:
            return say("*{^who}* waits for a permit of semaphore *{what}*, which no task releases.",
                       {{"who", who}, {"what", what}});
        case Reason::queue_full:
            return say("*{^who}* waits for a free place in queue *{what}*, but no task will receive a message.",
                       {{"who", who}, {"what", what}});
        case Reason::queue_empty:
            return say("*{^who}* waits for a message in queue *{what}*, which no task sends.",
                       {{"who", who}, {"what", what}});
        default: return say("*{^who}* waits for something that never comes.", {{"who", who}});
    }
}

RichText task_text(Reason reason, const std::string& who, const std::string& what, const std::string& other) {
    switch (reason) {
        case Reason::lock:
            return say("*{^who}* waits for lock *{what}*, which *{other}* holds.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case Reason::semaphore:
            return say("*{^who}* waits for a permit of semaphore *{what}*, which *{other}* would release.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case Reason::queue_full:
            return say("*{^who}* waits for a free place in queue *{what}*, which *{other}* would provide.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case Reason::queue_empty:
            return say("*{^who}* waits for a message in queue *{what}*, which *{other}* would send.",
                       {{"who", who}, {"what", what}, {"other", other}});
        case Reason::children:
            return say("*{^who}* waits for *{other}*, which it has spawned.", {{"who", who}, {"other", other}});
        case Reason::parts: return say("*{^who}* waits for its *{other}*.", {{"who", who}, {"other", other}});
        case Reason::offload: return say("*{^who}* waits for its *{other}*.", {{"who", who}, {"other", other}});
        case Reason::after:
        case Reason::serial:
            return say("*{^who}* cannot begin before *{other}* has finished.", {{"who", who}, {"other", other}});
        case Reason::no_thread:
        case Reason::no_worker:
            return say("*{^who}* waits for a thread, and *{other}* holds one.", {{"who", who}, {"other", other}});
        case Reason::loop_busy:
            return say("*{^who}* waits for the loop, which *{other}* holds.", {{"who", who}, {"other", other}});
        case Reason::core_busy:
        case Reason::slice_over:
        case Reason::preempted:
            return say("*{^who}* needs a core, and *{other}* holds one while it waits.",
                       {{"who", who}, {"other", other}});
        default: return say("*{^who}* waits for *{other}*.", {{"who", who}, {"other", other}});
    }
}

}  // namespace

std::string waiter_name(const scenario::Scenario& scenario, const trace::Log& log, const Waiter& waiter) {
    if (waiter.callback == trace::no_callback) return task_name(scenario, log, waiter.task);
    const auto& all = log.callbacks.blocked;
    const auto mine = std::find_if(all.begin(), all.end(),
                                   [&](const trace::Blocked& one) { return one.callback == waiter.callback; });
    if (mine == all.end() || mine->function == trace::no_function)
        return CodeNames(scenario).callback(log, waiter.callback);
    const auto alike = [&](const trace::Blocked& one) { return one.function == mine->function; };
    const std::string name = CodeNames(scenario).function(log, mine->function);
    if (std::count_if(all.begin(), all.end(), alike) == 1) return name;
    return say_plain("{function} {n}", {{"function", name}, {"n", std::count_if(all.begin(), mine, alike) + 1}});
}

RichText waits_text(const scenario::Scenario& scenario, const trace::Log& log, const Waits& waits) {
    if (waits.who.callback != trace::no_callback) return coroutine_text(scenario, log, waits);
    const scenario::StepLists lists(scenario);
    const std::vector<scenario::Step>& steps = lists[log.tasks[waits.who.task.index].program];
    std::string what;
    if (waits.step < steps.size()) {
        const scenario::Step& step = steps[waits.step];
        if (waits.reason == Reason::lock) what = scenario.locks[step.lock.index].name;
        if (waits.reason == Reason::semaphore) what = scenario.semaphores[step.semaphore.index].name;
        if (waits.reason == Reason::queue_full || waits.reason == Reason::queue_empty)
            what = scenario.queues[step.queue.index].name;
    }
    const std::string who = task_name(scenario, log, waits.who.task);
    if (!waits.on.task) return alone_text(waits.reason, who, what);
    return task_text(waits.reason, who, what, task_name(scenario, log, waits.on.task));
}

RichText ending_text(const scenario::Scenario& scenario, const trace::Log& log, const Ended& ended) {
    constexpr size_t max_links = 6;
    if (!ended.forever()) return {};
    const std::string time = time_label(ended.at);
    const bool deadlock = ended.how == Ending::deadlock;
    RichText text =
        deadlock
            ? say("*Deadlock* at {time}: {n|one task waits for itself|{n} tasks wait for each other in a circle}.",
                  {{"time", time}, {"n", ended.circle.size()}})
            : say("*Stuck* from {time} on: nothing can happen any more, and {n|one task waits|{n} tasks wait} forever.",
                  {{"time", time}, {"n", ended.waiting}});
    const std::vector<Waits>& links = deadlock ? ended.circle : ended.waits;
    for (size_t i = 0; i < links.size() && i < max_links; ++i) text.then(waits_text(scenario, log, links[i]));
    return text;
}

}  // namespace metrics
