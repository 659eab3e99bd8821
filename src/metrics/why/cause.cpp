#include "metrics/why/cause.h"

#include "base/say.h"
#include "base/arrange.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "scenario/programs.h"
#include "scenario/steps.h"

#include <algorithm>
#include <functional>

namespace metrics {

using scenario::Step;
using scenario::StepKind;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

constexpr size_t most_looked_at = 20'000;  // the maximum number of spans that end at one instant and are searched

bool on_core(const Span& span) {
    return span.kind == SpanKind::running || span.kind == SpanKind::switching || span.kind == SpanKind::sharing;
}

class Causes {
public:
    Causes(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index)
        : scenario_(scenario), log_(log), index_(index), lists_(scenario) {}

    std::optional<Cause> of(size_t number) const {
        const Span span = log_.span(number);
        std::optional<Cause> cause = log_.recording ? recorded(number, span) : run(number, span);
        if (!cause) cause = before(number, span);
        if (!cause) cause = parent(span);
        return cause;
    }

    // Visits the spans that end at t, in order.
    template <class Each>
    void ending(Time t, Each each) const {
        for (size_t i = log_.spans.first_after(t - nsec(1)), n = 0;
             i < log_.spans.size() && n < most_looked_at && log_.spans.end(i) == t; ++i, ++n)
            each(i, log_.spans[i]);
    }

    std::optional<size_t> next(const Span& span) const {  // the span of the same task that begins where this one ends
        for (size_t i : index_.at(log_, span.end()))
            if (log_.spans.task(i) == span.task && log_.spans.start(i) == span.end()) return i;
        return {};
    }

private:
    uint32_t server_of(const Span& span) const { return log_.tasks[span.task.index].server; }
    const std::vector<Step>& steps(TaskId task) const { return lists_[log_.tasks[task.index].program]; }
    const Step* step(const Span& span) const {
        const std::vector<Step>& list = steps(span.task);
        return span.step < list.size() ? &list[span.step] : nullptr;
    }
    bool over_at(TaskId task, Time t) const {
        return log_.tasks[task.index].finished && *log_.tasks[task.index].finished == t;
    }

    // The last span that ends at t and matches.
    template <class Is>
    std::optional<size_t> ended(Time t, TaskId but, Is is) const {
        std::optional<size_t> found;
        ending(t, [&](size_t i, const Span& other) {
            if (other.task != but && is(other)) found = i;
        });
        return found;
    }
    // Finds a span that lasts beyond the start of this span, and has ended when this span ends.
    template <class Is>
    std::optional<size_t> in_way_of(const Span& span, Is is) const {
        for (size_t i : index_.at(log_, span.start))
            if (const Span other = log_.spans[i]; other.task != span.task && other.end() <= span.end() && is(other))
                return i;
        return {};
    }
    // Returns what resumed the span; otherwise what was in its way when it began.
    template <class Let, class Way>
    std::optional<Cause> let_or_in_way(const Span& span, CauseKind kind, Let let, Way way) const {
        if (const auto found = ended(span.end(), span.task, let)) return Cause{*found, kind};
        if (const auto found = in_way_of(span, way)) return Cause{*found, kind};
        return {};
    }

    std::optional<Cause> before(size_t number, const Span& span) const {
        std::optional<Cause> found;
        ending(span.start, [&](size_t i, const Span& other) {
            if (i != number && other.task == span.task) found = Cause{i, CauseKind::before};
        });
        return found;
    }

    // The cause of a task that was made by another one.
    std::optional<Cause> parent(const Span& span) const {
        const trace::Task& task = log_.tasks[span.task.index];
        if (!task.parent) return {};
        const auto found = ended(task.arrival, span.task, [&](const Span& other) { return other.task == task.parent; });
        return found ? std::optional(Cause{*found, CauseKind::spawned}) : std::nullopt;
    }

    std::optional<Cause> run(size_t number, const Span& span) const {
        switch (span.kind) {
            case SpanKind::ready: return wants_core(span);
            case SpanKind::queued: return wants_thread(span);
            case SpanKind::blocked:
            case SpanKind::waiting: return waits(span);
            default: break;
        }
        return before(number, span);
    }

    std::optional<Cause> wants_core(const Span& span) const {
        const auto after = next(span);
        const CoreId core = after ? log_.spans[*after].core : CoreId{};
        if (core)
            if (const auto found = ended(span.end(), span.task,
                                         [&](const Span& other) { return other.core == core && on_core(other); }))
                return Cause{*found, CauseKind::core};
        const auto found =
            in_way_of(span, [&](const Span& other) { return on_core(other) && server_of(other) == server_of(span); });
        return found ? std::optional(Cause{*found, CauseKind::core}) : std::nullopt;
    }

    std::optional<Cause> wants_thread(const Span& span) const {
        const trace::Task& task = log_.tasks[span.task.index];
        if (span.reason == Reason::after || span.reason == Reason::serial) {
            const scenario::Work& work = scenario_.work[task.row];
            const auto comes_first = [&](const Span& other) {
                const uint32_t row = log_.tasks[other.task.index].row;
                return span.reason == Reason::serial
                           ? row == task.row && other.task < span.task
                           : std::find(work.after.begin(), work.after.end(), row) != work.after.end();
            };
            return let_or_in_way(
                span, CauseKind::over_first,
                [&](const Span& other) { return over_at(other.task, span.end()) && comes_first(other); }, comes_first);
        }
        const auto after = next(span);
        const ThreadId thread = after ? log_.spans[*after].thread : ThreadId{};
        const auto has_it = [&](const Span& other) { return thread && other.thread == thread; };
        // A task that waits for this very task is in its way only if neither can continue, as in a deadlock.
        const auto has_one = [&](const Span& other) {
            return other.thread && server_of(other) == server_of(span) && (other.task != task.parent || !task.finished);
        };
        return let_or_in_way(span, CauseKind::thread, has_it, has_one);
    }

    std::optional<Cause> waits(const Span& span) const {
        const Step* what = step(span);
        if (!what) return {};
        switch (span.reason) {
            case Reason::device_queue: {
                const bool each = scenario_.devices[what->device.index].per == scenario::Per::server;
                const auto served = [&](const Span& other) {
                    const Step* its = other.reason == Reason::device ? step(other) : nullptr;
                    return its && its->kind == StepKind::io && its->device == what->device &&
                           (!each || server_of(other) == server_of(span));
                };
                return let_or_in_way(span, CauseKind::device, served, served);
            }
            case Reason::lock: return for_lock(span, what->lock);
            case Reason::semaphore: return for_permit(span, what->semaphore);
            case Reason::queue_empty:
                return for_message(span, StepKind::send, CauseKind::message, what->queue,
                                   scenario_.queues[what->queue.index].delay);
            case Reason::queue_full: return for_message(span, StepKind::receive, CauseKind::room, what->queue, Time{});
            case Reason::children:
            case Reason::parts:
            case Reason::offload: {
                const auto child = [&](const Span& other) { return log_.tasks[other.task.index].parent == span.task; };
                return let_or_in_way(
                    span, CauseKind::children,
                    [&](const Span& other) { return child(other) && over_at(other.task, span.end()); }, child);
            }
            default: return {};
        }
    }

    // When `other` ends, does its task reach a step of that kind before the next step that takes time?
    template <class Is>
    bool comes_to(const Span& other, Is is) const {
        const std::vector<Step>& list = steps(other.task);
        for (size_t s = size_t(other.step) + 1; s < list.size(); ++s) {
            if (is(list[s])) return true;
            // If a step took time before it, that step's span would end there instead.
            if (!scenario::row_of(list[s].kind).takes_no_time) return false;
        }
        return false;
    }

    bool has_lock(const Span& other, LockId lock) const {
        const std::vector<Step>& list = steps(other.task);
        bool taken = false;
        for (size_t s = 0; s < std::min<size_t>(other.step, list.size()); ++s) {
            if (list[s].kind == StepKind::lock && list[s].lock == lock) taken = true;
            if (list[s].kind == StepKind::unlock && list[s].lock == lock) taken = false;
        }
        return taken;
    }

    std::optional<Cause> for_lock(const Span& span, LockId lock) const {
        const bool each = scenario_.locks[lock.index].per == scenario::Per::server;
        const auto near = [&](const Span& other) { return !each || server_of(other) == server_of(span); };
        const auto gives_back = [&](const Span& other) {
            return near(other) && has_lock(other, lock) &&
                   comes_to(other, [&](const Step& s) { return s.kind == StepKind::unlock && s.lock == lock; });
        };
        return let_or_in_way(span, CauseKind::lock, gives_back,
                             [&](const Span& other) { return near(other) && has_lock(other, lock); });
    }

    bool holds_permit(const Span& other, SemaphoreId semaphore) const {
        const std::vector<Step>& list = steps(other.task);
        int64_t held = 0;
        for (size_t s = 0; s < std::min<size_t>(other.step, list.size()); ++s)
            if (list[s].semaphore == semaphore) held += list[s].kind == StepKind::acquire ? 1 : held > 0 ? -1 : 0;
        return held > 0;
    }

    std::optional<Cause> for_permit(const Span& span, SemaphoreId semaphore) const {
        const bool each = scenario_.semaphores[semaphore.index].per == scenario::Per::server;
        const auto near = [&](const Span& other) { return !each || server_of(other) == server_of(span); };
        const auto gives_back = [&](const Span& other) {
            return near(other) && comes_to(other, [&](const Step& s) {
                       return s.kind == StepKind::release && s.semaphore == semaphore;
                   });
        };
        return let_or_in_way(span, CauseKind::permit, gives_back,
                             [&](const Span& other) { return near(other) && holds_permit(other, semaphore); });
    }

    std::optional<Cause> for_message(const Span& span, StepKind kind, CauseKind cause, QueueId queue,
                                     Time delay) const {
        const bool each = scenario_.queues[queue.index].per == scenario::Per::server;
        const auto found = ended(span.end() - delay, span.task, [&](const Span& other) {
            return (!each || server_of(other) == server_of(span)) &&
                   comes_to(other, [&](const Step& s) { return s.kind == kind && s.queue == queue; });
        });
        return found ? std::optional(Cause{*found, cause}) : std::nullopt;
    }

    // ---- recordings -----------------------------------------------------------------

    std::optional<Cause> recorded(size_t number, const Span& span) const {
        if (is_slice(log_, number)) {
            if (const auto arrows = arrows_to(log_, number); !arrows.empty())
                return Cause{arrows.front().from, CauseKind::woken};
            const auto around = slice_around(log_, number);
            return around ? std::optional(Cause{*around, CauseKind::around}) : std::nullopt;
        }
        const auto own = before(number, span);
        if (span.kind == SpanKind::ready && span.reason == Reason::preempted) {
            const CoreId core = own ? log_.spans[own->span].core : CoreId{};
            if (core)
                if (const auto found =
                        in_way_of(span, [&](const Span& other) { return on_core(other) && other.core == core; }))
                    return Cause{*found, CauseKind::core};
        }
        if (own) return own;
        const auto& links = log_.recording->links;
        const auto link = std::lower_bound(links.begin(), links.end(), span.task,
                                           [](const trace::Link& l, TaskId id) { return l.to < id; });
        if (link == links.end() || link->to != span.task || link->from == span.task) return {};
        std::optional<Cause> found;
        for (size_t i : index_.at(log_, link->left))
            if (log_.spans.task(i) == link->from && log_.spans.start(i) < span.start)
                found = Cause{i, CauseKind::woken};
        if (!found)
            ending(link->left, [&](size_t i, const Span& other) {
                if (other.task == link->from && other.start < span.start) found = Cause{i, CauseKind::woken};
            });
        return found;
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const SpanIndex& index_;
    scenario::StepLists lists_;
};

}  // namespace

std::optional<Cause> cause_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                              size_t span) {
    if (span >= log.numbers()) return {};
    return Causes(scenario, log, index).of(span);
}

// The effects of a span begin to wait before it ends and resume when it ends, or begin when it ends; or the effect
// is a message that arrives later. All of these end or begin at one of only a few instants, so only a few causes
// have to be computed.
std::vector<size_t> effects_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                               size_t number, size_t max) {
    std::vector<size_t> effects;
    if (number >= log.numbers()) return effects;
    const Causes causes(scenario, log, index);
    if (is_slice(log, number)) {
        std::vector<size_t> after;
        for (const Arrow& arrow : arrows_from(log, number)) after.push_back(arrow.to);
        const std::vector<size_t> inside = slices_inside(log, number, max);
        after.insert(after.end(), inside.begin(), inside.end());
        for (const size_t i : after)
            if (const auto cause = causes.of(i); cause && cause->span == number && effects.size() < max &&
                                                 std::find(effects.begin(), effects.end(), i) == effects.end())
                effects.push_back(i);
        return effects;
    }
    const Span span = log.spans[number];
    std::vector<size_t> candidates;
    const auto add = [&](Time t) {
        causes.ending(t, [&](size_t i, const Span&) { candidates.push_back(i); });
        for (size_t i : index.at(log, t)) candidates.push_back(i);
    };
    add(span.end());
    for (const scenario::Queue& queue : scenario.queues)
        if (queue.delay > Time{}) add(span.end() + queue.delay);
    if (log.recording)
        for (const trace::Link& link : log.recording->links)
            if (link.from == span.task && link.left >= span.start && link.left <= span.end()) add(link.came);
    arrange(candidates, std::less<>());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::stable_partition(candidates.begin(), candidates.end(),
                          [&](size_t i) { return log.spans.task(i) != span.task; });
    for (size_t i : candidates) {
        if (i == number || effects.size() >= max) continue;
        const auto cause = causes.of(i);
        if (cause && cause->span == number) effects.push_back(i);
    }
    return effects;
}

std::string cause_question(const scenario::Scenario& scenario, const trace::Log& log, size_t of, const Cause& cause) {
    const Span span = log.span(of), other = log.span(cause.span);
    const bool schedule = log.recording && log.recording->kind == trace::Recording::Kind::schedule;
    switch (cause.kind) {
        case CauseKind::before: return say_plain("what came before?");
        case CauseKind::core: {
            const CoreId core = other.core && other.kind != SpanKind::sharing ? other.core : CoreId{0};
            return say_plain("what is running on {core}?", {{"core", core_name(log, core)}});
        }
        case CauseKind::thread:
            return say_plain("what holds {thread}?", {{"thread", thread_in_text(scenario, log, other.thread)}});
        case CauseKind::device: return say_plain("which task is being served?");
        case CauseKind::lock: return say_plain("which task holds the lock?");
        case CauseKind::permit: return say_plain("which task releases a permit?");
        case CauseKind::message: return say_plain("which task sends it?");
        case CauseKind::room: return say_plain("what frees a place?");
        case CauseKind::children:
            return span.reason == Reason::offload ? say_plain("what is the worker doing?")
                                                  : say_plain("what is left to do?");
        case CauseKind::spawned: return say_plain("what created it?");
        case CauseKind::over_first: return say_plain("what comes first?");
        case CauseKind::around: return say_plain("which slice encloses it?");
        case CauseKind::woken: return schedule ? say_plain("what woke it?") : say_plain("what triggered it?");
    }
    return {};
}

}  // namespace metrics
