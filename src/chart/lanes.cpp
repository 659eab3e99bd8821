#include "chart/lanes.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace chart {

namespace {

constexpr uint32_t no_lane = 0xFFFF'FFFF;

std::string name_of_row(const scenario::Scenario& scenario, uint32_t row) {
    if (row >= scenario.work.size() || scenario.work[row].name.empty()) return "task";
    return scenario.work[row].name;
}

struct ThreadLanes {
    std::vector<uint32_t> of_thread;
    std::vector<std::string> labels;
};

// Threads of one row of work, in the order of their start, into the fewest
// lanes: each takes the lowest free one. All at once, lane n is thus task n.
class Packer {
public:
    uint32_t lane_for(Time start, Time end) {
        while (!busy_.empty() && busy_.top().first <= start.ns) {
            free_.push(busy_.top().second);
            busy_.pop();
        }
        uint32_t lane = lanes_;
        if (free_.empty()) ++lanes_;
        else {
            lane = free_.top();
            free_.pop();
        }
        busy_.emplace(end.ns, lane);
        return lane;
    }
    uint32_t lanes() const { return lanes_; }

private:
    template <class T>
    using SmallestFirst = std::priority_queue<T, std::vector<T>, std::greater<T>>;
    SmallestFirst<std::pair<int64_t, uint32_t>> busy_;  // until when, lane
    SmallestFirst<uint32_t> free_;
    uint32_t lanes_ = 0;
};

ThreadLanes thread_lanes(const scenario::Scenario& scenario, const trace::Log& log) {
    ThreadLanes result;
    result.of_thread.assign(log.threads.size(), no_lane);

    std::vector<uint32_t> pool;
    for (uint32_t i = 0; i < log.threads.size(); ++i)
        if (!log.threads[i].task) pool.push_back(i);
    std::stable_sort(pool.begin(), pool.end(),
                     [&](uint32_t a, uint32_t b) { return log.threads[a].number < log.threads[b].number; });
    for (uint32_t i : pool) {
        result.of_thread[i] = uint32_t(result.labels.size());
        result.labels.push_back("Thread " + std::to_string(log.threads[i].number + 1));
    }

    std::vector<Packer> rows(scenario.work.size());
    for (uint32_t i = 0; i < log.threads.size(); ++i) {
        const trace::Thread& thread = log.threads[i];
        if (!thread.task) continue;
        const uint32_t row = log.tasks[thread.task->index].row;
        if (row >= rows.size()) rows.resize(row + 1);
        result.of_thread[i] = rows[row].lane_for(thread.started, thread.ended.value_or(longest_time));
    }
    std::vector<uint32_t> first;  // lane, for each row
    for (uint32_t row = 0; row < rows.size(); ++row) {
        first.push_back(uint32_t(result.labels.size()));
        const std::string name = name_of_row(scenario, row);
        for (uint32_t n = 0; n < rows[row].lanes(); ++n)
            result.labels.push_back(rows[row].lanes() == 1 ? name : name + ' ' + std::to_string(n + 1));
    }
    for (uint32_t i = 0; i < log.threads.size(); ++i)
        if (log.threads[i].task) result.of_thread[i] += first[log.tasks[log.threads[i].task->index].row];
    return result;
}

bool on_core(const trace::Span& span) {
    return span.core && (span.kind == trace::SpanKind::running || span.kind == trace::SpanKind::switching);
}

}  // namespace

std::vector<Lane> lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice) {
    std::vector<Lane> lanes;
    const auto add = [&](LaneKind kind, uint32_t index, std::string label) {
        Lane lane;
        lane.kind = kind;
        lane.index = index;
        lane.label = std::move(label);
        lanes.push_back(std::move(lane));
    };

    if (choice.cores)
        for (uint32_t i = 0; i < log.cores; ++i) add(LaneKind::core, i, "Core " + std::to_string(i + 1));

    ThreadLanes threads;
    const uint32_t first_thread = uint32_t(lanes.size());
    if (choice.threads) {
        threads = thread_lanes(scenario, log);
        for (uint32_t i = 0; i < threads.labels.size(); ++i) add(LaneKind::thread, i, threads.labels[i]);
    }

    const uint32_t first_task = uint32_t(lanes.size());
    if (choice.tasks) {
        for (uint32_t i = 0; i < log.tasks.size(); ++i) {
            const trace::Task& task = log.tasks[i];
            const bool alone = task.row < scenario.work.size() && scenario.work[task.row].count == 1;
            const std::string name = name_of_row(scenario, task.row);
            add(LaneKind::task, i, alone ? name : name + ' ' + std::to_string(task.index + 1));
        }
    }

    // Twice over the spans: count, so that each list is allocated once, then fill.
    const auto each = [&](const auto& put) {
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            if (choice.cores && on_core(span)) put(span.core.index, i);
            if (choice.threads && span.thread) put(first_thread + threads.of_thread[span.thread.index], i);
            if (choice.tasks && span.task) put(first_task + span.task.index, i);
        }
    };
    std::vector<uint32_t> counts(lanes.size(), 0);
    each([&](uint32_t lane, size_t) { ++counts[lane]; });
    for (size_t i = 0; i < lanes.size(); ++i) lanes[i].spans.reserve(counts[i]);
    each([&](uint32_t lane, size_t i) { lanes[lane].spans.push_back(uint32_t(i)); });
    return lanes;
}

}  // namespace chart
