#include "present/states.h"

#include "base/say.h"

namespace present {

std::string state_name(trace::SpanKind kind) {
    using enum trace::SpanKind;
    switch (kind) {
        case running:
        case sharing: return say_plain("running");
        case switching: return say_plain("switching");
        case ready: return say_plain("ready");
        case blocked: return say_plain("blocked");
        case waiting: return say_plain("waiting without a thread");
        case queued: return say_plain("queued");
    }
    return {};
}

std::string state_meaning(trace::SpanKind kind) {
    using enum trace::SpanKind;
    switch (kind) {
        case running: return say_plain("running");
        case switching: return say_plain("switching");
        case ready: return say_plain("ready, needs a core");
        case blocked: return say_plain("blocked, holds its thread");
        case waiting: return say_plain("waiting, holds no thread");
        case queued: return say_plain("queued, needs a thread");
        case sharing: return say_plain("running, shares the cores");
    }
    return {};
}

std::string overhead_name(trace::Reason reason) {
    using enum trace::Reason;
    switch (reason) {
        case process_switch: return say_plain("switching to another process");
        case migration: return say_plain("moving from another core");
        case thread_start: return say_plain("starting a thread");
        case process_start: return say_plain("starting a process");
        case callback: return say_plain("picking up a callback");
        default: return say_plain("switching");
    }
}

std::array<LevelWords, 3> level_words() {
    return {{
        {"concurrency", say_plain("concurrency"), say_plain("in progress"), Emphasis::concurrency},
        {"parallelism", say_plain("parallelism"), say_plain("executing"), Emphasis::parallelism},
        {"asynchrony", say_plain("asynchrony"), say_plain("waiting, no thread"), Emphasis::asynchrony},
    }};
}

}  // namespace present
