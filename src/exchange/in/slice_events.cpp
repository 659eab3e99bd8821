#include "exchange/in/slice_events.h"

#include "base/arrange.h"
#include "base/number.h"
#include "base/say.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace exchange {

namespace {

constexpr int max_lanes_beside = 8;  // extra lanes of a track whose slices overlap
constexpr size_t max_counters = 10'000;

struct Step {
    uint32_t track;
    uint32_t event;
    int64_t at;
    bool operator<(const Step& other) const {
        return track != other.track ? track < other.track : at != other.at ? at < other.at : event < other.event;
    }
};

void put_in_order(std::vector<Step>& steps) {
    if (!std::is_sorted(steps.begin(), steps.end())) std::sort(steps.begin(), steps.end());
}

}  // namespace

void SliceEvents::moment(int64_t at) {
    first_ = std::min(first_, at);
    last_ = std::max(last_, at);
}

void SliceEvents::count(uint32_t process, std::string_view series, double value, int64_t at) {
    moment(at);
    if (counter_names_.size() >= max_counters) return;
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
    bytes_ += bytes_an_event;
}

void SliceEvents::operation(Operations::What what, uint32_t key, uint32_t process, uint32_t category, uint32_t name,
                            int64_t at) {
    moment(at);
    ++operation_events_;
    if (what != Operations::What::end) bytes_ += bytes_a_task;
    operations_.add(what, key, process, category, name, at);
}

// Turns begins into slices with a length, and removes the ends. The result is ordered by track, then by
// time; events of one time keep the order of the file.
void SliceEvents::match_begins_and_ends() {
    std::vector<Step> steps;
    for (size_t i = 0; i < events_.size(); ++i)
        if (events_[i].what == What::begin || events_[i].what == What::end)
            steps.push_back({events_[i].track, uint32_t(i), events_[i].at});
    put_in_order(steps);
    std::vector<uint32_t> open;
    const auto close_all = [&] {
        lone_begins_ += open.size();
        for (const uint32_t i : open) events_[i].length = last_ - events_[i].at;
        open.clear();
    };
    for (size_t n = 0; n < steps.size(); ++n) {
        if (n > 0 && steps[n].track != steps[n - 1].track) close_all();
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
        // An end may name the slice that it ends. Slices inside that one that have no end of their own end here, too.
        const auto last = open.rbegin() + std::ptrdiff_t(std::min(open.size(), max_searched));
        const auto ends =
            std::find_if(open.rbegin(), last, [&](uint32_t i) { return events_[i].name == event.name; });
        if (ends != last) {
            for (auto inside = open.rbegin(); inside != ends; ++inside) {
                events_[*inside].length = event.at - events_[*inside].at;
                ++unfinished_;
            }
            open.erase(ends.base(), open.end());
        }
        events_[open.back()].length = event.at - events_[open.back()].at;
        open.pop_back();
    }
    close_all();
}

// If the times span more than 1,000 days, a clock was wrong: removes all events outside of the period of 1,000 days
// that contains the most events.
void SliceEvents::leave_out_far_events() {
    if (first_ >= last_ || uint64_t(last_) - uint64_t(first_) <= uint64_t(longest_time.ns)) return;
    std::vector<int64_t> times = operations_.times();
    for (const Event& event : events_) times.push_back(event.at);
    for (const Count& count : counters_)
        for (const auto& sample : count.counter.samples) times.push_back(sample.at.ns);
    const auto [from, to] = main_part(std::move(times));
    const auto far = [from = from, to = to](int64_t at) { return at < from || at > to; };
    first_ = INT64_MAX;
    last_ = INT64_MIN;
    Chunks<Event> kept;
    for (const Event& event : events_) {
        const bool ends_far = event.what == What::slice && far(event.at + event.length);
        if (far(event.at) || ends_far) {
            ++far_;
            continue;
        }
        kept.push_back(event);
        moment(event.at);
        if (event.what == What::slice) moment(event.at + event.length);
    }
    events_ = std::move(kept);
    far_ += operations_.leave_out(far);
    for (const int64_t at : operations_.times()) moment(at);
    for (Count& count : counters_) {
        Chunks<trace::Counter::Sample> samples;
        for (const auto& sample : count.counter.samples) {
            if (far(sample.at.ns)) {
                ++far_;
                continue;
            }
            samples.push_back(sample);
            moment(sample.at.ns);
        }
        count.counter.samples = std::move(samples);
    }
    std::erase_if(counters_, [](const Count& count) { return count.counter.samples.empty(); });
}

void SliceEvents::gather_slices() {
    std::vector<uint32_t> counts(tracks.size());
    for (const Event& event : events_)
        if (event.what == What::slice) ++counts[event.track];
    by_track_.resize(tracks.size());
    for (size_t t = 0; t < tracks.size(); ++t) by_track_[t].reserve(counts[t]);
    uint32_t order = 0;
    for (const Event& event : events_) {
        ++order;
        if (event.what == What::slice)
            by_track_[event.track].push_back({since(event.at), since(event.at + event.length), event.name, order});
        flows_ = flows_ || event.what == What::flow_in;
        if (event.track != LogBuilder::none && event.what != What::flow_in && event.what != What::flow_out)
            tracks[event.track].used = true;
    }
    // The outer slice comes first; of two equal ones, the one that comes first in the file.
    const auto before = [](const Open& a, const Open& b) {
        return a.from != b.from ? a.from < b.from : a.to != b.to ? a.to > b.to : a.order < b.order;
    };
    for (std::vector<Open>& slices : by_track_)
        if (!std::is_sorted(slices.begin(), slices.end(), before)) std::sort(slices.begin(), slices.end(), before);
}

// Places nested slices on a thread, and returns those that do not nest.
std::vector<SliceEvents::Open> SliceEvents::lay(LogBuilder& builder, const std::vector<Open>& slices, uint32_t track,
                                                uint32_t thread) {
    std::vector<Open> beside;
    std::vector<int64_t> open;  // the ends of the open slices
    uint32_t task = 0;
    for (std::vector<LogBuilder::Nested>& all : deep_) all.clear();
    for (const Open& slice : slices) {
        while (!open.empty() && open.back() <= slice.from) open.pop_back();
        if (!open.empty() && slice.to > open.back()) {
            beside.push_back(slice);
            continue;
        }
        const uint32_t depth = uint32_t(open.size());
        open.push_back(slice.to);
        if (slice.from == slice.to) builder.add_instant(slice.from, thread, slice.name);
        if (depth == 0) {
            task = builder.add_task({.arrival = slice.from,
                                     .started = slice.from,
                                     .first_run = slice.from,
                                     .finished = slice.to,
                                     .name = slice.name});
            builder.add_span({.start = slice.from, .end = slice.to, .task = task, .thread = thread});
            placed_[track].push_back({slice.from, slice.to, task});
            continue;
        }
        if (flows_) inside_[track].push_back({slice.from, slice.to, task});
        if (depth > LogBuilder::max_depth) {
            ++too_deep_;
            continue;
        }
        if (deep_.size() < depth) deep_.resize(depth);
        deep_[depth - 1].push_back({slice.from, slice.to, task, thread, slice.name, depth});
    }
    for (const std::vector<LogBuilder::Nested>& all : deep_)
        for (const LogBuilder::Nested& slice : all) builder.add_nested(slice);
    return beside;
}

// Lays out the threads of each process, then its asynchronous operations.
void SliceEvents::lay_on_threads(LogBuilder& builder) {
    placed_.resize(tracks.size());
    inside_.resize(tracks.size());
    thread_of_.assign(tracks.size(), LogBuilder::none);
    size_t seen = 0;
    for_each_process(tracks, processes, [&](uint32_t process, const std::vector<uint32_t>& threads) {
        bool any = operations_.has(process);
        for (const uint32_t track : threads) {
            if (!tracks[track].used) continue;
            lay_track(builder, track);
            any = true;
        }
        operations_.lay_on_lanes(builder, names, process,
                                 [&](uint32_t, const LogBuilder::Task& task) { return builder.add_task(task); });
        for (const Count& count : counters_) any = any || count.process == process;
        seen += any;
    });
    // Processes are named if more than one is visible.
    for (size_t i = 0; seen > 1 && i < processes.size(); ++i)
        builder.recording.processes.push_back(processes[i].shown_name());
}

void SliceEvents::lay_track(LogBuilder& builder, uint32_t t) {
    const Track& track = tracks[t];
    std::vector<Open> slices = std::move(by_track_[t]);
    for (int lane = 0; lane <= max_lanes_beside && (lane == 0 || !slices.empty()); ++lane) {
        const std::string name =
            lane == 0   ? track.thread_name
            : lane == 1 ? say_plain("{thread}, overlapping", {{"thread", track.thread_name}})
                        : say_plain("{thread}, overlapping {n}", {{"thread", track.thread_name}, {"n", lane}});
        const uint32_t thread = builder.add_thread({name, track.process});
        if (lane == 0) thread_of_[t] = thread;
        slices = lay(builder, slices, t, thread);
        overlapping_ += lane == 0 ? slices.size() : 0;
    }
    left_out_ += slices.size();
    const auto earlier = [](const Placed& a, const Placed& b) { return a.from < b.from; };
    for (std::vector<Placed>* all : {&placed_[t], &inside_[t]})
        if (!std::is_sorted(all->begin(), all->end(), earlier)) arrange(*all, earlier);
}

// Returns the slice that is open at a time or, if the arrow leads to the next slice, the first one from then on.
const SliceEvents::Placed* SliceEvents::placed_at(uint32_t track, int64_t at, bool enclosing) const {
    const std::vector<Placed>& all = placed_[track];
    if (enclosing) {
        const auto next = std::upper_bound(all.begin(), all.end(), at,
                                           [](int64_t t, const Placed& placed) { return t < placed.from; });
        return next != all.begin() && at <= (next - 1)->to ? &*(next - 1) : nullptr;
    }
    const auto from = [&](const std::vector<Placed>& list) {
        const auto next = std::lower_bound(list.begin(), list.end(), at,
                                           [](const Placed& placed, int64_t t) { return placed.from < t; });
        return next != list.end() ? &*next : nullptr;
    };
    const Placed *task = from(all), *inside = from(inside_[track]);
    return !task || (inside && inside->from < task->from) ? inside : task;
}

void SliceEvents::follow_flows(LogBuilder& builder) {
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
        if (source && target)
            builder.add_link({source->task, target->task, since(from.at), std::max(since(to.at), target->from)});
    }
}

void SliceEvents::finish_counters(trace::Recording& recording) {
    for (auto& [process, sorted, counter] : counters_) {
        std::vector<trace::Counter::Sample> samples(counter.samples.begin(), counter.samples.end());
        if (!sorted) arrange(samples, [](const auto& a, const auto& b) { return a.at < b.at; });
        counter.samples = {};
        counter.min = counter.max = samples.front().value;
        for (size_t i = 0; i < samples.size(); ++i) {
            counter.min = std::min(counter.min, samples[i].value);
            counter.max = std::max(counter.max, samples[i].value);
            if (i + 1 < samples.size() && samples[i + 1].at == samples[i].at) continue;  // the last one counts
            counter.samples.push_back({{since(samples[i].at.ns)}, samples[i].value});
        }
        counter.name = recording.in_process(process, counter.name);
        recording.counters.push_back(std::move(counter));
    }
    counters_.clear();
}

Recorded SliceEvents::finish(std::string title, std::string format) && {
    leave_out_far_events();
    if (first_ > last_) first_ = last_ = 0;
    LogBuilder builder;
    builder.recording.events = events_.size() + operation_events_ + counter_events;
    match_begins_and_ends();
    gather_slices();
    operations_.put_together(first_, last_);
    lay_on_threads(builder);
    follow_flows(builder);
    for (const Event& event : events_) {
        if (event.what == What::mark) builder.add_mark(since(event.at), std::string(names[event.name]));
        if (event.what == What::instant) builder.add_instant(since(event.at), thread_of_[event.track], event.name);
    }

    trace::Recording& recording = builder.recording;
    recording.kind = trace::Recording::Kind::slices;
    recording.format = std::move(format);
    recording.names = std::move(names);
    finish_counters(recording);
    recording.origin_ns = first_;
    recording.remarks = std::move(remarks);
    lone_ends_ += operations_.lone_ends;
    too_deep_ += operations_.too_deep;
    const uint64_t open = operations_.lone_begins, without = operations_.without_lane;
    const auto remark = [&](uint64_t n, Phrase phrase) {
        if (n > 0)
            recording.remarks.push_back(
                say_plain(phrase, {{"n", n, grouped_text(int64_t(n))}, {"max", LogBuilder::max_depth}}));
    };
    if (cut_short)
        recording.remarks.push_back(say_plain("The file is truncated, so it is not known what came after this."));
    remark(lone_ends_, Phrase("{n|{n} end has no begin and is|{n} ends have no begin and are} left out."));
    remark(lone_begins_,
           Phrase("{n|{n} slice has no end and lasts|{n} slices have no end and last} until the recording ends."));
    remark(unfinished_,
           Phrase("{n|{n} slice has no end and lasts|{n} slices have no end and last} until the one around "
                  "{n|it|them} ends."));
    remark(far_,
           Phrase("{n|{n} event is|{n} events are} left out: {n|its time is|their times are} more than 1,000 days away "
                  "from the others."));
    remark(
        open,
        Phrase("{n|{n} operation has no end and lasts|{n} operations have no end and last} until the recording ends."));
    remark(overlapping_, Phrase("{n|{n} slice overlaps another|{n} slices overlap others} on the same thread without "
                                "being nested, and {n|is shown in an extra lane|are shown in extra lanes}."));
    remark(left_out_, Phrase("{n|{n} slice is|{n} slices are} left out: too many overlap."));
    remark(too_deep_, Phrase("{n|{n} slice is|{n} slices are} left out: more than {max} others enclose {n|it|them}."));
    remark(without, Phrase("{n|{n} operation has|{n} operations have} no lane: too many overlap."));
    return recorded_of(std::move(builder), std::move(title), {since(last_)});
}

void for_each_process(const std::vector<SliceEvents::Track>& tracks, const std::vector<SliceEvents::Process>& processes,
                      const std::function<void(uint32_t, const std::vector<uint32_t>&)>& each) {
    std::vector<uint32_t> order(processes.size());
    std::iota(order.begin(), order.end(), 0u);
    arrange(order,
            [&](uint32_t a, uint32_t b) { return std::tie(processes[a].order, a) < std::tie(processes[b].order, b); });
    std::vector<std::vector<uint32_t>> of_process(processes.size());
    for (uint32_t t = 0; t < tracks.size(); ++t) of_process[tracks[t].process].push_back(t);
    for (const uint32_t process : order) {
        std::vector<uint32_t>& threads = of_process[process];
        arrange(threads, [&](uint32_t a, uint32_t b) {
            return std::tie(tracks[a].order, tracks[a].id, a) < std::tie(tracks[b].order, tracks[b].id, b);
        });
        each(process, threads);
    }
}

}  // namespace exchange
