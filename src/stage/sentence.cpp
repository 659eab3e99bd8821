#include "stage/sentence.h"

#include "metrics/names.h"
#include "metrics/why/why.h"
#include "scenario/strategies.h"
#include "stage/chip.h"

#include <algorithm>

namespace stage {

namespace {

using metrics::Doing;

// A task that has no bar at this moment.
RichText about_absent(const Run& run, TaskId id, Time t) {
    const trace::Task& task = run.log->tasks[id.index];
    const std::string name = metrics::task_name(*run.scenario, *run.log, id);
    switch (metrics::SceneIndex::state_of(*run.log, id, t)) {
        case Doing::not_arrived:
            return say("*{^task}* has *not arrived* yet: it arrives at {time}.",
                       {{"task", name}, {"time", time_label(task.arrival)}});
        case Doing::completed:
            return say("*{^task}* is *finished*: it arrived at {arrival} and was done at {time}.",
                       {{"task", name}, {"arrival", time_label(task.arrival)}, {"time", time_label(*task.finished)}});
        case Doing::rejected:
            return say("*{^task}* was *rejected* at {time}: there was no place for it in the queue.",
                       {{"task", name}, {"time", time_label(*task.finished)}});
        case Doing::gave_up:
            return say("*{^task}* *gave up* at {time}: nothing had served it within its patience.",
                       {{"task", name}, {"time", time_label(*task.finished)}});
        case Doing::unfinished: return say("*{^task}* is *unfinished*: the run has ended before it.", {{"task", name}});
        default: return say("*{^task}* is between two steps.", {{"task", name}});
    }
}

RichText about_device(const Run& run, DeviceId id, Time t) {
    const metrics::Scene scene = run.at(t);
    const scenario::Device& device = run.scenario->devices[id.index];
    size_t uses = 0, waits = 0;
    for (const metrics::DeviceNow& one : scene.devices) {
        if (one.device != id) continue;
        uses += one.uses.size();
        waits += one.line == metrics::nowhere ? 0 : scene.lines[one.line].tasks.size();
    }
    RichText text =
        uses == 0 ? say("The *{device}* is *idle*: no task uses it.", {{"device", device.name}})
                  : say("The *{device}* serves *{n|{n} task|{n} tasks}* now.", {{"device", device.name}, {"n", uses}});
    if (device.capacity > 0) text.then(say("It serves at most {n} at a time.", {{"n", device.capacity}}));
    else text.then(say("It serves any number at a time."));
    if (waits > 0) text.then(say("{n|{n} more task waits|{n} more tasks wait} for it in line.", {{"n", waits}}));
    return text;
}

RichText about_bell(const Run& run, const Thing& bell, Time t) {
    if (!run.scenes->any_answers())
        return say("*No bell rings* in this run: each thread that uses a device waits until it is done.");
    const auto last =
        bell.span != metrics::no_span ? std::optional<size_t>(bell.span) : run.scenes->last_answer(*run.log, t);
    if (!last)
        return say("The *bell* rings when a device is done and no thread has waited for it. It has not rung yet.");
    return say(
        "The *bell* rings when a device is done and no thread has waited for it. It last rang at {time}, for *{task}*.",
        {{"time", time_label(run.log->spans.end(*last))},
         {"task", metrics::task_name(*run.scenario, *run.log, run.log->spans.task(*last))}});
}

// The door and the trays: 0 ready, 1 queued, 2 waiting, 3 done (the trays of desk.cpp).
RichText about_line(const Run& run, const Thing& thing, Time t) {
    const metrics::Scene scene = run.at(t);
    const auto count = [&](auto meant) { return size_t(std::count_if(scene.tasks.begin(), scene.tasks.end(), meant)); };
    if (thing.kind == Kind::zone) {
        if (scene.counts.queued == 0) return say("*Nobody waits* at the door: each task that has arrived has begun.");
        return say(
            "*{n|{n} task waits|{n} tasks wait}* at the door, which is the queue: {n|it has|they have} not begun, "
            "because "
            "{n|it needs|they need} a thread.",
            {{"n", scene.counts.queued}});
    }
    if (thing.number >= 100) {
        const CoreId core{thing.number - 100};
        const size_t n = count([&](const metrics::TaskNow& now) { return now.ready_on == core; });
        return say("The *in-tray* of {core} is its ready queue: {n|{n} task needs|{n} tasks need} this core.",
                   {{"core", metrics::core_name(*run.log, core)}, {"n", n}});
    }
    switch (thing.of) {
        case 0: {
            const size_t n = count([](const metrics::TaskNow& now) { return now.doing == Doing::ready; });
            return say(
                "The *in-tray* is the ready queue: {n|{n} task is|{n} tasks are} ready and {n|needs|need} a core.",
                {{"n", n}});
        }
        case 1: {
            const size_t n = count([](const metrics::TaskNow& now) { return now.doing == Doing::queued; });
            return say("The *post* is the queue for a thread: {n|{n} task is|{n} tasks are} in it.", {{"n", n}});
        }
        case 2: {
            const size_t held = count([](const metrics::TaskNow& now) { return now.doing == Doing::blocked; });
            const size_t free = count([](const metrics::TaskNow& now) { return now.doing == Doing::waiting; });
            return say(
                "{held|{held} task waits and holds its thread|{held} tasks wait and hold their threads}, and "
                "{free|{free} waits and holds|{free} wait and hold} no thread. None of them needs a core.",
                {{"held", held}, {"free", free}});
        }
        default:
            return say("*{n|{n} task is|{n} tasks are}* done, of {all|{all} that comes|{all} that come} in this run.",
                       {{"n", scene.counts.completed}, {"all", run.scenes->own_tasks()}});
    }
}

// What it is in the run.
RichText about_thing(const Run& run, const Plan& plan, const Thing& thing) {
    const scenario::Scenario& scenario = *run.scenario;
    const trace::Log& log = *run.log;
    if (thing.stands == Stands::completion) return about_bell(run, thing, plan.at);
    if (thing.span != metrics::no_span) {
        const bool now = log.spans.start(thing.span) <= plan.at && plan.at < log.spans.end(thing.span);
        return now ? metrics::explain_span_at(scenario, log, *run.spans, thing.span, plan.at)
                   : metrics::explain_span(scenario, log, *run.spans, thing.span);
    }
    switch (thing.stands) {
        case Stands::task: return about_absent(run, {thing.of}, plan.at);
        case Stands::thread: return metrics::explain_thread_gap(scenario, log, *run.spans, {thing.of}, plan.at);
        case Stands::core: return metrics::explain_core_gap(scenario, log, *run.spans, {thing.of}, plan.at);
        case Stands::device: return about_device(run, {thing.of}, plan.at);
        case Stands::line: return about_line(run, thing, plan.at);
        case Stands::part: return chip_sentence(run, run.at(plan.at), ChipPart(thing.of));
        default: return {};
    }
}

}  // namespace

RichText sentence(const Run& run, const Plan& plan, const Thing& thing) {
    RichText text = about_thing(run, plan, thing);
    return thing.kind == Kind::chip_core ? text.then(about(ChipPart::core)) : text;
}

}  // namespace stage
