#include "chart/rows/number_rows.h"

#include "base/number.h"
#include "chart/lanes/device_lanes.h"
#include "chart/rows/counter_rows.h"
#include "metrics/names.h"
#include "metrics/numbers/queue_lengths.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace chart {

namespace {

using metrics::CountStep;
using metrics::OverlapCount;
using trace::Reason;

std::string of_server(uint32_t server, std::string label) {
    return server == no_server ? label : "Server " + std::to_string(server + 1) + " · " + label;
}

class Rows {
public:
    Rows(const scenario::Scenario& scenario, const trace::Log& log) : scenario_(scenario), log_(log) {}

    std::optional<LevelRow> row(const LaneGroup& group) {
        if (group.kind == LaneKind::queue) return group.index < scenario_.queues.size() ? messages(group) : tasks(group);
        if (group.kind == LaneKind::line) return line(group);
        if (group.kind == LaneKind::counter) return counter_row(log_, group.key());
        if (group.kind == LaneKind::device) return device(group);
        return {};
    }

private:
    struct Use {
        OverlapCount served, waiting;
    };

    Use& use(const LaneGroup& group) {
        if (!counted_uses_) count_uses();
        counted_uses_ = true;
        return uses_[{group.index, group.server}];
    }

    void count_uses() {
        each_device_wait(scenario_, log_, [&](size_t, const trace::Span& span, uint32_t device, uint32_t server) {
            Use& use = uses_[{device, per_server(log_, scenario_.devices[device].per) ? server : no_server}];
            (span.reason == Reason::device ? use.served : use.waiting).add(span.start, span.end());
        });
    }

    LevelRow device(const LaneGroup& group) {
        const scenario::Device& device = scenario_.devices[group.index];
        Use& counted = use(group);
        LevelRow row;
        row.group = group.key();
        row.label = of_server(group.server, device.name);
        row.parts.push_back({Surface::served, "are served", Curve(counted.served.steps())});
        if (auto steps = counted.waiting.steps(); !steps.empty()) row.line = Curve(steps);
        row.line_words = "wait for it";
        const bool limited = device.capacity > 0 && device.discipline != scenario::Discipline::sharing;
        row.full = limited ? int32_t(device.capacity) : std::max(1, row.parts[0].curve.most());
        row.whole = (limited ? "" : "up to ") + grouped_text(row.full) + (row.full == 1 ? " use at a time" : " uses at a time");
        return row;
    }

    LevelRow line(const LaneGroup& group) {
        LevelRow row;
        row.group = group.key();
        row.label = "in line";
        row.parts.push_back({Surface::line, "wait for the " + scenario_.devices[group.index].name, Curve(use(group).waiting.steps())});
        row.full = std::max(1, row.parts[0].curve.most());
        row.whole = "up to " + grouped_text(row.full);
        return row;
    }

    LevelRow messages(const LaneGroup& group) {
        if (!lengths_) lengths_ = metrics::queue_lengths(scenario_, log_);
        const scenario::Queue& queue = scenario_.queues[group.index];
        const size_t instance = group.server == no_server ? 0 : group.server;
        LevelRow row;
        row.group = group.key();
        row.label = of_server(group.server, queue.name);
        row.parts.push_back({Surface::concurrency, "are in the queue", Curve(lengths_->messages[group.index][instance])});
        limit(row, queue.capacity, "message");
        row.marks = lengths_->dropped[group.index][instance];
        row.mark_words = "was dropped";
        return row;
    }

    LevelRow tasks(const LaneGroup& group) {
        if (!tasks_) tasks_ = metrics::task_queues(log_);
        const size_t server = group.server == no_server ? 0 : group.server;
        LevelRow row;
        row.group = group.key();
        row.label = of_server(group.server, metrics::task_queue_name(scenario_.strategy.kind));
        row.parts.push_back({Surface::concurrency, "wait", Curve(tasks_->tasks[server])});
        limit(row, scenario_.strategy.queue.value_or(0), "task");
        row.marks = tasks_->rejected[server];
        row.mark_words = "was rejected";
        return row;
    }

    static void limit(LevelRow& row, int64_t capacity, const std::string& of) {
        const int32_t most = std::max(1, row.parts[0].curve.most());
        row.limited = capacity > 0 && capacity <= 1'000'000;
        row.full = row.limited ? std::max(int32_t(capacity), most) : most;
        row.limit = row.limited ? int32_t(capacity) : 0;
        row.whole = row.limited ? "Room for " + grouped_text(capacity) + ' ' + of + (capacity == 1 ? "" : "s") : "up to " + grouped_text(row.full) + ' ' + of + (row.full == 1 ? "" : "s");
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    bool counted_uses_ = false;
    std::map<std::pair<uint32_t, uint32_t>, Use> uses_;  // device, server
    std::optional<metrics::QueueLengths> lengths_;
    std::optional<metrics::TaskQueues> tasks_;
};

}  // namespace

std::vector<LevelRow> number_rows(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes, const std::vector<GroupKey>& keys) {
    Rows rows(scenario, log);
    std::vector<LevelRow> all;
    for (const LaneGroup& group : groups_with_rows(lanes, keys))
        if (auto row = rows.row(group)) all.push_back(std::move(*row));
    return all;
}

}  // namespace chart
