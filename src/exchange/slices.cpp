#include "exchange/slices.h"

#include "base/arrange.h"
#include "base/number.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace exchange {

namespace {

constexpr int most_lanes_beside = 8;  // of a track whose slices overlap
constexpr size_t most_counters = 10'000;

std::string times(uint64_t n, const char* one, const char* many) { return grouped_text(int64_t(n)) + (n == 1 ? one : many); }

struct Step {
    uint32_t of;  // a track, or the key of an operation
    uint32_t event;
    int64_t at;
    bool operator<(const Step& other) const { return of != other.of ? of < other.of : at != other.at ? at < other.at : event < other.event; }
};

void put_in_order(std::vector<Step>& steps) {
    if (!std::is_sorted(steps.begin(), steps.end())) std::sort(steps.begin(), steps.end());
}

}  // namespace

void Slices::moment(int64_t at) {
    first_ = std::min(first_, at);
    last_ = std::max(last_, at);
}

void Slices::count(uint32_t process, std::string_view series, double value, int64_t at) {
    moment(at);
    if (counter_names_.size() >= most_counters) return;
    const uint32_t id = counter_names_.id_of(std::to_string(process).append(1, ' ').append(series));
    if (id == counters_.size()) counters_.push_back({process, true, {std::string(series), {}, 0, 0}});
    Count& count = counters_[id];
    Chunks<trace::Counter::Sample>& samples = count.counter.samples;
    if (!samples.empty() && samples.back().at.ns == at) {
        samples.back().value = value;
        return;
    }
    if (!samples.empty() && samples.back().at.ns > at) count.sorted = false;
    samples.push_back({{at}, value});
}

// Begins become slices with a length; ends are gone. By track, in the order of time; what comes at one
// time stays in the order of the file.
void Slices::match_begins_and_ends() {
    std::vector<Step> steps;
    for (size_t i = 0; i < events_.size(); ++i)
        if (events_[i].what == What::begin || events_[i].what == What::end) steps.push_back({events_[i].track, uint32_t(i), events_[i].at});
    put_in_order(steps);
    std::vector<uint32_t> open;
    const auto close_all = [&] {
        lone_begins_ += open.size();
        for (const uint32_t i : open) events_[i].length = last_ - events_[i].at;
        open.clear();
    };
    for (size_t n = 0; n < steps.size(); ++n) {
        if (n > 0 && steps[n].of != steps[n - 1].of) close_all();
        Event& event = events_[steps[n].event];
        if (event.what == What::begin) {
            event.what = What::slice;
            open.push_back(steps[n].event);
            continue;
        }
        event.what = What::gone;
        if (open.empty()) {
            ++lone_ends_;
            continue;
        }
        events_[open.back()].length = event.at - events_[open.back()].at;
        open.pop_back();
    }
    close_all();
}

void Slices::gather_slices() {
    std::vector<uint32_t> counts(tracks.size());
    for (const Event& event : events_)
        if (event.what == What::slice) ++counts[event.track];
    by_track_.resize(tracks.size());
    for (size_t t = 0; t < tracks.size(); ++t) by_track_[t].reserve(counts[t]);
    uint32_t order = 0;
    for (const Event& event : events_) {
        ++order;
        if (event.what == What::slice) by_track_[event.track].push_back({since(event.at), since(event.at + event.length), event.name, order});
        flows_ = flows_ || event.what == What::flow_in;
        if (event.track != nothing && event.what != What::flow_in && event.what != What::flow_out) tracks[event.track].used = true;
    }
    // The outer one first. Of two that are the same, the one that comes first in the file.
    const auto before = [](const Open& a, const Open& b) { return a.from != b.from ? a.from < b.from : a.to != b.to ? a.to > b.to : a.order < b.order; };
    for (std::vector<Open>& slices : by_track_)
        if (!std::is_sorted(slices.begin(), slices.end(), before)) std::sort(slices.begin(), slices.end(), before);
}

// Lays what nests onto a thread; gives back what does not.
std::vector<Slices::Open> Slices::lay(Recorder& recorder, const std::vector<Open>& slices, uint32_t track, uint32_t thread) {
    std::vector<Open> beside;
    std::vector<int64_t> open;  // until when
    uint32_t task = 0;
    for (std::vector<Recorder::Nested>& all : deep_) all.clear();
    for (const Open& slice : slices) {
        while (!open.empty() && open.back() <= slice.from) open.pop_back();
        if (!open.empty() && slice.to > open.back()) {
            beside.push_back(slice);
            continue;
        }
        const uint32_t depth = uint32_t(open.size());
        open.push_back(slice.to);
        if (slice.from == slice.to) recorder.add_instant(slice.from, thread, slice.name);
        if (depth == 0) {
            task = recorder.add_task({.arrival = slice.from, .started = slice.from, .first_run = slice.from, .finished = slice.to, .name = slice.name});
            recorder.add_span({.start = slice.from, .end = slice.to, .task = task, .thread = thread, .name = slice.name});
            placed_[track].push_back({slice.from, slice.to, task});
            continue;
        }
        if (flows_) inside_[track].push_back({slice.from, slice.to, task});
        if (depth > most_depth) {
            ++too_deep_;
            continue;
        }
        if (deep_.size() < depth) deep_.resize(depth);
        deep_[depth - 1].push_back({slice.from, slice.to, task, thread, slice.name, depth});
    }
    for (const std::vector<Recorder::Nested>& all : deep_)
        for (const Recorder::Nested& slice : all) recorder.add_nested(slice);
    return beside;
}

void Slices::lay_on_threads(Recorder& recorder) {
    std::vector<uint32_t> order(tracks.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto place = [&](uint32_t t) { return std::tuple(processes[tracks[t].process].order, tracks[t].process, tracks[t].order, tracks[t].id, t); };
    arrange(order, [&](uint32_t a, uint32_t b) { return place(a) < place(b); });

    // Processes are named where there is more than one to see.
    uint32_t seen = nothing;
    const auto see = [&](uint32_t process) {
        several_ = several_ || (seen != nothing && seen != process);
        seen = process;
    };
    for (const Track& track : tracks)
        if (track.used) see(track.process);
    for (const Count& count : counters_) see(count.process);
    placed_.resize(tracks.size());
    inside_.resize(tracks.size());
    thread_of_.assign(tracks.size(), nothing);
    for (const uint32_t t : order) {
        const Track& track = tracks[t];
        if (!track.used) continue;
        std::string label = track.thread_name;
        if (several_) label = name_of_process(track.process) + " · " + label;
        std::vector<Open> slices = std::move(by_track_[t]);
        for (int lane = 0; lane <= most_lanes_beside && (lane == 0 || !slices.empty()); ++lane) {
            const uint32_t thread = recorder.add_thread(lane == 0 ? label : label + ", overlapping" + (lane == 1 ? "" : ' ' + std::to_string(lane)));
            if (lane == 0) thread_of_[t] = thread;
            slices = lay(recorder, slices, t, thread);
            overlapping_ += lane == 0 ? slices.size() : 0;
        }
        left_out_ += slices.size();
        const auto earlier = [](const Placed& a, const Placed& b) { return a.from < b.from; };
        for (std::vector<Placed>* all : {&placed_[t], &inside_[t]})
            if (!std::is_sorted(all->begin(), all->end(), earlier)) arrange(*all, earlier);
    }
}

// Operations of one key are inside each other; the outermost is the task, and it waits for the innermost.
void Slices::follow_async(Recorder& recorder) {
    std::vector<Step> steps;
    for (size_t i = 0; i < events_.size(); ++i)
        if (events_[i].what == What::begin_async || events_[i].what == What::end_async) steps.push_back({events_[i].key, uint32_t(i), events_[i].at});
    put_in_order(steps);
    std::vector<uint32_t> open;  // names
    uint32_t task = 0;
    int64_t cursor = 0;
    const auto wait_until = [&](int64_t to) {
        recorder.add_span({.start = cursor, .end = to, .task = task, .name = open.back(), .kind = trace::SpanKind::waiting});
        cursor = to;
    };
    const auto close_all = [&] {
        if (open.empty()) return;
        wait_until(since(last_));
        recorder.task(task).finished = -1;
        lone_begins_ += open.size();
        open.clear();
    };
    for (size_t n = 0; n < steps.size(); ++n) {
        if (n > 0 && steps[n].of != steps[n - 1].of) close_all();
        const Event& event = events_[steps[n].event];
        const int64_t at = since(event.at);
        if (event.what == What::begin_async) {
            if (open.empty()) {
                task = recorder.add_task({.arrival = at, .started = at, .name = event.name});
                cursor = at;
            } else {
                wait_until(at);
            }
            open.push_back(event.name);
        } else if (open.empty()) {
            ++lone_ends_;
        } else {
            wait_until(at);
            open.pop_back();
            if (open.empty()) recorder.task(task).finished = at;
        }
    }
    close_all();
}

// Whose slice is open at a time, or, where the arrow goes to what comes next, the first from then on.
const Slices::Placed* Slices::placed_at(uint32_t track, int64_t at, bool enclosing) const {
    const std::vector<Placed>& all = placed_[track];
    if (enclosing) {
        const auto next = std::upper_bound(all.begin(), all.end(), at, [](int64_t t, const Placed& placed) { return t < placed.from; });
        return next != all.begin() && at <= (next - 1)->to ? &*(next - 1) : nullptr;
    }
    const auto from = [&](const std::vector<Placed>& list) {
        const auto next = std::lower_bound(list.begin(), list.end(), at, [](const Placed& placed, int64_t t) { return placed.from < t; });
        return next != list.end() ? &*next : nullptr;
    };
    const Placed *task = from(all), *inside = from(inside_[track]);
    return !task || (inside && inside->from < task->from) ? inside : task;
}

void Slices::follow_flows(Recorder& recorder) {
    std::vector<uint32_t> flows;
    for (size_t i = 0; i < events_.size(); ++i)
        if (events_[i].what == What::flow_out || events_[i].what == What::flow_in) flows.push_back(uint32_t(i));
    arrange(flows, [&](uint32_t a, uint32_t b) {
        const Event &x = events_[a], &y = events_[b];
        return x.key != y.key ? x.key < y.key : x.at < y.at;
    });
    for (size_t n = 1; n < flows.size(); ++n) {
        const Event &from = events_[flows[n - 1]], &to = events_[flows[n]];
        if (from.key != to.key || to.what != What::flow_in) continue;
        const Placed* source = placed_at(from.track, since(from.at), true);
        const Placed* target = placed_at(to.track, since(to.at), to.length);
        if (source && target) recorder.add_link({source->task, target->task, since(from.at), std::max(since(to.at), target->from)});
    }
}

void Slices::finish_counters(trace::Recording& recording) {
    for (auto& [process, sorted, counter] : counters_) {
        std::vector<trace::Counter::Sample> samples(counter.samples.begin(), counter.samples.end());
        if (!sorted) std::stable_sort(samples.begin(), samples.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
        counter.samples = {};
        counter.least = counter.most = samples.front().value;
        for (size_t i = 0; i < samples.size(); ++i) {
            counter.least = std::min(counter.least, samples[i].value);
            counter.most = std::max(counter.most, samples[i].value);
            if (i + 1 < samples.size() && samples[i + 1].at == samples[i].at) continue;  // the last one holds
            counter.samples.push_back({{since(samples[i].at.ns)}, samples[i].value});
        }
        if (several_) counter.name = name_of_process(process) + " · " + counter.name;
        recording.counters.push_back(std::move(counter));
    }
    counters_.clear();
}

Recorded Slices::finish(std::string title, std::string format) && {
    if (first_ > last_) first_ = last_ = 0;
    Recorder recorder;
    recorder.recording.events = events_.size() + counter_events;
    match_begins_and_ends();
    gather_slices();
    lay_on_threads(recorder);
    follow_async(recorder);
    follow_flows(recorder);
    for (const Event& event : events_) {
        if (event.what == What::mark) recorder.add_mark(since(event.at), std::string(names[event.name]));
        if (event.what == What::instant) recorder.add_instant(since(event.at), thread_of_[event.track], event.name);
    }

    trace::Recording& recording = recorder.recording;
    recording.kind = trace::Recording::Kind::slices;
    recording.format = std::move(format);
    recording.names = std::move(names);
    finish_counters(recording);
    recording.origin_ns = first_;
    std::vector<std::string>& remarks = recording.remarks;
    if (cut_short) remarks.push_back("The file ends in the middle: what came after is not known.");
    if (lone_ends_ > 0) remarks.push_back(times(lone_ends_, " end has no begin", " ends have no begin") + " and " + (lone_ends_ == 1 ? "is" : "are") + " left out.");
    if (lone_begins_ > 0) remarks.push_back(times(lone_begins_, " slice has no end and lasts", " slices have no end and last") + " until the recording's.");
    if (overlapping_ > 0) remarks.push_back(times(overlapping_, " slice overlaps another", " slices overlap others") + " on its thread without being inside, and " + (overlapping_ == 1 ? "has" : "have") + " a lane beside.");
    if (left_out_ > 0) remarks.push_back(times(left_out_, " slice is", " slices are") + " left out: too many overlap.");
    if (too_deep_ > 0) remarks.push_back(times(too_deep_, " slice is", " slices are") + " left out: inside of more than " + std::to_string(most_depth) + " others.");
    return std::move(recorder).finish(std::move(title), since(last_));
}

}  // namespace exchange
