#include "session/prepared.h"

#include "metrics/numbers/report.h"
#include "scenario/remarks.h"
#include "trace/recording.h"

#include <algorithm>

namespace session {

void measure(Run& run) {
    run.levels = metrics::levels_of(run.log());
    run.results = metrics::results_of(run.variant.scenario, run.log(), run.levels);
    run.moments_of_code.reset();
}

void index(Run& run) {
    run.level_sums = chart::LevelSums(run.levels);
    run.why.emplace(run.log());
}

void lay_lanes(Run& run, chart::LaneChoice choice) {
    const scenario::Scenario& scenario = run.variant.scenario;
    run.loop = choice.loops ? chart::loop_picture(scenario, run.log()) : chart::LoopPicture{};
    run.lanes = chart::lanes_of(scenario, run.log(), choice);
}

void lay_some_lanes(Run& run, chart::LaneChoice choice) {
    lay_lanes(run, choice);
    if (!run.loop.lanes.empty() || !run.lanes.groups().empty()) return;
    choice.cores = choice.threads = true;
    lay_lanes(run, choice);
}

bool is_folded(const Run& run, uint32_t number, const std::vector<FoldChoice>& folds, chart::GroupKey group) {
    bool at_first = false;
    if (group.kind == chart::LaneKind::server) {
        const auto first = chart::folded_at_first(run.lanes);
        at_first = std::find(first.begin(), first.end(), group) != first.end();
    }
    return is_folded(folds, number, group, at_first);
}

void fold_lanes(Run& run, uint32_t number, const std::vector<FoldChoice>& folds, const std::vector<LaneName>& pins) {
    const bool many_servers = !chart::folded_at_first(run.lanes).empty();
    std::vector<chart::GroupKey> keys;
    for (const chart::LaneGroup& group : run.lanes.groups()) {
        const bool at_first = many_servers && group.kind == chart::LaneKind::server;
        if (is_folded(folds, number, group.key(), at_first)) keys.push_back(group.key());
    }
    run.folded = chart::fold_groups(run.variant.scenario, run.log(), run.lanes, keys);
    for (const LaneName& pin : pins)
        if (const auto lane = pin.pane == number ? lane_of(run.lanes, pin) : std::nullopt)
            run.folded.pinned.push_back(*lane);
    run.folded.loops = is_folded(folds, number, {chart::LaneKind::loop, 0}, false);
}

chart::Pane pane_of(const Run& run) {
    return {run.variant.title, &run.variant.scenario, &run.log(),
            &run.results,      &run.levels,           &run.lanes,
            &run.loop,         &run.folded,           run.why ? &run.level_sums : nullptr};
}

RichText verdict_of(const std::vector<std::unique_ptr<Run>>& runs) {
    std::vector<metrics::Verdict> verdicts;
    for (const auto& run : runs) verdicts.push_back(run->results.verdict);
    RichText text = metrics::verdict_sentence(verdicts);
    for (const auto& run : runs)
        if (!run->recording) text.then(scenario::remark_on(run->variant.title, run->variant.scenario));
    return text;
}

RichText endings_of(const std::vector<std::unique_ptr<Run>>& runs) {
    RichText text;
    for (const auto& run : runs) {
        const RichText ending = metrics::ending_text(run->variant.scenario, run->log(), run->results.ended);
        if (ending.empty() || runs.size() == 1) text.then(ending);
        else text.then(say("*{run}*: {what}", {{"run", run->variant.title}, {"what", ending}}));
    }
    return text;
}

size_t size_of(const trace::Log& log) { return log.spans.size() + log.tasks.size() + log.threads.size(); }

size_t bytes_of(const trace::Log& log) {
    size_t bytes =
        log.spans.bytes() + log.tasks.size() * sizeof(trace::Task) + log.threads.size() * sizeof(trace::Thread);
    if (const trace::Recording* recording = log.recording.get())
        bytes += recording->nested.slices.bytes() + recording->instants.size() * sizeof(trace::Instant) +
                 recording->links.size() * sizeof(trace::Link) + recording->task_names.size() * sizeof(uint32_t);
    return bytes;
}

}  // namespace session
