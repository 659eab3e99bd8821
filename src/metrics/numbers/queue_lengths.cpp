#include "metrics/numbers/queue_lengths.h"

#include "base/arrange.h"
#include "metrics/names.h"
#include "scenario/programs.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace metrics {

namespace {

using scenario::StepKind;
using trace::NoteKind;

// Turns changes into the resulting numbers. All changes at one moment form one step.
std::vector<CountStep> counted(std::vector<CountStep> changes) {
    arrange(changes, [](const CountStep& a, const CountStep& b) { return a.from < b.from; });
    std::vector<CountStep> steps;
    int32_t count = 0;
    for (size_t i = 0; i < changes.size();) {
        const Time at = changes[i].from;
        const int32_t before = count;
        for (; i < changes.size() && changes[i].from == at; ++i) count += changes[i].count;
        if (count != before) steps.push_back({at, count});
    }
    return steps;
}

class Messages {
public:
    Messages(const scenario::Scenario& scenario, const trace::Log& log) : log_(log), lists_(scenario) {
        const size_t servers = server_count(log);
        for (const scenario::Queue& queue : scenario.queues) {
            const size_t instances = queue.per == scenario::Per::server ? servers : 1;
            changes_.emplace_back(instances);
            lengths_.dropped.emplace_back(instances);
        }
        for (const trace::Note& note : log.notes) {
            if (note.kind != NoteKind::dropped || size_t(note.value) >= changes_.size()) continue;
            lengths_.dropped[size_t(note.value)][instance(size_t(note.value), note.task.index)].push_back(note.at);
            ++dropped_[{note.task.index, size_t(note.value), note.at.ns}];
        }
    }

    QueueLengths count() && {
        next_.assign(log_.tasks.size(), 0);
        for (size_t i = 0; i < log_.spans.size(); ++i) {
            const trace::Span span = log_.spans[i];
            if (span.task) done_before(span.task.index, span.step, span.start);
        }
        for (uint32_t task = 0; task < log_.tasks.size(); ++task) {
            const trace::Task& life = log_.tasks[task];
            if (life.outcome == trace::Outcome::completed && life.finished)
                done_before(task, lists_[life.program].size(), *life.finished);
        }
        for (auto& queue : changes_) {
            auto& instances = lengths_.messages.emplace_back();
            for (std::vector<CountStep>& changes : queue) {
                auto& steps = instances.emplace_back(counted(std::move(changes)));
                // Messages that were never received.
                if (!steps.empty() && steps.back().count != 0) steps.push_back({log_.end, 0});
            }
        }
        return std::move(lengths_);
    }

private:
    size_t instance(size_t queue, uint32_t task) const {
        return changes_[queue].size() > 1 ? log_.tasks[task].server : 0;
    }

    // By then, the steps of the task before `step` are over.
    void done_before(uint32_t task, size_t step, Time at) {
        const std::vector<scenario::Step>& steps = lists_[log_.tasks[task].program];
        for (uint32_t& next = next_[task]; next < std::min(step, steps.size()); ++next) {
            const scenario::Step& done = steps[next];
            if (done.kind != StepKind::send && done.kind != StepKind::receive) continue;
            const size_t queue = done.queue.index;
            if (done.kind == StepKind::send) {
                const auto drop = dropped_.find({task, queue, at.ns});
                if (drop != dropped_.end() && drop->second > 0) {
                    --drop->second;
                    continue;
                }
            }
            changes_[queue][instance(queue, task)].push_back({at, done.kind == StepKind::send ? 1 : -1});
        }
    }

    const trace::Log& log_;
    const scenario::StepLists lists_;
    std::vector<uint32_t> next_;                      // the next step of each task
    std::vector<std::vector<std::vector<CountStep>>> changes_;  // [queue][instance]
    std::map<std::tuple<uint32_t, size_t, int64_t>, int> dropped_;  // task, queue, ns
    QueueLengths lengths_;
};

}  // namespace

QueueLengths queue_lengths(const scenario::Scenario& scenario, const trace::Log& log) {
    return scenario.queues.empty() ? QueueLengths{} : Messages(scenario, log).count();
}

TaskQueues task_queues(const trace::Log& log) {
    using trace::Reason;
    const size_t servers = server_count(log);
    std::vector<OverlapCount> waiting(servers);
    TaskQueues queues;
    queues.rejected.resize(servers);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        if (log.spans.kind(i) != trace::SpanKind::queued) continue;
        const trace::Span span = log.spans[i];
        const bool in_line =
            span.reason == Reason::no_thread || span.reason == Reason::no_worker || span.reason == Reason::loop_busy;
        if (in_line) waiting[log.tasks[span.task.index].server].add(span.start, span.end());
    }
    for (OverlapCount& server : waiting) queues.tasks.push_back(server.steps());
    for (const trace::Task& task : log.tasks)
        if (task.outcome == trace::Outcome::rejected)
            queues.rejected[task.server].push_back(task.finished.value_or(task.arrival));
    return queues;
}

const char* task_queue_name(scenario::StrategyKind kind) { return scenario::row_of(kind).queue_name; }

}  // namespace metrics
