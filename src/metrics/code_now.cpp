#include "metrics/code_now.h"

#include <algorithm>

namespace metrics {

namespace {

// Moments that take no time count at that time.
bool covers(Time began, Time ended, Time t) { return began <= t && (t < ended || (began == ended && t == began)); }

bool runs_at(const trace::Callback& one, Time t) { return one.began && covers(*one.began, one.ended.value_or(longest_time), t); }

}  // namespace

CodeNow code_at(const trace::Callbacks& record, Time t, uint32_t chosen) {
    CodeNow now;
    if (chosen < record.all.size() && runs_at(record.all[chosen], t)) {
        now.callback = chosen;
    } else {
        uint32_t number = 0;
        for (const trace::Callback& one : record.all) {
            const bool later = now.callback == trace::no_callback || *record.all[now.callback].began <= one.began.value_or(Time{});
            if (runs_at(one, t) && later) now.callback = number;
            ++number;
        }
    }
    if (now.callback == trace::no_callback) {
        if (chosen >= record.all.size()) return now;
        now.callback = chosen;
        now.operation = record.all[chosen].operation;
        return now;
    }
    now.runs = true;
    const trace::Callback& one = record.all[now.callback];
    now.operation = one.operation;
    for (const trace::Stretch& stretch : record.stretches)
        if (stretch.callback == now.callback && stretch.began <= t) now.operation = stretch.operation;
    for (const trace::Line& line : record.lines)
        if (line.callback == now.callback && line.at == t && line.operation != trace::no_operation) now.operation = line.operation;
    std::vector<const trace::Frame*> open;
    for (const trace::Frame& frame : record.frames)
        if (frame.callback == now.callback && (covers(frame.began, frame.ended, t) || (!one.ended && frame.ended == frame.began && frame.began <= t))) open.push_back(&frame);
    std::sort(open.begin(), open.end(), [](const trace::Frame* a, const trace::Frame* b) { return a->depth > b->depth; });
    for (const trace::Frame* frame : open)
        if (frame->operation != trace::no_operation && frame->operation != now.operation) now.stack.push_back(frame->operation);
    return now;
}

std::vector<Time> moments_of(const trace::Callbacks& record, uint32_t operation) {
    std::vector<Time> moments;
    for (const trace::Stretch& stretch : record.stretches)
        if (stretch.operation == operation) moments.push_back(stretch.began);
    for (const trace::Line& line : record.lines)
        if (line.operation == operation) moments.push_back(line.at);
    if (moments.empty())
        for (const trace::Callback& one : record.all)
            if (one.operation == operation) moments.push_back(one.registered);
    if (moments.empty())
        for (const trace::Frame& frame : record.frames)
            if (frame.operation == operation) moments.push_back(frame.began);
    std::sort(moments.begin(), moments.end());
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

}  // namespace metrics
