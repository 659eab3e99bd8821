#include "chart/lanes.h"

#include "metrics/names.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>

namespace chart {

namespace {

constexpr uint32_t no_lane = 0xFFFF'FFFF;

std::string name_of_row(const scenario::Scenario& scenario, uint32_t row) {
    if (row >= scenario.work.size() || scenario.work[row].name.empty()) return "task";
    return scenario.work[row].name;
}

struct ThreadLanes {
    struct Row {
        uint32_t server;
        std::string label;
    };
    std::vector<Row> rows;             // by server
    std::vector<uint32_t> of_thread;   // in `rows`
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

// Where threads of one task are shown: a packer for each row of work on each server.
// What has arrived, what programs have spawned and parts stand apart.
enum class Made : uint8_t { arrived, spawned, part };
using Packers = std::map<std::tuple<uint32_t, uint32_t, Made, uint32_t>, Packer>;  // server, row, what, program if spawned
Made made_as(const trace::Task& task) {
    if (task.kind == trace::TaskKind::arrived) return Made::arrived;
    return task.kind == trace::TaskKind::spawned ? Made::spawned : Made::part;
}

ThreadLanes thread_lanes(const scenario::Scenario& scenario, const trace::Log& log) {
    ThreadLanes result;
    result.of_thread.assign(log.threads.size(), no_lane);

    // Threads of a pool by name: a server that is started again has the same ones.
    using Place = std::tuple<uint32_t, int, uint32_t, Made, uint32_t, uint32_t>;  // server, pool or packed, worker or row ..., number
    std::vector<Place> place_of(log.threads.size());
    std::map<Place, std::string> labels;
    Packers packers;
    for (uint32_t i = 0; i < log.threads.size(); ++i) {
        const trace::Thread& thread = log.threads[i];
        if (thread.task) {
            const trace::Task& task = log.tasks[thread.task.index];
            const Made made = made_as(task);
            const uint32_t program = made == Made::spawned ? task.program : 0;
            const uint32_t lane = packers[{thread.server, task.row, made, program}].lane_for(thread.started, thread.ended.value_or(longest_time));
            place_of[i] = {thread.server, 1, task.row, made, program, lane};
        } else {
            place_of[i] = {thread.server, 0, thread.worker, Made::arrived, 0, thread.number};
            labels.try_emplace(place_of[i], metrics::thread_name(scenario, log, {i}));
        }
    }
    for (const auto& [key, packer] : packers) {
        const auto [server, row, made, program] = key;
        std::string name = made == Made::spawned ? scenario.programs[program].name : name_of_row(scenario, row);
        if (made == Made::part) name += " part";
        for (uint32_t n = 0; n < packer.lanes(); ++n)
            labels[{server, 1, row, made, program, n}] = packer.lanes() == 1 ? name : name + ' ' + std::to_string(n + 1);
    }
    std::map<Place, uint32_t> lane_of;
    for (auto& [place, label] : labels) {
        lane_of[place] = uint32_t(result.rows.size());
        result.rows.push_back({std::get<0>(place), std::move(label)});
    }
    for (uint32_t i = 0; i < log.threads.size(); ++i) result.of_thread[i] = lane_of[place_of[i]];
    return result;
}

// Of n tasks that share c cores, the first min(n, c) are shown on one each. How many
// they are changes for all of a server at one time.
class SharedCores {
public:
    explicit SharedCores(const trace::Log& log) : log_(log), shown_(log.cores) {}

    std::optional<uint32_t> core_for(const trace::Span& span) {
        const uint32_t each = std::max(1u, log_.cores_per_server), server = log_.tasks[span.task.index].server, first = server * each;
        // Those that share at one time follow each other: cores that were taken for one of them still are.
        if (server >= next_.size()) next_.resize(server + 1);
        Next& next = next_[server];
        if (span.start != next.start) next = {span.start, first};
        for (uint32_t& core = next.core; core < std::min(first + each, log_.cores); ++core) {
            if (shown_[core] > span.start) continue;
            shown_[core] = span.end();
            return core++;
        }
        return {};
    }

private:
    struct Next {
        Time start = {-1};
        uint32_t core = 0;
    };
    const trace::Log& log_;
    std::vector<Time> shown_;  // until when, by core
    std::vector<Next> next_;   // by server: the first core to look at, for spans that start then
};

bool on_core(const trace::Span& span) {
    return span.core && (span.kind == trace::SpanKind::running || span.kind == trace::SpanKind::switching);
}

std::string label_of_task(const scenario::Scenario& scenario, const trace::Log& log, uint32_t i) {
    const trace::Task& task = log.tasks[i];
    if (log.recording || task.kind != trace::TaskKind::arrived) return metrics::task_name(scenario, log, {i});
    const bool alone = task.row < scenario.work.size() && scenario.work[task.row].count == 1;
    const std::string name = name_of_row(scenario, task.row);
    return alone ? name : name + ' ' + std::to_string(task.index + 1);
}

}  // namespace

std::vector<Lane> lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice) {
    std::vector<Lane> lanes;
    const bool fleet = metrics::server_count(log) > 1;
    const auto add = [&](LaneKind kind, uint32_t server, uint32_t index, std::string label) {
        if (fleet && (kind == LaneKind::core || kind == LaneKind::thread)) label = "Server " + std::to_string(server + 1) + " · " + label;
        lanes.push_back({kind, server, index, std::move(label), {}});
    };

    ThreadLanes threads;
    if (choice.threads) threads = thread_lanes(scenario, log);
    const uint32_t each = std::max(1u, log.cores_per_server);
    std::vector<uint32_t> core_lane(log.cores, no_lane), thread_lane(threads.rows.size(), no_lane);
    uint32_t next_thread = 0;
    for (uint32_t server = 0; server < metrics::server_count(log); ++server) {
        const auto is_it = [&](const trace::Server& life) { return life.number == server; };
        const bool started = log.servers.empty() || std::any_of(log.servers.begin(), log.servers.end(), is_it);
        if (choice.cores && started && (fleet || scenario.machine.autoscale)) add(LaneKind::server, server, server, "Server " + std::to_string(server + 1));
        for (uint32_t c = server * each; choice.cores && started && c < std::min(log.cores, (server + 1) * each); ++c) {
            core_lane[c] = uint32_t(lanes.size());
            add(LaneKind::core, server, c, "Core " + std::to_string(c - server * each + 1));
        }
        for (; next_thread < threads.rows.size() && threads.rows[next_thread].server <= server; ++next_thread) {
            thread_lane[next_thread] = uint32_t(lanes.size());
            add(LaneKind::thread, server, next_thread, threads.rows[next_thread].label);
        }
    }
    const uint32_t first_task = uint32_t(lanes.size());
    for (uint32_t i = 0; choice.tasks && i < log.tasks.size(); ++i) add(LaneKind::task, no_server, i, label_of_task(scenario, log, i));

    // Twice over the spans: count, so that each list is allocated once, then fill.
    const auto each_span = [&](const auto& put) {
        SharedCores shared(log);
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            if (choice.cores && on_core(span)) put(core_lane[span.core.index], i);
            if (choice.cores && span.kind == trace::SpanKind::sharing)
                if (const auto core = shared.core_for(span)) put(core_lane[*core], i);
            if (choice.threads && span.thread) put(thread_lane[threads.of_thread[span.thread.index]], i);
            if (choice.tasks && span.task) put(first_task + span.task.index, i);
        }
    };
    std::vector<uint32_t> counts(lanes.size(), 0);
    each_span([&](uint32_t lane, size_t) { ++counts[lane]; });
    for (size_t i = 0; i < lanes.size(); ++i) lanes[i].spans.reserve(counts[i]);
    each_span([&](uint32_t lane, size_t i) { lanes[lane].spans.push_back(uint32_t(i)); });
    return lanes;
}

}  // namespace chart
