#include "session/session.h"

#include "base/say.h"
#include "chart/lanes/queue_groups.h"
#include "chart/rows/number_rows.h"
#include "metrics/numbers/report.h"
#include "metrics/why/why_callbacks.h"
#include "scenario/change.h"
#include "scenario/strategies.h"
#include "session/builtins.h"
#include "session/folds.h"
#include "session/strategies.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace session {

namespace {

constexpr double first_slice_ms = 24;  // of a change: most runs end in it, and nothing flickers
constexpr size_t long_run = 400'000;   // spans, tasks and threads; summing up these takes longer than a frame
constexpr double slice_ms = 8;         // of a frame
constexpr uint64_t slice_events = 4'000;
constexpr double rest_s = 1;           // after which a slider's drag is over
}  // namespace

Session::Session(Clock clock) : clock_(clock) {
    document_.source = scenario::json::Value::object();
}

Session::~Session() = default;

// Changes ----------------------------------------------------------------------------------------

Result<Nothing> Session::load(std::string_view text) {
    auto document = scenario::read(text);
    if (!document) return document.error();
    if (!runs_.empty() && !recording()) history_.push(document_, true, {});
    replace(std::move(*document), true);
    return Nothing{};
}

Result<Nothing> Session::load_builtin(std::string_view id) {
    for (const Builtin& builtin : builtins())
        if (builtin.id == id) return load(builtin.text);
    return Error{"there is no built-in scenario '" + std::string(id) + "'", 0, 0, {}};
}

Result<Nothing> Session::set(std::string_view parameter, std::string_view value) {
    if (recording()) return Error{"a recording has no parameters", 0, 0, {}};
    auto document = scenario::with_parameter(document_, parameter, value);
    if (!document) return document.error();
    if (scenario::write(*document) == scenario::write(document_)) return Nothing{};
    // A page that is idle draws no frames, so tick() may not have seen the pause.
    const double now_ms = clock_ ? clock_() : 0;
    if (now_ms - last_set_ms_ > rest_s * 1e3) settle();
    last_set_ms_ = now_ms;
    history_.push(document_, false, parameter);
    rest_s_ = 0;
    replace(std::move(*document), false);
    return Nothing{};
}

void Session::settle() { history_.settle(); }

Result<Nothing> Session::toggle_strategy(std::string_view id) {
    if (recording()) return Error{"a recording has no strategies", 0, 0, {}};
    auto source = toggled(document_, id);
    if (!source) return Error{"one strategy has to stay", 0, 0, {}};
    auto document = scenario::interpret(std::move(*source));
    if (!document) return document.error();
    history_.push(document_, false, {});
    replace(std::move(*document), false);
    return Nothing{};
}

namespace {

std::string help_of(std::string_view strategy) {
    const scenario::StrategyRow* row = scenario::find_strategy(strategy);
    return row ? std::string(row->help) : std::string();
}

}  // namespace

std::vector<StrategyChip> Session::strategies() const {
    std::vector<StrategyChip> chips;
    for (const scenario::Parameter& row : parameters_)
        if (row.id == "strategy.kind")
            for (const scenario::Choice& choice : row.choices)
                chips.push_back({choice.value, choice.label, compares(document_, choice.value), help_of(choice.value)});
    return chips;
}

void Session::undo() {
    if (!can_undo()) return;
    auto step = history_.undo(document_);
    replace(std::move(step.document), step.fresh);
}

void Session::redo() {
    if (!can_redo()) return;
    auto step = history_.redo(document_);
    replace(std::move(step.document), step.fresh);
}

void Session::replace(scenario::Document document, bool fresh) {
    // What people have chosen stays, but a program of a loop is looked at in another way.
    const auto first_lanes = [](const scenario::Document& of) { return of.variants.empty() ? chart::LaneChoice{} : chart::first_lanes(of.variants.front().scenario); };
    const chart::LaneChoice before = first_lanes(document_), now = first_lanes(document);
    if (fresh && before != now) state.lanes = now;
    std::vector<std::string> titles;
    for (const auto& run : runs_) titles.push_back(run->variant.title);
    document_ = std::move(document);
    parameters_ = scenario::parameters(document_);
    run_variants();
    follow_panes(titles);
    frame_document(fresh);
}

// Where a strategy has come or gone, what was chosen of a pane goes with it.
void Session::follow_panes(const std::vector<std::string>& titles) {
    if (titles.size() == runs_.size()) return;
    std::vector<std::optional<uint32_t>> now(titles.size());
    for (size_t before = 0; before < titles.size(); ++before)
        for (uint32_t i = 0; i < runs_.size(); ++i)
            if (runs_[i]->variant.title == titles[before]) now[before] = i;
    const auto follow = [&](auto& all) {
        std::erase_if(all, [&](const auto& one) { return one.pane >= now.size() || !now[one.pane]; });
        for (auto& one : all) one.pane = *now[one.pane];
    };
    follow(state.folds);
    follow(state.pins);
    fold_lanes();
}

// The view after a change: a new scenario is shown whole; an edited one stays where it was.
void Session::frame_document(bool fresh) {
    if (fresh) {
        const chart::LaneChoice lanes = state.lanes;
        state = {};
        ++loads_;
        state.lanes = lanes;
    }
    state.selection.reset();
    state.callback.reset();
    state.trail.clear();
    state.prediction.reset();  // it was of another run
    if (!running()) state.playhead = std::min(state.playhead, end());
    if (state.end > limit() && !running()) fit();
}

// Runs -------------------------------------------------------------------------------------------

void Session::run_variants() {
    auto old = std::exchange(runs_, {});
    // Runs that nobody wants any more give their memory back before others begin.
    for (auto& run : old) {
        const auto same = [&](const scenario::Variant& variant) { return run->variant.scenario == variant.scenario; };
        if (std::none_of(document_.variants.begin(), document_.variants.end(), same)) run.reset();
    }
    const uint64_t variants = document_.variants.size();
    const model::Budget share{.events = budget.events / variants, .spans = budget.spans / variants, .bytes = budget.bytes / variants, .looks = budget.looks / variants};
    for (const scenario::Variant& variant : document_.variants) {
        const auto kept = std::find_if(old.begin(), old.end(), [&](const auto& run) {
            return run && run->variant.scenario == variant.scenario;
        });
        if (kept != old.end()) {
            (*kept)->variant.title = variant.title;
            if (laned_ != state.lanes) lay_lanes(**kept);
            runs_.push_back(std::move(*kept));
            continue;
        }
        auto run = std::make_unique<Run>();
        run->variant = variant;
        run->program = scenario::code_text(variant.scenario);
        run->simulation = std::make_unique<model::Simulation>(run->variant.scenario, share);
        runs_.push_back(std::move(run));
    }
    laned_ = state.lanes;
    advance(first_slice_ms);
    for (auto& run : runs_)
        if (!run->why) summarise(*run);
    fold_lanes();
    ++revision_;
}

// All runs go on together, so that their panes fill side by side.
void Session::advance(double slice) {
    const double began = clock_ ? clock_() : 0;
    bool going = true;
    while (going) {
        going = false;
        for (auto& run : runs_) {
            if (!run->running()) continue;
            if (run->simulation->advance(slice_events)) {
                going = true;
                continue;
            }
            run->finished = std::move(*run->simulation).take_log();
            run->simulation.reset();
            summarise(*run);
            ++revision_;
        }
        if (clock_ && clock_() - began >= slice) return;
    }
}

namespace {

// What a summary takes time for.
size_t size_of(const trace::Log& log) { return log.spans.size() + log.tasks.size() + log.threads.size(); }

}  // namespace

void Session::summarise(Run& run) const {
    const trace::Log& log = run.log();
    run.levels = metrics::levels_of(log);
    run.level_sums = chart::LevelSums(run.levels);
    run.results = metrics::results_of(run.variant.scenario, log, run.levels);
    run.why.emplace(log);
    lay_lanes(run);
    run.summarised = size_of(log);
}

// A run that has no loop to show is shown by its cores and threads.
void Session::lay_lanes(Run& run) const {
    const scenario::Scenario& scenario = run.variant.scenario;
    run.loop = state.lanes.loops ? chart::loop_picture(scenario, run.log()) : chart::LoopPicture{};
    chart::LaneChoice lanes = state.lanes;
    run.lanes = chart::lanes_of(scenario, run.log(), lanes);
    if (!run.loop.lanes.empty() || !run.lanes.groups().empty()) return;
    lanes.cores = lanes.threads = true;
    run.lanes = chart::lanes_of(scenario, run.log(), lanes);
}

bool Session::is_folded(size_t run, chart::GroupKey group) const {
    bool at_first = false;
    if (group.kind == chart::LaneKind::server) {
        const auto first = chart::folded_at_first(runs_[run]->lanes);
        at_first = std::find(first.begin(), first.end(), group) != first.end();
    }
    return session::is_folded(state.folds, uint32_t(run), group, at_first);
}

// The rows of groups that are folded, of all runs.
void Session::fold_lanes() {
    folded_ = state.folds;
    pinned_ = state.pins;
    for (uint32_t i = 0; i < runs_.size(); ++i) {
        Run& run = *runs_[i];
        const bool many_servers = !chart::folded_at_first(run.lanes).empty();
        std::vector<chart::GroupKey> keys;
        for (const chart::LaneGroup& group : run.lanes.groups())
            if (session::is_folded(state.folds, i, group.key(), many_servers && group.kind == chart::LaneKind::server)) keys.push_back(group.key());
        run.folded = chart::fold_groups(run.variant.scenario, run.log(), run.lanes, keys);
        for (const LaneName& pin : state.pins)
            if (const auto lane = pin.pane == i ? lane_of(run.lanes, pin) : std::nullopt) run.folded.pinned.push_back(*lane);
        run.folded.loops = session::is_folded(state.folds, i, {chart::LaneKind::loop, 0}, false);
    }
}

bool Session::has_loops() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return !run->log().callbacks.empty(); });
}

bool Session::has_devices() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return !run->variant.scenario.devices.empty(); });
}

bool Session::has_queues() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return !chart::queue_groups(run->variant.scenario, run->log()).empty(); });
}

bool Session::has_counters() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return run->log().recording && !run->log().recording->counters.empty(); });
}

bool Session::running() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return run->running(); });
}

bool Session::tick(double seconds) {
    rest_s_ += seconds;
    if (rest_s_ > rest_s) settle();
    if (laned_ != state.lanes) set_lanes(state.lanes);
    if (folded_ != state.folds || pinned_ != state.pins) {
        fold_lanes();
        ++revision_;
    }
    if (running()) {
        const uint64_t before = revision_;
        advance(slice_ms);
        // What has come so far, each time that there is half as much again; of long runs, three times as much.
        for (auto& run : runs_) {
            const size_t more = run->summarised < long_run ? run->summarised / 2 : 2 * run->summarised;
            if (!run->running() || size_of(run->log()) < run->summarised + more + 1) continue;
            summarise(*run);
            ++revision_;
        }
        if (revision_ != before) fold_lanes();
        if (!running() && state.end > limit()) fit();
    }
    if (state.playing) {
        play_on(seconds);
        if (state.playhead >= end()) {
            state.playhead = end();
            if (!running()) state.playing = false;
        }
    }
    return state.playing || running();
}

// What is shown ----------------------------------------------------------------------------------

std::vector<chart::Pane> Session::panes() const {
    std::vector<chart::Pane> panes;
    for (const auto& one : runs_) {
        const Run& run = *one;
        panes.push_back({run.variant.title, &run.variant.scenario, &run.log(), &run.results, &run.levels, &run.lanes, &run.loop, &run.folded, &run.level_sums});
    }
    return panes;
}

Time Session::end() const {
    Time last;
    for (const auto& run : runs_) last = std::max(last, std::max(run->results.makespan, run->log().end));
    return last;
}

Time Session::limit() const {
    const Time last = end();
    if (last.ns == 0) return msec(1);
    return last + Time{std::max<int64_t>(last.ns / 64, 100)};
}

chart::Viewport Session::viewport(float width_px) const {
    const Time until = state.end.ns > 0 ? state.end : limit();
    return {.begin = std::min(state.begin, until - nsec(100)), .end = until, .left_px = 0, .width_px = width_px};
}

void Session::show(const chart::Viewport& viewport) { session::show(state, viewport, limit()); }

void Session::fit() { state.begin = state.end = {}; }

void Session::set_lanes(chart::LaneChoice lanes) {
    state.lanes = laned_ = lanes;
    for (auto& run : runs_) lay_lanes(*run);
    fold_lanes();
    ++revision_;
}

// Now --------------------------------------------------------------------------------------------

size_t Session::focus() const {
    return state.focus < runs_.size() ? state.focus : 0;
}

metrics::LevelStep Session::level_now() const {
    if (runs_.empty()) return {};
    return metrics::level_at(runs_[focus()]->levels, state.playhead);
}

std::string Session::why() const { return reason().text.starred(); }

const Session::Reason& Session::reason() const {
    const bool known = why_.revision == revision_ && why_.at == state.playhead && why_.focus == focus() &&
                       why_.selection == state.selection && why_.callback == state.callback;
    if (!known) {
        why_ = {revision_, state.playhead, focus(), state.selection, state.callback, {}};
        if (!runs_.empty()) explain(why_.reason);
    }
    return why_.reason;
}

void Session::explain(Reason& reason) const {
    if (state.callback && state.callback->pane < runs_.size()) {
        const Run& run = *runs_[state.callback->pane];
        const trace::Callbacks& record = run.log().callbacks;
        if (state.callback->callback >= record.all.size()) return;
        reason.text = metrics::explain_callback(run.variant.scenario, run.log(), state.callback->callback);
        if (record.all[state.callback->callback].by != trace::no_callback) reason.question = say_plain("what scheduled it?");
        return;
    }

    const bool selected = state.selection && state.selection->pane < runs_.size();
    const uint32_t pane = selected ? state.selection->pane : uint32_t(focus());
    const Run& run = *runs_[pane];
    if (!run.why) return;
    const scenario::Scenario& scenario = run.variant.scenario;
    const trace::Log& log = run.log();
    if (selected && state.selection->span < log.numbers()) {
        reason.about = state.selection;
        reason.text = metrics::explain_span(scenario, log, *run.why, state.selection->span);
    } else {
        reason.text = metrics::explain_now(scenario, log, *run.why, state.playhead);
        if (!metrics::explain_loop_now(scenario, log, state.playhead).empty()) return;
        if (const auto span = metrics::telling_span(log, *run.why, state.playhead)) reason.about = Selection{pane, uint32_t(*span)};
    }
    if (!reason.about) return;
    reason.cause = metrics::cause_of(scenario, log, *run.why, reason.about->span);
    if (reason.cause) reason.question = metrics::cause_question(scenario, log, reason.about->span, *reason.cause);
}

const Findings& Session::found() const {
    static const Findings none;
    if (!state.find || state.find->empty()) return none;
    if (searched_.revision != revision_ || searched_.text != *state.find)
        searched_ = {revision_, *state.find, find_in(*this, *state.find)};
    return searched_.found;
}

std::optional<metrics::Between> Session::between(size_t run) const {
    if (!state.range || run >= runs_.size() || !runs_[run]->why) return {};
    const Run& it = *runs_[run];
    return metrics::between(it.log(), *it.why, it.levels, state.range->begin, state.range->end);
}

RichText Session::verdict() const {
    std::vector<metrics::Verdict> verdicts;
    for (const auto& run : runs_) verdicts.push_back(run->results.verdict);
    return metrics::verdict_sentence(verdicts);
}

std::optional<size_t> Session::best() const {
    std::optional<size_t> first;
    bool alone = false;
    for (size_t i = 0; i < runs_.size(); ++i) {
        const Run& run = *runs_[i];
        if (run.running() || !run.log().complete) return std::nullopt;
        const Time makespan = run.results.makespan;
        if (first && makespan == runs_[*first]->results.makespan) alone = false;
        if (!first || makespan < runs_[*first]->results.makespan) {
            alone = true;
            first = i;
        }
    }
    return first && alone && runs_.size() > 1 ? first : std::nullopt;
}

}  // namespace session
