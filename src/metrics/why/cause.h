#pragma once

// What brought a span about: one step along the chain of causes, and one back.
//
//     span                   its cause
//     ready                  what ran until then on the core that it got
//     queued                 what its thread did until then; the task that had to be over first
//     in line for a device   whom the device served until then
//     lock                   the task that gave it back then, else the one that has it
//     semaphore              the task that released a permit then, else one that holds one
//     message                the task that sent it, or took one out of the full queue
//     children, parts,       the last of them to end
//     an offload
//     served by a device,    the task's own span before it; of the first one, of the task that
//     asleep, on a core      has spawned it
//     of a recording         what the recording says has woken it or set it off; what took its core;
//                            the slice that it is in
//
// Spans go by the numbers of trace::Log::span(). Where nothing let it go on at that very instant, its cause is who was in the way when it began
// to wait and is no more when it goes on; else the task's own span before it. A cause never ends later than what it
// has brought about, so that the chain leads to
// an arrival in the end; but where a run ends in a deadlock it goes in a circle, as that does.

#include "metrics/why/why.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

enum class CauseKind : uint8_t { before, core, thread, device, lock, permit, message, room, children, spawned, over_first, woken, around };

struct Cause {
    size_t span = 0;
    CauseKind kind = CauseKind::before;
    bool operator==(const Cause&) const = default;
};

std::optional<Cause> cause_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t span);

// The spans that this one is the cause of, those of other tasks first; at most so many.
std::vector<size_t> effects_of(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t span, size_t most);

// "what holds thread 3?"
std::string cause_question(const scenario::Scenario& scenario, const trace::Log& log, size_t of, const Cause& cause);

}  // namespace metrics
