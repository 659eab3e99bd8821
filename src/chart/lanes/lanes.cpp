#include "chart/lanes/lanes.h"

#include "base/packer.h"
#include "base/say.h"
#include "chart/frame/palette.h"
#include "chart/frame/text_width.h"
#include "chart/lanes/device_lanes.h"
#include "chart/lanes/queue_groups.h"
#include "metrics/names.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

namespace chart {

namespace {

constexpr uint32_t no_lane = 0xFFFF'FFFF, no_list = 0xFFFF'FFFF;

std::string name_of_row(const scenario::Scenario& scenario, uint32_t row) {
    if (row >= scenario.work.size() || scenario.work[row].name.empty()) return say_plain("task");
    return scenario.work[row].name;
}

struct ThreadLanes {
    struct Row {
        uint32_t server;
        std::string label;
    };
    std::vector<Row> rows;             // by server
    std::vector<uint32_t> of_thread;   // index in `rows`, by thread
};

// Where threads of one task are shown: each row of work on each server has a packer. If they all exist at the same
// time, lane n is that of task n. Arrived tasks, spawned tasks and parts have separate lanes.
enum class Made : uint8_t { arrived, spawned, part };
// server, row, kind; also the program if the task was spawned
using Packers = std::map<std::tuple<uint32_t, uint32_t, Made, uint32_t>, Packer>;
Made made_as(const trace::Task& task) {
    if (task.kind == trace::TaskKind::arrived) return Made::arrived;
    return task.kind == trace::TaskKind::spawned ? Made::spawned : Made::part;
}

ThreadLanes thread_lanes(const scenario::Scenario& scenario, const trace::Log& log) {
    ThreadLanes result;
    result.of_thread.assign(log.threads.size(), no_lane);

    // Threads of a pool are identified by name, because a server that is started again has threads of the same names.
    using Place = std::tuple<uint32_t, int, uint32_t, Made, uint32_t,
                             uint32_t>;  // server, pool or packed, worker or row ..., number
    std::vector<Place> place_of(log.threads.size());
    Packers packers;
    for (uint32_t i = 0; i < log.threads.size(); ++i) {
        const trace::Thread& thread = log.threads[i];
        if (thread.task) {
            const trace::Task& task = log.tasks[thread.task.index];
            const Made made = made_as(task);
            const uint32_t program = made == Made::spawned ? task.program : 0;
            const uint32_t lane = packers[{thread.server, task.row, made, program}].lane_for(
                thread.started, thread.ended.value_or(longest_time));
            place_of[i] = {thread.server, 1, task.row, made, program, lane};
        } else {
            place_of[i] = {thread.server, 0, thread.worker, Made::arrived, 0, thread.number};
        }
    }
    const auto label_of = [&](uint32_t i) {
        const auto [server, packed, row, made, program, number] = place_of[i];
        if (!packed) return metrics::thread_name(scenario, log, {i});
        std::string name = made == Made::spawned ? scenario.programs[program].name : name_of_row(scenario, row);
        if (made == Made::part) name = say_plain("{task} part", {{"task", std::string(name)}});
        return packers.at({server, row, made, program}).lanes() == 1 ? name : name + ' ' + std::to_string(number + 1);
    };
    // One row for each place. (There may be a hundred thousand of them, and sorting is faster than a tree.)
    std::vector<uint32_t> by_place(place_of.size());
    std::iota(by_place.begin(), by_place.end(), 0);
    std::sort(by_place.begin(), by_place.end(),
              [&](uint32_t a, uint32_t b) { return std::tie(place_of[a], a) < std::tie(place_of[b], b); });
    for (size_t n = 0; n < by_place.size(); ++n) {
        const uint32_t i = by_place[n];
        if (n == 0 || place_of[i] != place_of[by_place[n - 1]])
            result.rows.push_back({std::get<0>(place_of[i]), label_of(i)});
        result.of_thread[i] = uint32_t(result.rows.size()) - 1;
    }
    return result;
}

// If n tasks share c cores, the first min(n, c) of them are shown on one core each. Their
// number changes for the whole server at once.
class SharedCores {
public:
    explicit SharedCores(const trace::Log& log) : log_(log), listed_(log.cores) {}

    std::optional<uint32_t> core_for(const trace::Span& span) {
        const uint32_t each = std::max(1u, log_.cores_per_server), server = log_.tasks[span.task.index].server,
                       first = server * each;
        // Tasks that share cores at the same time come one after another here: cores that were given to the
        // previous ones are still taken.
        if (server >= next_.size()) next_.resize(server + 1);
        Next& next = next_[server];
        if (span.start != next.start) next = {span.start, first};
        for (uint32_t& core = next.core; core < std::min(first + each, log_.cores); ++core) {
            if (listed_[core] > span.start) continue;
            listed_[core] = span.end();
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
    std::vector<Time> listed_;  // until when each core is taken
    std::vector<Next> next_;   // by server: the first core to try for spans that start at this time
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

constexpr size_t labels_looked_at = 200;  // at the beginning, and as many at the end: the widths of names differ little

}  // namespace

class LaneMaker {
public:
    LaneMaker(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice)
        : scenario_(scenario), log_(log), choice_(choice) {
        lanes_.scenario_ = &scenario;
        lanes_.log_ = &log;
        lanes_.colours_ = TaskColours(scenario, log);
    }

    Lanes make() && {
        name_lanes();
        list_spans();
        sum_up();
        const size_t looked_at = std::min(lanes_.size(), labels_looked_at);
        for (size_t i = 0; i < looked_at; ++i) widen(i);
        if (!lanes_.empty()) widen(lanes_.size() - 1);
        return std::move(lanes_);
    }

private:
    void group(GroupKey key, uint32_t first, uint32_t count) {
        std::vector<LaneGroup>& groups = lanes_.groups_;
        if (!groups.empty() && groups.back().key() == key) groups.back().count += count;
        else groups.push_back({key.kind, key.server, first, count, key.index, false, no_process});
    }

    uint32_t add(LaneKind kind, uint32_t server, uint32_t index, std::string label) {
        if (fleet_ && kind != LaneKind::server && server != no_server)
            label = say_plain("Server {n} · {lane}", {{"n", server + 1}, {"lane", label}});
        const uint32_t lane = uint32_t(lanes_.named_.size());
        group({kind, server, kind == LaneKind::device ? index : 0}, lane, 1);
        lanes_.named_.push_back({kind, server, index, std::move(label)});
        return lane;
    }

    void name_lanes() {
        const uint32_t servers = metrics::server_count(log_);
        fleet_ = servers > 1;
        if (choice_.threads) threads_ = thread_lanes(scenario_, log_);
        const uint32_t each = std::max(1u, log_.cores_per_server);
        core_lane_.assign(log_.cores, no_lane);
        thread_lane_.assign(threads_.rows.size(), no_lane);
        std::vector<bool> started(servers, log_.servers.empty());
        for (const trace::Server& life : log_.servers) started[life.number] = true;
        uint32_t next_thread = 0;
        for (uint32_t server = 0; server < servers; ++server) {
            const bool shown = choice_.cores && started[server];
            if (shown && (fleet_ || scenario_.machine.autoscale))
                add(LaneKind::server, server, server, say_plain("Server {n}", {{"n", server + 1}}));
            for (uint32_t c = server * each; shown && c < std::min(log_.cores, (server + 1) * each); ++c)
                core_lane_[c] = add(LaneKind::core, server, c, say_plain("Core {n}", {{"n", c - server * each + 1}}));
            for (; next_thread < threads_.rows.size() && threads_.rows[next_thread].server <= server; ++next_thread) {
                if (log_.recording) add_recorded(next_thread);
                else
                    thread_lane_[next_thread] =
                        add(LaneKind::thread, server, next_thread, threads_.rows[next_thread].label);
            }
        }
        if (choice_.devices) name_devices();
        if (choice_.counters && log_.recording)
            for (uint32_t i = 0; i < log_.recording->counters.size(); ++i)
                group({LaneKind::counter, no_server, i}, uint32_t(lanes_.named_.size()), 0);
        if (choice_.queues)
            for (const GroupKey key : queue_groups(scenario_, log_)) group(key, uint32_t(lanes_.named_.size()), 0);
        first_task_ = uint32_t(lanes_.named_.size());
        const uint32_t tasks = choice_.tasks ? uint32_t(log_.tasks.size()) : 0;
        if (tasks > 0) group({LaneKind::task, no_server}, first_task_, tasks);
        lanes_.tasks_ = tasks;
        lanes_.tasks_of_threads_ = choice_.tasks && choice_.threads && each_task_has_its_thread();
        lanes_.begins_.assign(first_task_ + (lanes_.tasks_of_threads_ ? 0 : tasks) + 1, 0);
    }

    // A thread or a lane of operations gets the lane with its number. In a recording with processes or nested slices,
    // each thread is a group.
    void add_recorded(uint32_t thread) {
        const trace::Recording& recording = *log_.recording;
        const trace::Recording::Thread& it = recording.threads[thread];
        const bool processes = !recording.processes.empty();
        if (processes && (thread == 0 || recording.threads[thread - 1].process != it.process)) {
            group({LaneKind::process, 0, it.process}, uint32_t(lanes_.named_.size()), 1);
            lanes_.named_.push_back({LaneKind::process, 0, it.process, recording.processes[it.process]});
            lanes_.groups_.back().process = it.process;
        }
        const bool goes_on =
            it.operations > 0 && thread > 0 && recording.threads[thread - 1].operations == it.operations;
        const LaneKind kind = it.operations > 0 ? LaneKind::operation : LaneKind::thread;
        const bool alone = it.operations > 0 || processes || !recording.nested.empty();
        GroupKey key{kind, 0, alone ? thread + 1 : 0};
        if (goes_on) key = lanes_.groups_.back().key();
        thread_lane_[thread] = uint32_t(lanes_.named_.size());
        group(key, thread_lane_[thread], 1);
        lanes_.named_.push_back({kind, 0, thread, it.name});
        LaneGroup& its = lanes_.groups_.back();
        its.slices = alone && it.operations == 0;
        if (processes) its.process = it.process;
        const trace::Nested& nested = recording.nested;
        for (const trace::Nested::Lane* lane = nested.first_of({thread}); lane; lane = nested.below(*lane)) {
            nested_.emplace_back(uint32_t(lanes_.named_.size()), lane);
            lanes_.named_.push_back({LaneKind::nested, 0, thread,
                                     say_plain("{thread}, depth {n}", {{"thread", it.name}, {"n", lane->depth}})});
            ++its.count;
        }
    }

    void name_devices() {
        for (const DeviceGroup& device : device_groups(scenario_, log_)) {
            const std::string& name = scenario_.devices[device.device].name;
            const uint32_t first = uint32_t(lanes_.named_.size());
            for (uint32_t slot = 0; slot < device.slots; ++slot)
                add(LaneKind::device, device.server, device.device,
                    device.slots == 1 ? name : name + ' ' + std::to_string(slot + 1));
            if (device.slots == 0) group({LaneKind::device, device.server, device.device}, first, 0);
            else if (device.line)
                group({LaneKind::line, device.server, device.device}, uint32_t(lanes_.named_.size()), 0);
            for (const auto& [span, slot] : device.uses) uses_.emplace_back(span, first + slot);
        }
        std::sort(uses_.begin(), uses_.end());
    }

    template <class Put>
    void each_span(const Put& put) const {
        SharedCores shared(log_);
        size_t use = 0;
        for (size_t i = 0; i < log_.spans.size(); ++i) {
            const trace::Span span = log_.spans[i];
            if (choice_.cores && on_core(span)) put(core_lane_[span.core.index], uint32_t(i), LaneKind::core);
            if (choice_.cores && span.kind == trace::SpanKind::sharing)
                if (const auto core = shared.core_for(span)) put(core_lane_[*core], uint32_t(i), LaneKind::core);
            if (choice_.threads && span.thread)
                put(thread_lane_[threads_.of_thread[span.thread.index]], uint32_t(i), LaneKind::thread);
            for (; use < uses_.size() && uses_[use].first == i; ++use)
                put(uses_[use].second, uint32_t(i), LaneKind::device);
            if (choice_.tasks && !lanes_.tasks_of_threads_ && span.task)
                put(first_task_ + span.task.index, uint32_t(i), LaneKind::task);
        }
        for (const auto& [number, lane] : nested_)
            for (uint32_t i = lane->first; i < lane->end(); ++i) put(number, i, LaneKind::nested);
    }

    // Does each task have its own thread, and do all its spans have that thread?
    bool each_task_has_its_thread() const {
        for (size_t i = 0; i < log_.spans.size(); ++i) {
            const trace::Span span = log_.spans[i];
            if (!span.task || !span.thread || log_.threads[span.thread.index].task != span.task) return false;
        }
        return true;
    }

    // Walks over the spans twice: first counts them, so that all lists fit into one array, then fills the array.
    void list_spans() {
        std::vector<uint32_t>& begins = lanes_.begins_;
        each_span([&](uint32_t lane, uint32_t, LaneKind) { ++begins[lane]; });
        uint32_t all = 0;
        for (uint32_t& begin : begins) begin = std::exchange(all, all + begin);
        lanes_.spans_.resize(all);
        each_span([&](uint32_t lane, uint32_t span, LaneKind kind) {
            const trace::SpanStore& store = kind == LaneKind::nested ? log_.recording->nested.slices : log_.spans;
            lanes_.spans_[begins[lane]++] = listed_of(store, span, kind, lanes_.colours_).bits;
        });
        // Each begin has advanced to its end, which is the begin of the next list.
        for (size_t lane = begins.size() - 1; lane > 0; --lane) begins[lane] = begins[lane - 1];
        begins[0] = 0;
        if (lanes_.tasks_of_threads_) find_tasks();
    }

    // A lane shows threads one after another; each has its task from its first span to its last.
    void find_tasks() {
        lanes_.task_begins_.assign(log_.tasks.size(), no_list);
        for (size_t lane = 0; lane < lanes_.named_.size(); ++lane) {
            if (lanes_.named_[lane].kind != LaneKind::thread) continue;
            TaskId last;
            for (uint32_t i = lanes_.begins_[lane]; i < lanes_.begins_[lane + 1]; ++i) {
                const TaskId task = log_.spans.task(Listed(lanes_.spans_[i]).place());
                if (task != last) lanes_.task_begins_[task.index] = i;
                last = task;
            }
        }
    }

    void sum_up() {
        for (uint32_t i = 0; i < lanes_.size(); ++i) {
            if (lanes_.spans_of(i).size() < Sums::min_spans) continue;
            const Lane lane = lanes_[i];
            Sums sums(lane.spans.size(), lane.store->start(lane.spans.front()).ns,
                      lane.store->end(lane.spans.back()).ns);
            for (size_t n = 0; n < lane.spans.size(); ++n) sums.add(seen_of(lane, n, log_.cores_per_server));
            sums.finish();
            lanes_.sums_.emplace_back(i, std::move(sums));
        }
    }

    void widen(size_t i) {
        if (lanes_[i].kind == LaneKind::nested) return;  // it has no label
        lanes_.widest_label_px_ = std::max(lanes_.widest_label_px_, text_width(lanes_[i].label, 12));
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const LaneChoice choice_;
    bool fleet_ = false;
    ThreadLanes threads_;
    std::vector<uint32_t> core_lane_, thread_lane_;
    std::vector<std::pair<uint32_t, const trace::Nested::Lane*>> nested_;  // by lane
    std::vector<std::pair<uint32_t, uint32_t>> uses_;  // span, lane
    uint32_t first_task_ = 0;
    Lanes lanes_;
};

Lanes lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice) {
    return LaneMaker(scenario, log, choice).make();
}

Lane Lanes::operator[](size_t i) const {
    Lane lane;
    if (i < named_.size()) {
        const Named& named = named_[i];
        lane = {named.kind, named.server, named.index, named.label, {}, nullptr, &log_->spans, 0};
        if (named.kind == LaneKind::nested) {
            lane.store = &log_->recording->nested.slices;
            lane.base = uint32_t(log_->spans.size());
        }
    } else {
        const uint32_t task = uint32_t(i - named_.size());
        lane = {LaneKind::task, no_server, task, label_of_task(*scenario_, *log_, task), {}, nullptr, &log_->spans, 0};
    }
    lane.spans = spans_of(i);
    const auto sums =
        std::partition_point(sums_.begin(), sums_.end(), [&](const auto& entry) { return entry.first < i; });
    if (sums != sums_.end() && sums->first == i) lane.sums = &sums->second;
    return lane;
}

bool Lanes::shows(size_t i, uint32_t number) const {
    const uint32_t base = i < named_.size() && named_[i].kind == LaneKind::nested ? uint32_t(log_->spans.size()) : 0;
    const SpanList spans = spans_of(i);
    return number >= base && std::binary_search(spans.begin(), spans.end(), number - base);
}

SpanList Lanes::spans_of(size_t i) const {
    const std::span all(spans_);
    if (!tasks_of_threads_ || i < named_.size()) return all.subspan(begins_[i], begins_[i + 1] - begins_[i]);
    // In the list of its thread's lane, up to the first span of another task.
    const TaskId task{uint32_t(i - named_.size())};
    const uint32_t begin = task_begins_[task.index];
    if (begin == no_list) return {};
    size_t end = begin;
    while (end < all.size() && log_->spans.task(Listed(all[end]).place()) == task) ++end;
    return all.subspan(begin, end - begin);
}

size_t Lanes::bytes() const {
    size_t bytes = (begins_.capacity() + task_begins_.capacity()) * sizeof begins_[0] +
                   spans_.capacity() * sizeof spans_[0] + named_.capacity() * sizeof(Named) + colours_.bytes();
    for (const auto& [lane, sums] : sums_) bytes += sums.bytes();
    return bytes;
}

}  // namespace chart
