#include "chart/rows/number_rows.h"

#include "base/number.h"
#include "base/say.h"
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
    return server == no_server ? label : say_plain("Server {n} · {lane}", {{"n", server + 1}, {"lane", label}});
}

// The sentences about a queue with this capacity, and about a queue without a limit.
struct QueueSaid {
    Phrase room, up_to, limited, unlimited;
};
constexpr QueueSaid messages_said = {
    .room = "Room for {n} {n|message|messages}",
    .up_to = "up to {n} {n|message|messages}",
    .limited = "*{n}* {n|message is|messages are} in the queue, which has room for {full} ({percent} %).",
    .unlimited = "*{n}* of at most {full} {full|message|messages} {n|is|are} in the queue ({percent} %).",
};
constexpr QueueSaid tasks_said = {
    .room = "Room for {n} {n|task|tasks}",
    .up_to = "up to {n} {n|task|tasks}",
    .limited = "*{n}* {n|task is|tasks are} waiting, and there is room for {full} ({percent} %).",
    .unlimited = "*{n}* of at most {full} {full|task|tasks} {n|is|are} waiting ({percent} %).",
};

class Rows {
public:
    Rows(const scenario::Scenario& scenario, const trace::Log& log) : scenario_(scenario), log_(log) {}

    std::optional<LevelRow> row(const LaneGroup& group) {
        if (group.kind == LaneKind::queue)
            return group.index < scenario_.queues.size() ? messages(group) : tasks(group);
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
        row.parts.push_back({Surface::served,
                             Phrase("It serves *{n}* of at most {full} {full|task|tasks} at a time ({percent} %)."),
                             Curve(counted.served.steps())});
        if (auto steps = counted.waiting.steps(); !steps.empty()) row.line = Curve(steps);
        row.line_said = "*{n}* {n|waits|wait} for it.";
        row.line_said_max = "*{n}* {n|waits|wait} for it, at most *{max}* at the same time.";
        const bool limited = device.capacity > 0 && device.discipline != scenario::Discipline::sharing;
        row.full = limited ? int32_t(device.capacity) : std::max(1, row.parts[0].curve.max());
        row.whole = say_plain(limited ? Phrase("{n} at a time") : Phrase("up to {n} at a time"),
                              {{"n", row.full, grouped_text(row.full)}});
        return row;
    }

    LevelRow line(const LaneGroup& group) {
        LevelRow row;
        row.group = group.key();
        row.label = say_plain("in line");
        row.device = scenario_.devices[group.index].name;
        row.parts.push_back({Surface::line,
                             Phrase("*{n}* of at most {full} at a time {n|waits|wait} for the {device} ({percent} %)."),
                             Curve(use(group).waiting.steps())});
        row.full = std::max(1, row.parts[0].curve.max());
        row.whole = say_plain("up to {n}", {{"n", row.full, grouped_text(row.full)}});
        return row;
    }

    LevelRow messages(const LaneGroup& group) {
        if (!lengths_) lengths_ = metrics::queue_lengths(scenario_, log_);
        const scenario::Queue& queue = scenario_.queues[group.index];
        const size_t instance = group.server == no_server ? 0 : group.server;
        LevelRow row;
        row.group = group.key();
        row.label = of_server(group.server, queue.name);
        row.parts.push_back({Surface::concurrency, {}, Curve(lengths_->messages[group.index][instance])});
        limit(row, queue.capacity, messages_said);
        row.marks = lengths_->dropped[group.index][instance];
        row.marks_said = "{n|One message was|{n} messages were} dropped here.";
        return row;
    }

    LevelRow tasks(const LaneGroup& group) {
        if (!tasks_) tasks_ = metrics::task_queues(log_);
        const size_t server = group.server == no_server ? 0 : group.server;
        LevelRow row;
        row.group = group.key();
        row.label = of_server(group.server, label_of(metrics::task_queue_name(scenario_.strategy.kind)));
        row.parts.push_back({Surface::concurrency, {}, Curve(tasks_->tasks[server])});
        limit(row, scenario_.strategy.queue.value_or(0), tasks_said);
        row.marks = tasks_->rejected[server];
        row.marks_said = "{n|One task was|{n} tasks were} rejected here.";
        return row;
    }

    static void limit(LevelRow& row, int64_t capacity, const QueueSaid& said) {
        const int32_t max = std::max(1, row.parts[0].curve.max());
        row.limited = capacity > 0 && capacity <= 1'000'000;
        row.full = row.limited ? std::max(int32_t(capacity), max) : max;
        row.limit = row.limited ? int32_t(capacity) : 0;
        const int64_t n = row.limited ? capacity : row.full;
        row.whole = say_plain(row.limited ? said.room : said.up_to, {{"n", n, grouped_text(n)}});
        row.parts[0].said = row.limited ? said.limited : said.unlimited;
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    bool counted_uses_ = false;
    std::map<std::pair<uint32_t, uint32_t>, Use> uses_;  // device, server
    std::optional<metrics::QueueLengths> lengths_;
    std::optional<metrics::TaskQueues> tasks_;
};

}  // namespace

std::vector<LevelRow> number_rows(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes,
                                  const std::vector<GroupKey>& keys) {
    Rows rows(scenario, log);
    std::vector<LevelRow> all;
    for (const LaneGroup& group : groups_with_rows(lanes, keys))
        if (auto row = rows.row(group)) all.push_back(std::move(*row));
    return all;
}

}  // namespace chart
