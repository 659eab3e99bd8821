#include "session/gap.h"

#include "metrics/names.h"
#include "trace/recording.h"

#include <algorithm>

namespace session {

namespace {

using chart::LaneKind;

constexpr size_t most_looked_at = 4096;  // the maximum number of bars that may overlap

std::optional<chart::Lane> lane_named(const chart::Pane& pane, const LaneName& name) {
    const auto number = lane_of(*pane.lanes, name);
    if (!number) return {};
    return (*pane.lanes)[*number];
}

// Returns how many bars of the lane have begun by `t`.
size_t begun(const chart::Lane& lane, Time t) {
    const auto after = std::partition_point(lane.spans.begin(), lane.spans.end(),
                                            [&](uint32_t place) { return lane.store->start(place) <= t; });
    return size_t(after - lane.spans.begin());
}

// Returns when the first n bars have ended. Only tasks that share cores overlap on a lane.
Time all_ended(const chart::Lane& lane, size_t n) {
    Time last;
    for (size_t i = n; i > 0 && i + most_looked_at > n; --i) {
        last = std::max(last, lane.store->end(lane.spans[i - 1]));
        if (lane.store->kind(lane.spans[i - 1]) != trace::SpanKind::sharing) break;
    }
    return last;
}

bool has_gaps(const chart::Lane& lane) {
    if (lane.kind == LaneKind::server || lane.kind == LaneKind::core) return true;
    return chart::has_instants(lane.kind) && !lane.spans.empty();
}

// Threads that were made for one task share lanes: the lane belongs to the last thread that was on it.
ThreadId thread_at(const chart::Lane& lane, Time t) {
    const size_t n = begun(lane, t);
    return (*lane.store)[lane.spans[n == 0 ? 0 : n - 1]].thread;
}

}  // namespace

std::optional<Range> stretch_of(const chart::Pane& pane, const ChosenGap& gap) {
    const Time last = pane.results->makespan;
    if (gap.at < Time{} || gap.at >= last) return {};
    const auto lane = lane_named(pane, gap.lane);
    if (!lane || !has_gaps(*lane)) return {};
    const size_t n = begun(*lane, gap.at);
    Range stretch{all_ended(*lane, n), n == lane->spans.size() ? last : lane->store->start(lane->spans[n])};
    if (stretch.begin > gap.at) return {};
    stretch.end = std::max(stretch.end, gap.at + nsec(1));
    return stretch;
}

RichText explain_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap) {
    const auto lane = lane_named(pane, gap.lane);
    if (!lane || !has_gaps(*lane)) return {};
    if (lane->kind == LaneKind::server) return metrics::explain_server(*pane.scenario, *pane.log, lane->index, gap.at);
    if (lane->kind == LaneKind::core)
        return metrics::explain_core_gap(*pane.scenario, *pane.log, index, CoreId{lane->index}, gap.at);
    const ThreadId thread = thread_at(*lane, gap.at);
    return thread ? metrics::explain_thread_gap(*pane.scenario, *pane.log, index, thread, gap.at) : RichText{};
}

std::string gap_lane_label(const chart::Pane& pane, const ChosenGap& gap) {
    const auto lane = lane_named(pane, gap.lane);
    if (!lane) return {};
    const bool recorded = pane.log->recording && chart::has_instants(lane->kind);
    return recorded ? pane.log->recording->thread_name({lane->index}) : lane->label;
}

std::optional<GapCause> cause_of_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap) {
    const auto lane = lane_named(pane, gap.lane);
    if (!lane || !has_gaps(*lane)) return {};
    if (lane->kind == LaneKind::core)
        if (const auto span = metrics::span_beside_core(*pane.scenario, *pane.log, index, CoreId{lane->index}, gap.at))
            return GapCause{uint32_t(*span), say_plain("what happens meanwhile?")};
    const size_t n = begun(*lane, gap.at);
    if (n == 0) return {};
    return GapCause{lane->number(n - 1), say_plain("what came before?")};
}

std::optional<uint32_t> bar_after(const chart::Pane& pane, const ChosenGap& gap) {
    const auto lane = lane_named(pane, gap.lane);
    if (!lane) return {};
    const size_t n = begun(*lane, gap.at);
    return n < lane->spans.size() ? std::optional(lane->number(n)) : std::nullopt;
}

}  // namespace session
