#include "chart/rows/groups.h"

#include "base/arrange.h"
#include "base/number.h"
#include "chart/rows/counter_rows.h"
#include "chart/rows/number_rows.h"
#include "metrics/names.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace chart {

namespace {

using metrics::CountStep;
using Steps = std::vector<CountStep>;

Steps sum_of(const Steps& a, const Steps& b) {
    Steps sum;
    int32_t of_a = 0, of_b = 0;
    for (size_t i = 0, k = 0; i < a.size() || k < b.size();) {
        const Time at = k == b.size() || (i < a.size() && a[i].from < b[k].from) ? a[i].from : b[k].from;
        if (i < a.size() && a[i].from == at) of_a = a[i++].count;
        if (k < b.size() && b[k].from == at) of_b = b[k++].count;
        if (sum.empty() || sum.back().count != of_a + of_b) sum.push_back({at, of_a + of_b});
    }
    return sum;
}

// Counts up to this many separately, and the rest as one.
template <class Map>
Steps mapped(const Steps& steps, const Map& map) {
    Steps result;
    for (const CountStep& step : steps)
        if (result.empty() || result.back().count != map(step.count)) result.push_back({step.from, map(step.count)});
    return result;
}

constexpr Phrase threads_running = "*{n}* of {full} {full|thread|threads} {n|is|are} running ({percent} %).";
constexpr Phrase cores_running = "*{n}* of {full} {full|core|cores} {n|is|are} running ({percent} %).";

// How the spans of one group are counted.
struct Counted {
    metrics::OverlapCount running, switching, ready, blocked, elsewhere, sharing;
};

class Folding {
public:
    Folding(const trace::Log& log, const Lanes& lanes, const std::vector<GroupKey>& keys) : log_(log) {
        fleet_ = metrics::server_count(log) > 1;
        rows_ = groups_with_rows(lanes, keys);
        std::erase_if(rows_, [](const LaneGroup& group) { return !of_lanes(group); });
        counted_.resize(rows_.size());
        const auto put = [](std::vector<uint32_t>& rows, uint32_t number, uint32_t row) {
            if (rows.size() <= number) rows.resize(number + 1, none);
            rows[number] = row;
        };
        for (uint32_t i = 0; i < rows_.size(); ++i) {
            const LaneGroup& group = rows_[i];
            if (group.kind == LaneKind::task) of_tasks_ = i;
            else if (group.kind == LaneKind::thread) put(of_threads_, group.server, i);
            else if (group.kind == LaneKind::process) put(of_processes_, group.index, i);
            else if (group.kind == LaneKind::operation)
                put(of_operations_, log.recording->threads[group.index - 1].operations, i);
            else put(of_cores_, group.server, i);
        }
    }

    std::vector<LevelRow> make() && {
        std::vector<LevelRow> all;
        if (rows_.empty()) return all;
        for (size_t i = 0; i < log_.spans.size(); ++i) count(log_.spans[i]);
        for (size_t i = 0; i < rows_.size(); ++i) all.push_back(row(rows_[i], counted_[i]));
        return all;
    }
    static bool of_lanes(const LaneGroup& group) {
        return group.kind == LaneKind::server || group.kind == LaneKind::core || group.kind == LaneKind::process ||
               group.kind == LaneKind::thread || group.kind == LaneKind::operation || group.kind == LaneKind::task;
    }

private:
    static constexpr uint32_t none = 0xFFFF'FFFF;

    Counted* of(const std::vector<uint32_t>& rows, uint32_t number) {
        return number < rows.size() && rows[number] != none ? &counted_[rows[number]] : nullptr;
    }

    void count(const trace::Span& span) {
        if (of_tasks_ != none && span.task) add(counted_[of_tasks_], span);
        if (!span.thread && !span.core) return;
        const uint32_t server = span.thread ? log_.threads[span.thread.index].server
                                            : span.core.index / std::max(1u, log_.cores_per_server);
        if (Counted* cores = of(of_cores_, server)) add(*cores, span);
        if (!span.thread) return;
        if (Counted* threads = of(of_threads_, server)) add(*threads, span);
        if (!log_.recording) return;
        const trace::Recording::Thread& recorded = log_.recording->threads[span.thread.index];
        if (Counted* process = of(of_processes_, recorded.process)) add(*process, span);
        if (Counted* operations = of(of_operations_, recorded.operations)) add(*operations, span);
    }

    static void add(Counted& counted, const trace::Span& span) {
        using enum trace::SpanKind;
        switch (span.kind) {
            case running: return counted.running.add(span.start, span.end());
            case switching: return counted.switching.add(span.start, span.end());
            case ready: return counted.ready.add(span.start, span.end());
            case blocked: return counted.blocked.add(span.start, span.end());
            case sharing: return counted.sharing.add(span.start, span.end());
            case waiting:
            case queued: return counted.elsewhere.add(span.start, span.end());
        }
    }

    LevelRow row(const LaneGroup& group, Counted& counted) const {
        const int32_t cores = int32_t(std::max(1u, log_.cores_per_server));
        Steps running = counted.running.steps(), ready = counted.ready.steps();
        const Steps sharing = counted.sharing.steps();
        if (!sharing.empty()) {
            const int32_t shared = group.kind == LaneKind::task ? int32_t(log_.cores) : cores;
            running = sum_of(running, mapped(sharing, [=](int32_t n) { return std::min(n, shared); }));
            ready = sum_of(ready, mapped(sharing, [=](int32_t n) { return n - std::min(n, shared); }));
        }
        LevelRow row;
        row.group = group.key();
        row.line_said = "*{n}* {n|needs|need} a core.";
        row.line_said_max = "*{n}* {n|needs|need} a core, at most *{max}* at the same time.";
        const Steps switching = counted.switching.steps(), blocked = counted.blocked.steps();
        const Steps busy = sum_of(running, switching);
        if (group.kind == LaneKind::task) {
            Steps there = sum_of(sum_of(busy, ready), sum_of(blocked, counted.elsewhere.steps()));
            row.parts.push_back(
                {Surface::parallelism,
                 Phrase("*{n}* of at most {full} {full|task|tasks} at a time {n|is|are} running ({percent} %)."),
                 Curve(std::move(running))});
            row.parts.push_back({Surface::concurrency, Phrase("*{n}* {n|is|are} in progress but not running."),
                                 Curve(std::move(there))});
            row.full = std::max(1, row.parts.back().curve.max());
            row.whole = say_plain("up to {n} {n|task|tasks} at a time", {{"n", row.full, grouped_text(row.full)}});
            row.label = say_plain("{n} {n|task|tasks}", {{"n", group.count, grouped_text(group.count)}});
        } else if (group.kind == LaneKind::process || group.kind == LaneKind::operation) {
            recorded_row(row, group, std::move(running), counted);
        } else {
            const bool threads = group.kind == LaneKind::thread;
            row.full = threads ? int32_t(group.count) : cores;
            row.whole = say_plain(threads ? Phrase("{n} {n|thread|threads}") : Phrase("{n} {n|core|cores}"),
                                  {{"n", row.full, grouped_text(row.full)}});
            row.label = row.whole;
            if (group.kind == LaneKind::server) row.label = say_plain("Server {n}", {{"n", group.server + 1}});
            else if (fleet_)
                row.label = say_plain("Server {n} · {lane}", {{"n", group.server + 1}, {"lane", row.whole}});
            row.parts.push_back(
                {Surface::parallelism, threads ? threads_running : cores_running, Curve(std::move(running))});
            if (!switching.empty())
                row.parts.push_back({Surface::overhead, Phrase("*{n}* {n|is|are} switching."), Curve(busy)});
            if (threads && !blocked.empty())
                row.parts.push_back({Surface::held, Phrase("*{n}* {n|is|are} blocked."), Curve(sum_of(busy, blocked))});
        }
        if (!ready.empty()) row.line = Curve(std::move(ready));
        return row;
    }

    // For a process: how many of its threads have an open slice, and how many of its operations are in
    // progress. For operations: how many are in progress.
    void recorded_row(LevelRow& row, const LaneGroup& group, Steps running, Counted& counted) const {
        const trace::Recording& recording = *log_.recording;
        Steps under_way = counted.elsewhere.steps();
        if (group.kind == LaneKind::operation) {
            row.label = recording.threads[group.index - 1].name;
            row.parts.push_back({Surface::asynchrony,
                                 Phrase("*{n}* of at most {full} {full|operation|operations} at a time {n|is|are} in "
                                        "progress ({percent} %)."),
                                 Curve(std::move(under_way))});
            row.full = std::max(1, row.parts.back().curve.max());
            row.whole = say_plain("up to {n} at a time", {{"n", row.full, grouped_text(row.full)}});
            return;
        }
        row.label = recording.processes[group.index];
        row.full = 0;
        for (const trace::Recording::Thread& thread : recording.threads)
            row.full += thread.process == group.index && thread.operations == 0;
        row.whole = say_plain("{n} {n|thread|threads}", {{"n", row.full, grouped_text(row.full)}});
        row.full = std::max(1, row.full);
        row.parts.push_back({Surface::parallelism, threads_running, Curve(std::move(running))});
        row.line_said = "*{n}* {n|operation is|operations are} in progress.";
        row.line_said_max = "*{n}* {n|operation is|operations are} in progress, at most *{max}* at the same time.";
        row.line_is_async = true;
        row.line = Curve(std::move(under_way));
    }

    const trace::Log& log_;
    bool fleet_ = false;
    std::vector<LaneGroup> rows_;
    std::vector<Counted> counted_;            // by row
    std::vector<uint32_t> of_cores_, of_threads_;  // rows, by server
    std::vector<uint32_t> of_processes_, of_operations_;  // by process; by kind of operation
    uint32_t of_tasks_ = none;
};

constexpr float mark_px = 2;

std::string shown(double value) { return rounded_text(value, value == std::floor(value) || value >= 100 ? 0 : 1); }

// The whole number whose plural form fits a mean: "1 is", but "0.5 are" and "1.5 are".
int64_t form_of(double mean) { return mean == std::floor(mean) ? int64_t(mean) : 0; }

}  // namespace

bool foldable(const LaneGroup& group) {
    return group.count > 1 || group.kind == LaneKind::server || group.kind == LaneKind::process;
}

std::vector<GroupKey> folded_at_first(const Lanes& lanes) {
    std::vector<GroupKey> servers;
    for (const LaneGroup& group : lanes.groups())
        if (group.kind == LaneKind::server) servers.push_back(group.key());
    if (servers.size() <= max_open_servers) servers.clear();
    return servers;
}

bool goes_with(const LaneGroup& group, GroupKey folded) {
    if (folded.kind == LaneKind::process) return group.kind != LaneKind::process && group.process == folded.index;
    if (group.server != folded.server) return false;
    if (folded.kind == LaneKind::device) return group.kind == LaneKind::line && group.index == folded.index;
    return folded.kind == LaneKind::server && (group.kind == LaneKind::core || group.kind == LaneKind::thread);
}

std::vector<LaneGroup> groups_with_rows(const Lanes& lanes, const std::vector<GroupKey>& keys) {
    const auto before = [](const GroupKey& a, const GroupKey& b) {
        return std::tie(a.kind, a.server, a.index) < std::tie(b.kind, b.server, b.index);
    };
    std::vector<GroupKey> sorted = keys;
    arrange(sorted, before);
    std::vector<LaneGroup> rows;
    std::optional<GroupKey> last;  // the groups that fold together with this one come after it
    for (const LaneGroup& group : lanes.groups()) {
        if (last && goes_with(group, *last)) continue;
        if (group.slices) continue;
        const bool folded = foldable(group) && std::binary_search(sorted.begin(), sorted.end(), group.key(), before);
        if (!folded && group.count > 0) continue;
        if (folded) last = group.key();
        rows.push_back(group);
    }
    return rows;
}

FoldedGroups fold_groups(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes,
                         const std::vector<GroupKey>& keys) {
    FoldedGroups folded;
    folded.rows = Folding(log, lanes, keys).make();
    for (const LaneGroup& group : lanes.groups())
        if (group.slices && std::find(keys.begin(), keys.end(), group.key()) != keys.end())
            folded.first_only.push_back(group.key());
    // Tasks are the last group.
    const bool tasks = !folded.rows.empty() && folded.rows.back().group.kind == LaneKind::task;
    std::vector<LevelRow> numbers = number_rows(scenario, log, lanes, keys);
    folded.rows.insert(folded.rows.end() - (tasks ? 1 : 0), std::make_move_iterator(numbers.begin()),
                       std::make_move_iterator(numbers.end()));
    return folded;
}

RichText level_text(const LevelRow& row, const Grid& grid, Time t) {
    if (!row.values.empty()) return counter_text(row, grid, t);
    const int64_t number = grid.cell_of(t.ns);
    RichText text;
    double below = 0;
    for (const LevelRow::Part& part : row.parts) {
        const double here = part.curve.cell(grid, number).mean;
        const bool lowest = &part == &row.parts.front();
        if (!lowest && here <= below) continue;
        const std::string n = shown(here - below);
        text.then(say(part.said, {{"n", form_of(here - below), n},
                                  {"full", row.full, grouped_text(row.full)},
                                  {"percent", rounded_text(100 * here / row.full, 0)},
                                  {"device", row.device}}));
        below = here;
    }
    const auto marked = [&](int64_t ns) { return std::lower_bound(row.marks.begin(), row.marks.end(), Time{ns}); };
    const auto marks = marked(grid.start_of(number + 1)) - marked(grid.start_of(number));
    if (marks > 0) text.then(say(row.marks_said, {{"n", marks}}));
    const Curve::Part line = row.line.cell(grid, number);
    if (line.max == 0) return text;
    const std::string n = shown(line.mean);
    if (double(line.max) > line.mean)
        return text.then(say(row.line_said_max, {{"n", form_of(line.mean), n}, {"max", line.max}}));
    return text.then(say(row.line_said, {{"n", form_of(line.mean), n}}));
}

void lay_out_levels(const LevelRow& row, const Viewport& viewport, const Grid& grid, const RowBox& place,
                    std::vector<Box>& boxes) {
    if (!row.values.empty()) return lay_out_counter(row, viewport, grid, place, boxes);
    const float left = viewport.left_px, right = left + viewport.width_px, height = place.y1 - place.y0;
    const float stripe = row.line.flat() ? 0 : std::max(1.0f, std::round(height / 4));
    const float top = place.y0 + stripe + (stripe > 0 && height >= 8 ? 1 : 0);
    std::vector<Curve::Part> seen;
    const auto put = [&](const Curve::Part& part, float y0, float y1, Surface surface) {
        const float x0 = std::max(left, viewport.x_of({part.begin_ns})),
                    x1 = std::min(right, viewport.x_of({part.end_ns}));
        if (x1 <= x0) return;
        const bool goes_on = !boxes.empty() && boxes.back().surface == surface && boxes.back().x1 == x0 &&
                             boxes.back().y0 == y0 && boxes.back().y1 == y1;
        if (goes_on) boxes.back().x1 = x1;
        else boxes.push_back({x0, y0, x1, y1, surface});
    };
    for (auto part = row.parts.rbegin(); part != row.parts.rend(); ++part) {
        part->curve.parts(viewport, grid, seen);
        for (const Curve::Part& one : seen)
            if (one.mean > 0)
                put(one, place.y1 - float(std::min(1.0, one.mean / row.full)) * (place.y1 - top), place.y1,
                    part->surface);
    }
    if (row.limited) {
        const float y = place.y1 - float(row.limit) / float(row.full) * (place.y1 - top);
        boxes.push_back({left, y, right, y + 1, Surface::limit});
    }
    float last = left - mark_px;
    for (const Time at : row.marks) {
        const float x = viewport.x_of(at);
        if (x < last + mark_px || x > right) continue;
        boxes.push_back({x, place.y0, std::min(right, x + mark_px), place.y1, Surface::overhead});
        last = x;
    }
    row.line.parts(viewport, grid, seen);
    for (const Curve::Part& one : seen) {
        if (one.max == 0) continue;
        const Surface surface = row.line_is_async          ? Surface::asynchrony
                                : one.max <= row.full     ? Surface::line_short
                                : one.max <= 4 * row.full ? Surface::line
                                                           : Surface::line_long;
        put(one, place.y0, place.y0 + stripe, surface);
    }
}

}  // namespace chart
