#include "metrics/code_now.h"

#include "base/arrange.h"

#include <algorithm>
#include <tuple>

namespace metrics {

using trace::CodeSite;
using trace::no_callback;

namespace {

// An interval that takes no time covers its moment.
bool covers(Time began, Time ended, Time t) { return began <= t && (t < ended || (began == ended && t == began)); }

bool runs_at(const trace::Callback& one, Time t) {
    return one.began && covers(*one.began, one.ended.value_or(longest_time), t);
}

// Within a loop, the numbers of its callbacks decide; between loops, the time.
bool later(const trace::Callback& a, const trace::Callback& b) {
    return *a.began != *b.began ? *a.began > *b.began : a.turn > b.turn;
}

uint32_t running_at(const trace::Callbacks& record, Time t, uint32_t chosen) {
    // The selected callback runs to its end, where it may print its last line.
    if (chosen < record.all.size() &&
        (runs_at(record.all[chosen], t) || (record.all[chosen].began && record.all[chosen].ended == t)))
        return chosen;
    uint32_t found = no_callback, number = 0;
    for (const trace::Callback& one : record.all) {
        if (runs_at(one, t) && (found == no_callback || later(one, record.all[found]))) found = number;
        ++number;
    }
    return found;
}

// Are they the same place? A line without a column is the whole line.
bool same(CodeSite site, CodeSite wanted) {
    return site == wanted ||
           (site.is_line() && wanted.is_line() && wanted.column() == 0 && site.line() == wanted.line());
}

// The place in the callback that computes at t, or did so last; or that prints at t.
CodeSite site_at(const trace::Callbacks& record, Time t, uint32_t callback, CodeSite preferred) {
    CodeSite found = record.all[callback].site;
    bool meant = false;
    for (const trace::Stretch& stretch : record.stretches) {
        if (stretch.callback != callback || stretch.began > t) continue;
        found = stretch.site;
        meant = meant || (same(found, preferred) && (t < stretch.ended || t == stretch.began));
    }
    for (const trace::Line& line : record.lines) {
        if (line.callback != callback || line.at != t || !line.site) continue;
        found = line.site;
        meant = meant || same(found, preferred);
    }
    return meant ? preferred : found;
}

}  // namespace

CodeNow code_at(const trace::Callbacks& record, Time t, Chosen chosen) {
    CodeNow now;
    const bool known = chosen.callback < record.all.size();
    now.callback = running_at(record, t, chosen.callback);
    // The chosen callback is being registered.
    if (known && now.callback != chosen.callback && record.all[chosen.callback].registered == t &&
        record.all[chosen.callback].by < record.all.size()) {
        now.callback = record.all[chosen.callback].by;
        now.site = record.all[chosen.callback].site;
        now.runs = true;
    }
    if (now.callback == no_callback) {
        if (!known) return now;
        now.callback = chosen.callback;
        now.site = record.all[chosen.callback].site;
        return now;
    }
    if (!now.runs) now.site = site_at(record, t, now.callback, chosen.site);
    now.runs = true;
    const trace::Callback& one = record.all[now.callback];
    std::vector<const trace::StackFrame*> open;
    for (const trace::StackFrame& frame : record.frames) {
        if (frame.callback != now.callback) continue;
        const bool cut = !one.ended && frame.ended == frame.began && frame.began <= t;  // the run ended in it
        const bool to_the_end = frame.ended == t && one.ended == t;
        if (covers(frame.began, frame.ended, t) || cut || to_the_end) open.push_back(&frame);
    }
    arrange(open, [](const trace::StackFrame* a, const trace::StackFrame* b) { return a->depth > b->depth; });
    for (const trace::StackFrame* frame : open)
        if (frame->site && frame->site != now.site) now.stack.push_back(frame->site);
    return now;
}

std::vector<Moment> moments_of(const trace::Callbacks& record, CodeSite site) {
    std::vector<Moment> moments;
    for (const trace::Stretch& stretch : record.stretches)
        if (same(stretch.site, site)) moments.push_back({stretch.began, stretch.callback});
    for (const trace::Line& line : record.lines)
        if (same(line.site, site)) moments.push_back({line.at, line.callback});
    if (moments.empty()) {
        uint32_t number = 0;
        for (const trace::Callback& one : record.all) {
            if (same(one.site, site)) moments.push_back({one.registered, number});
            ++number;
        }
    }
    if (moments.empty())
        for (const trace::StackFrame& frame : record.frames)
            if (same(frame.site, site)) moments.push_back({frame.began, frame.callback});
    arrange(moments, [](const Moment& a, const Moment& b) { return a.at < b.at; });
    moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
    return moments;
}

}  // namespace metrics
