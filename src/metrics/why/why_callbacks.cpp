#include "metrics/why/why_callbacks.h"

#include "base/arrange.h"
#include "metrics/code_names.h"

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
    CallbackWords(const scenario::Scenario& scenario, const trace::Log& log)
        : scenario_(scenario), log_(log), record_(log.callbacks), names_(scenario) {}

    RichText any(uint32_t number) const {
        const Callback& one = record_.all[number];
        RichText text = registered(number);
        const Time ready = one.ready.value_or(longest_time);
        const bool in_time = !one.cancelled || ready <= one.ended.value_or(longest_time);
        if (one.ready && in_time && ready > one.registered && ready <= one.began.value_or(log_.end))
            text.then(came(one, ready));
        if (one.cancelled) {
            const bool python = scenario_.strategy.runtime == Runtime::asyncio;
            return text.then(say(python ? Phrase("It was *cancelled* at {time} and never runs.")
                                        : Phrase("It was *cleared* at {time} and never runs."),
                                 {{"time", time_label(one.ended.value_or(log_.end))}}));
        }
        if (!one.began && log_.halted) return text.then(say("It waits *forever*: nothing can happen any more."));
        if (!one.began)
            return text.then(ready <= log_.end ? say("It waits for the loop until the run ends.")
                                               : say("It is still not ready when the run ends."));
        if (*one.began > ready)
            text.then(say("It waits *{time}* for the loop.", {{"time", time_label(*one.began - ready)}}))
                .then(meanwhile(number, ready, *one.began));
        return text.then(runs(one)).then(either(number));
    }

    RichText due(uint32_t number, Time t) const {
        const Callback& one = record_.all[number];
        const Time since = one.ready.value_or(one.registered);
        return say("*{callback}* has been ready since {time} and waits for the loop.",
                   {{"callback", name(number)}, {"time", time_label(since)}})
            .then(blocked(one.server, one.loop, t));
    }

    // "The loop is *blocked* ..."; empty if it is not
    RichText blocked(uint32_t server, uint32_t loop, Time t) const {
        const uint32_t running = running_at(server, loop, t);
        if (running == no_callback) return {};
        const Callback& it = record_.all[running];
        const Time end = it.ended.value_or(log_.end);
        return say(
            "The loop is *blocked* by *{callback}*, which runs from {begin} to {end}: for {time}, nothing else on it "
            "can run.",
            {{"callback", name(running)},
             {"begin", time_label(*it.began)},
             {"end", time_label(end)},
             {"time", time_label(end - *it.began)}});
    }

    uint32_t running_at(uint32_t server, uint32_t loop, Time t) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            if (one.server == server && one.loop == loop && one.began && *one.began <= t &&
                one.ended.value_or(longest_time) > t)
                found = number;
            ++number;
        }
        return found;
    }

    // The callback that has been ready for the longest time; no_callback if there is none.
    uint32_t longest_due(Time t) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            const bool waits = one.registered <= t && one.ready && *one.ready <= t &&
                               one.began.value_or(one.cancelled ? one.ended.value_or(longest_time) : longest_time) > t;
            if (waits && (found == no_callback || *one.ready < *record_.all[found].ready)) found = number;
            ++number;
        }
        return found;
    }

    uint32_t next_event(Time t, TaskId task) const {
        uint32_t found = no_callback, number = 0;
        for (const Callback& one : record_.all) {
            const bool waits = one.registered <= t && one.began && *one.began > t && one.ready && *one.ready > t &&
                               (!task || one.task == task);
            if (waits && (found == no_callback || *one.ready < *record_.all[found].ready)) found = number;
            ++number;
        }
        return found;
    }

    RichText now(const SpanIndex& index, Time t) const {
        if (const uint32_t waits = longest_due(t); waits != no_callback) return due(waits, t);
        const uint32_t next = next_event(t, {});
        const CodeRun run = run_at(t);
        if (run.number != no_callback) {
            const Callback& one = record_.all[run.number];
            if (RichText text = not_executing(index, run.number, t); !text.empty()) return text;
            return say("Nothing waits for the loop. It runs *{callback}*, in the phase *{phase}*, until {time}.",
                       {{"callback", name(run.number)},
                        {"phase", trace::phase_name(one.phase)},
                        {"time", time_label(one.ended.value_or(log_.end))}});
        }
        if (next == no_callback) return {};
        const Runtime runtime = scenario_.strategy.runtime;
        return say(runtime == Runtime::node
                       ? Phrase("The loop waits in *poll*: nothing is ready. The next event is *{event}* at {time}.")
                   : runtime == Runtime::asyncio
                       ? Phrase("The loop waits in *select*: nothing is ready. The next event is *{event}* at {time}.")
                       : Phrase("The loop is *idle*: nothing is ready. The next event is *{event}* at {time}."),
                   {{"event", with_event(next)}, {"time", time_label(*record_.all[next].ready)}});
    }

    RichText either(uint32_t number) const {
        for (const trace::Either& pair : record_.either) {
            if (pair.first != number && pair.second != number) continue;
            return say("*Either order is possible here*: the real runtime may run this and *{other}* in either order.",
                       {{"other", name(pair.first == number ? pair.second : pair.first)}});
        }
        return {};
    }

    // "get (sleep 40 ms)". The parentheses are left out if the name itself says so.
    RichText with_event(uint32_t number) const {
        const std::string text = name(number), event = names_.waits_for(record_.all[number]);
        if (event.empty() || text.find(event) != std::string::npos) return RichText(text);
        return say("{callback} ({event})", {{"callback", text}, {"event", event}});
    }

    RichText pair(uint32_t number) const {
        const trace::Either& both = record_.either[number];
        return say(
            "*Either order is possible here*: *{first}* ran before *{second}* in this run, but the real runtime may "
            "run them the other "
            "way round. That depends on whether its clock has advanced by 1 ms when the loop begins. Another seed may "
            "give the other order.",
            {{"first", name(both.first)}, {"second", name(both.second)}});
    }

    RichText line(uint32_t number) const {
        const trace::Line& line = record_.lines[number];
        if (line.callback >= record_.all.size())
            return line.error ? say("An error that *nothing handled*.") : say("Printed.");
        const std::string phase = trace::phase_name(record_.all[line.callback].phase);
        return say(line.error ? Phrase("An error in *{callback}*, in the phase *{phase}*, that *nothing handled*.")
                              : Phrase("Printed by *{callback}*, in the phase *{phase}*."),
                   {{"callback", name(line.callback)}, {"phase", phase}});
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

    // Says why the code that the loop runs is not executing at t; empty if it is.
    RichText not_executing(const SpanIndex& index, uint32_t number, Time t) const {
        for (const size_t i : index.at(log_, t)) {
            if (log_.spans.task(i) != record_.all[number].task) continue;
            const trace::Span span = log_.spans[i];
            if (span.kind == trace::SpanKind::switching && span.reason == trace::Reason::callback)
                return say(
                    "The loop has *picked up* *{callback}*, at the cost of {time} of pure overhead, until {end}.",
                    {{"callback", name(number)}, {"time", time_label(span.duration)}, {"end", time_label(span.end())}});
            if (span.kind == trace::SpanKind::switching)
                return say(
                    "A core *switches* to the loop, for *{callback}*: {time} of pure overhead, until {end}.",
                    {{"callback", name(number)}, {"time", time_label(span.duration)}, {"end", time_label(span.end())}});
            if (span.kind == trace::SpanKind::ready)
                return say("The loop is in the middle of *{callback}*, but its thread is *ready* and needs a core.",
                           {{"callback", name(number)}});
        }
        return {};
    }

    std::string name(uint32_t number) const { return names_.callback(log_, number); }

    RichText registered(uint32_t number) const {
        const Callback& one = record_.all[number];
        if (one.phase == Phase::render) return {};
        const std::string time = time_label(one.registered);
        if (one.by >= record_.all.size())
            return say("*{callback}* was scheduled at {time}.", {{"callback", name(number)}, {"time", time}});
        return say("*{callback}* was scheduled by *{by}* at {time}.",
                   {{"callback", name(number)}, {"by", name(one.by)}, {"time", time}});
    }

    RichText came(const Callback& one, Time ready) const {
        const scenario::Operation* what = names_.operation(one.site);
        const bool timer =
            one.phase == Phase::timers ||
            (what && one.phase == Phase::ready && (what->kind == OpKind::sleep || what->kind == OpKind::call_later));
        const std::string time = time_label(ready);
        if (!one.interrupted) {
            if (timer) return say("Its timer is *due* at {time}.", {{"time", time}});
            if (one.phase == Phase::poll && what) return say("The pool *finishes* it at {time}.", {{"time", time}});
            if (one.phase == Phase::frame) return say("The next picture is due at {time}.", {{"time", time}});
        }
        const std::string event = names_.waits_for(one);
        const std::string shown = event.empty() ? say_plain("the loop") : event;
        return say(one.interrupted
                       ? Phrase("What it waited for ({event}) was *cancelled* at {time}. It resumes with that error.")
                       : Phrase("What it waited for ({event}) *completed* at {time}."),
                   {{"event", shown}, {"time", time}});
    }

    RichText runs(const Callback& one) const {
        const std::string time = time_label(*one.began);
        if (one.phase == Phase::render) return say("The picture is drawn at {time}.", {{"time", time}});
        if (!one.ended || *one.ended == *one.began)
            return say("It runs in the phase *{phase}* at {time}.",
                       {{"phase", trace::phase_name(one.phase)}, {"time", time}});
        return say(
            "It runs in the phase *{phase}* at {time}, for {length}.",
            {{"phase", trace::phase_name(one.phase)}, {"time", time}, {"length", time_label(*one.ended - *one.began)}});
    }

    // Lists what the loop ran from `from` to `to`, the longest first.
    RichText meanwhile(uint32_t number, Time from, Time to) const {
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
        if (ran.empty()) return {};
        arrange(ran, [](const auto& a, const auto& b) { return a.first > b.first; });
        constexpr size_t max = 3;
        std::vector<RichText> parts(ran.size());  // the others are only counted
        for (size_t i = 0; i < std::min(max, ran.size()); ++i)
            parts[i] =
                say("*{callback}* for {time}", {{"callback", name(ran[i].second)}, {"time", time_label(ran[i].first)}});
        return say("The loop is *blocked* meanwhile: it runs {list}.", {{"list", list_of(parts, max)}});
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const trace::Callbacks& record_;
    const CodeNames names_;
};

}  // namespace

RichText explain_callback(const scenario::Scenario& scenario, const trace::Log& log, uint32_t callback) {
    return CallbackWords(scenario, log).any(callback);
}
RichText explain_line(const scenario::Scenario& scenario, const trace::Log& log, uint32_t line) {
    return CallbackWords(scenario, log).line(line);
}
RichText explain_pair(const scenario::Scenario& scenario, const trace::Log& log, uint32_t pair) {
    return CallbackWords(scenario, log).pair(pair);
}

RichText explain_loop_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t) {
    return log.callbacks.empty() ? RichText() : CallbackWords(scenario, log).now(index, t);
}

RichText blocked_loop(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t) {
    for (const Callback& one : log.callbacks.all)
        if (one.task == task) return CallbackWords(scenario, log).blocked(one.server, one.loop, t);
    return {};
}

RichText awaited_event(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t) {
    const CallbackWords words(scenario, log);
    const uint32_t next = words.next_event(t, task);
    return next == no_callback ? RichText() : words.with_event(next);
}

}  // namespace metrics
