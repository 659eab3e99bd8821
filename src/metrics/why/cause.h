#pragma once

// What caused a span: one step along the chain of causes, and one step back.
//
//     span                   its cause
//     ready                  what ran until then on the core that it got
//     queued                 what its thread did until then; the task that had to finish first
//     in line for a device   the task that the device served until then
//     lock                   the task that released it then, otherwise the one that holds it
//     semaphore              the task that released a permit then, otherwise one that holds one
//     message                the task that sent it, or took one out of the full queue
//     children, parts,       the last of them to end
//     an offload
//     served by a device,    the task's own span before it; for its first span, the task that
//     asleep, on a core      has spawned it
//     of a recording         what has woken or triggered it, as far as recorded; what took its core;
//                            the enclosing slice
//
// Spans are identified by the numbers of trace::Log::span(). If nothing resumed a span at that very instant, its
// cause is what was in its way when it began to wait and no longer is when it resumes; otherwise it is the previous
// span of the task. A cause never ends later than its effect, so the chain finally leads to an arrival. In a run that
// ends in a deadlock the chain is a circle, like the deadlock.

#include "metrics/why/why.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

enum class CauseKind : uint8_t {
    before,
    core,
    thread,
    device,
    lock,
    permit,
    message,
    room,
    children,
    spawned,
    over_first,
    woken,
    around
};

struct Cause {
    size_t span = 0;
    CauseKind kind = CauseKind::before;
    bool operator==(const Cause&) const = default;
};

std::optional<Cause> cause_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                              size_t span);

// Returns the spans that this one caused, those of other tasks first, up to the limit.
std::vector<size_t> effects_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                               size_t span, size_t max);

// "what holds thread 3?"
std::string cause_question(const scenario::Scenario& scenario, const trace::Log& log, size_t of, const Cause& cause);

}  // namespace metrics
