#include "metrics/why/why_callbacks.h"

#include "base/arrange.h"
#include "metrics/code_names.h"
#include "metrics/words.h"

#include <algorithm>

namespace metrics {

using scenario::OpKind;
using scenario::Runtime;
using trace::Callback;
using trace::no_callback;
using trace::Phase;

namespace {

class CallbackWords {
public:
    CallbackWords(const scenario::Scenario& scenario, const trace::Log& log) : scenario_(scenario), log_(log), record_(log.callbacks), names_(scenario) {}

    std::string any(uint32_t number) const {
        const Callback& one = record_.all[number];
        std::string text = start(number) + registered(one);
        const Time ready = one.ready.value_or(longest_time);
        const bool in_time = !one.cancelled || ready <= one.ended.value_or(longest_time);
        if (one.ready && in_time && ready > one.registered && ready <= one.began.value_or(log_.end)) text += came(one, ready);
        if (one.cancelled) return text + " It was *" + (scenario_.strategy.runtime == Runtime::asyncio ? "cancelled" : "cleared") + "* at " + time_label(one.ended.value_or(log_.end)) + ", and never runs.";
        if (!one.began) return text + (ready <= log_.end ? " It waits for the loop to the end of the run." : " It has not come when the run ends.");
        if (*one.began > ready) text += " It waits *" + time_label(*one.began - ready) + "* for the loop." + meanwhile(number, ready, *one.began);
        text += one.phase == Phase::render ? " The picture is made at " + time_label(*one.began) + "." : " It runs in the phase *" + std::string(trace::phase_name(one.phase)) + "* at " + time_label(*one.began);
        if (one.phase == Phase::render) return text;
        if (one.ended && *one.ended > *one.began) text += ", for " + time_label(*one.ended - *one.began);
        return text + "." + either(number);
    }

    std::string due(uint32_t number, Time t) const {
        const Callback& one = record_.all[number];
        const Time since = one.ready.value_or(one.registered);
        std::string text = start(number) + " could run since " + time_label(since) + ", and waits for the loop.";
        return text + blocked(one.server, one.loop, t);
    }

    // " The loop is blocked ...", or nothing
    std::string blocked(uint32_t server, uint32_t loop, Time t) const {
        const uint32_t running = running_at(server, loop, t);
        if (running == no_callback) return "";
        const Callback& it = record_.all[running];
        const Time end = it.ended.value_or(log_.end);
        return " The loop is *blocked* by *" + name(running) + "*, which runs from " + time_label(*it.began) + " to " + time_label(end) + ": " + time_label(end - *it.began) + " in which nothing else on it can run.";
    }

    uint32_t running_at(uint32_t server, uint32_t loop, Time t) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            if (one.server == server && one.loop == loop && one.began && *one.began <= t && one.ended.value_or(longest_time) > t) found = number;
            ++number;
        }
        return found;
    }

    // The one that could run for the longest time; none: no_callback.
    uint32_t longest_due(Time t) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            const bool waits = one.registered <= t && one.ready && *one.ready <= t && one.began.value_or(one.cancelled ? one.ended.value_or(longest_time) : longest_time) > t;
            if (waits && (found == no_callback || *one.ready < *record_.all[found].ready)) found = number;
            ++number;
        }
        return found;
    }

    uint32_t next_event(Time t, TaskId task) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            const bool waits = one.registered <= t && one.began && *one.began > t && one.ready && *one.ready > t && (!task || one.task == task);
            if (waits && (found == no_callback || *one.ready < *record_.all[found].ready)) found = number;
            ++number;
        }
        return found;
    }

    std::string now(Time t) const {
        if (const uint32_t waits = longest_due(t); waits != no_callback) return due(waits, t);
        const uint32_t next = next_event(t, {});
        const CodeRun run = run_at(t);
        if (run.number != no_callback) {
            const Callback& one = record_.all[run.number];
            return "Nothing waits for the loop. It runs " + stars(run.number) + ", in the phase *" + trace::phase_name(one.phase) + "*, until " + time_label(one.ended.value_or(log_.end)) + ".";
        }
        if (next == no_callback) return "";
        const char* const where = scenario_.strategy.runtime == Runtime::node ? "The loop waits in *poll*" : scenario_.strategy.runtime == Runtime::asyncio ? "The loop waits in *select*" : "The loop is *idle*";
        return std::string(where) + ": nothing is ready. What comes next is *" + with_event(next) + "* at " + time_label(*record_.all[next].ready) + ".";
    }

    std::string either(uint32_t number) const {
        for (const trace::Either& pair : record_.either) {
            if (pair.first != number && pair.second != number) continue;
            return " *Either order is possible here*: with " + stars(pair.first == number ? pair.second : pair.first) + ", the real runtime may run them in either order.";
        }
        return "";
    }

    // "get (sleep 40 ms)"; what says that itself has nothing behind it.
    std::string with_event(uint32_t number) const {
        const std::string text = name(number), event = names_.waits_for(record_.all[number]);
        return text.find(event) == std::string::npos && event != "the loop" ? text + " (" + event + ")" : text;
    }

    std::string pair(uint32_t number) const {
        const trace::Either& both = record_.either[number];
        return "*Either order is possible here*: " + stars(both.first) + " ran before " + stars(both.second) +
               " in this run, but the real runtime may run them the other way round: it depends on whether its clock has gone on by 1 ms when the loop begins. Another seed may bring the other order.";
    }

    std::string line(uint32_t number) const {
        const trace::Line& line = record_.lines[number];
        std::string text = line.error ? "An error that *nobody has handled*" : "Printed";
        if (line.callback < record_.all.size()) text += " by " + stars(line.callback) + ", in the phase *" + trace::phase_name(record_.all[line.callback].phase) + "*";
        return text + ".";
    }

private:
    struct CodeRun { uint32_t number; };
    CodeRun run_at(Time t) const {
        CodeRun run{no_callback};
        uint32_t number = 0;
        for (const Callback& one : record_.all) {
            if (one.began && *one.began <= t && one.ended.value_or(longest_time) > t) run.number = number;
            ++number;
        }
        return run;
    }

    // What people have written must not be taken for emphasis.
    std::string name(uint32_t number) const {
        std::string text = names_.callback(log_, number);
        std::erase(text, '*');
        return text;
    }
    std::string stars(uint32_t number) const { return "*" + name(number) + "*"; }
    std::string start(uint32_t number) const { return stars(number); }

    std::string registered(const Callback& one) const {
        if (one.phase == Phase::render) return "";
        if (one.by == no_callback || one.by >= record_.all.size()) return " came at " + time_label(one.registered) + ".";
        return " was asked for by *" + name(one.by) + "* at " + time_label(one.registered) + ".";
    }

    std::string came(const Callback& one, Time ready) const {
        const std::string at = " at " + time_label(ready) + ".";
        if (one.interrupted) return " What it waited for (" + names_.waits_for(one) + ") was *cancelled*" + at + " It goes on with that error.";
        const scenario::Operation* what = names_.operation(one.operation);
        const bool timer = one.phase == Phase::timers || (what && one.phase == Phase::ready && (what->kind == OpKind::sleep || what->kind == OpKind::call_later));
        if (timer) return " Its timer is *due*" + at;
        if (one.phase == Phase::poll && what) return " The pool is *done* with it" + at;
        if (one.phase == Phase::frame) return " The next picture is due" + at;
        return " What it waited for (" + names_.waits_for(one) + ") *has come*" + at;
    }

    // What the loop ran from `from` to `to`: the longest first.
    std::string meanwhile(uint32_t number, Time from, Time to) const {
        const Callback& me = record_.all[number];
        std::vector<std::pair<Time, uint32_t>> ran;
        uint32_t other = 0;
        for (const Callback& one : record_.all) {
            if (other != number && one.server == me.server && one.loop == me.loop && one.began && *one.began < to) {
                const Time end = one.ended.value_or(log_.end);
                if (end > from) ran.push_back({std::min(end, to) - std::max(*one.began, from), other});
            }
            ++other;
        }
        if (ran.empty()) return "";
        arrange(ran, [](const auto& a, const auto& b) { return a.first > b.first; });
        constexpr size_t most = 3;
        std::vector<std::string> parts;
        for (size_t i = 0; i < ran.size(); ++i) parts.push_back(i < most ? "*" + name(ran[i].second) + "* for " + time_label(ran[i].first) : std::string());
        return " The loop is *blocked* meanwhile: it runs " + list(parts, most) + ".";
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const trace::Callbacks& record_;
    const CodeNames names_;
};

}  // namespace

std::string explain_callback(const scenario::Scenario& scenario, const trace::Log& log, uint32_t callback) { return CallbackWords(scenario, log).any(callback); }
std::string explain_line(const scenario::Scenario& scenario, const trace::Log& log, uint32_t line) { return CallbackWords(scenario, log).line(line); }
std::string explain_pair(const scenario::Scenario& scenario, const trace::Log& log, uint32_t pair) { return CallbackWords(scenario, log).pair(pair); }
std::string explain_loop_now(const scenario::Scenario& scenario, const trace::Log& log, Time t) { return log.callbacks.empty() ? "" : CallbackWords(scenario, log).now(t); }

std::string blocked_loop(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t) {
    for (const Callback& one : log.callbacks.all)
        if (one.task == task) return CallbackWords(scenario, log).blocked(one.server, one.loop, t);
    return "";
}

std::string awaited_event(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t) {
    const CallbackWords words(scenario, log);
    const uint32_t next = words.next_event(t, task);
    if (next == no_callback) return "";
    return words.with_event(next);
}

}  // namespace metrics
