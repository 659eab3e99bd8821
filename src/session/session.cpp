#include "session/session.h"

#include "base/hash.h"
#include "base/say.h"
#include "chart/lanes/queue_groups.h"
#include "chart/rows/number_rows.h"
#include "scenario/branch.h"
#include "scenario/change.h"
#include "scenario/strategies.h"
#include "session/builtins.h"
#include "session/gap.h"
#include "session/prepared.h"
#include "session/strategies.h"
#include "session/variants.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace session {

namespace {

constexpr double first_slice_ms = 24;  // for a change: most runs end within this time, so nothing flickers
constexpr size_t long_run = 400'000;   // spans, tasks and threads; summing this many takes longer than a frame
constexpr double slice_ms = 8;         // per frame
constexpr double rest_s = 1;           // a drag of a slider is over after a pause of this length

Error refusal(std::string message) { return {std::move(message), 0, 0, {}}; }

}  // namespace

Session::Session(Clock clock) : clock_(clock) {
    document_.source = scenario::json::Value::object();
}

Session::~Session() = default;

// Changes ----------------------------------------------------------------------------------------

Result<Nothing> Session::load(std::string_view text, Opening opening) {
    auto document = scenario::read(text);
    if (!document) return document.error();
    const bool fresh = opening == Opening::replace || runs().empty();
    remember(fresh, {});
    shown_.clear();
    replace(std::move(*document), fresh ? std::vector<Recording>() : recordings_, fresh);
    if (!fresh) fit();
    return Nothing{};
}

Result<Nothing> Session::load_builtin(std::string_view id) {
    if (const auto text = text_of(id)) {
        auto loaded = load(*text);
        if (loaded) opened_[origin_].id = id;
        return loaded;
    }
    return refusal(say_plain("there is no built-in scenario '{id}'", {{"id", id}}));
}

Result<Nothing> Session::set(std::string_view parameter, std::string_view value) {
    if (!has_document()) return refusal(say_plain("a recording has no parameters"));
    auto document = state.aim ? with_parameter_of(document_, size_t(variant_of(*state.aim)), parameter, value)
                              : scenario::with_parameter(document_, parameter, value);
    if (!document) return document.error();
    if (document->source == document_.source) return Nothing{};
    // An idle page draws no frames, so tick() may not have noticed the pause.
    const double now_ms = clock_ ? clock_() : 0;
    if (now_ms - last_set_ms_ > rest_s * 1e3) settle();
    last_set_ms_ = now_ms;
    rest_s_ = 0;
    remember(false, parameter);
    replace(std::move(*document), recordings_, false);
    return Nothing{};
}

void Session::settle() { history_.settle(); }

Result<Nothing> Session::toggle_strategy(std::string_view id) {
    if (!has_document()) return refusal(say_plain("a recording has no strategies"));
    auto source = toggled(document_, id);
    if (!source) return refusal(say_plain("at least one strategy must remain"));
    return arrange(std::move(*source), {});
}

Result<Nothing> Session::arrange(scenario::json::Value source, std::vector<int64_t> shown) {
    auto document = scenario::interpret(std::move(source));
    if (!document) return document.error();
    remember(false, {});
    shown_ = std::move(shown);
    replace(std::move(*document), recordings_, false);
    return Nothing{};
}

void Session::aim(std::optional<uint32_t> run) {
    if (run && (*run >= runs().size() || runs()[*run]->recording)) run.reset();
    if (state.aim == run) return;
    settle();
    state.aim = run;
    find_parameters();
    ++document_revision_;
    ++results_revision_;  // so that the controls are updated
}

void Session::find_parameters() {
    if (!has_document()) return parameters_.clear();
    if (state.aim)
        if (auto alone = scenario::interpret(scenario::file_of(document_.source, size_t(variant_of(*state.aim))))) {
            parameters_ = scenario::parameters(*alone);
            return;
        }
    parameters_ = scenario::parameters(document_);
}

std::vector<StrategyChip> Session::strategies() const {
    std::vector<StrategyChip> chips;
    for (const scenario::Parameter& row : parameters_) {
        if (row.id != "strategy.kind") continue;
        for (const scenario::Choice& choice : row.choices) {
            const scenario::StrategyRow* strategy = scenario::find_strategy(choice.value);
            chips.push_back({choice.value, say_plain("{^name}", {{"name", choice.label}}),
                             compares(document_, choice.value),
                             strategy ? std::string(strategy->help) : std::string()});
        }
    }
    return chips;
}

// Undo -------------------------------------------------------------------------------------------

History::Step Session::now() const {
    return {has_document() ? scenario::write(document_) : std::string(), recordings_, false, origin_, shown_};
}

void Session::remember(bool fresh, std::string_view key) {
    if (!runs().empty() && !history_.goes_on(key)) {
        History::Step before = now();
        before.fresh = fresh;
        history_.push(std::move(before), key);
    }
    if (fresh) origin_ = ++origins_;
}

void Session::restore(const History::Step& step) {
    scenario::Document document;
    document.source = scenario::json::Value::object();
    if (!step.text.empty()) {
        auto source = scenario::json::parse(step.text, step.text.size());
        assert(source);
        auto read = scenario::interpret(std::move(*source));
        assert(read);  // it has been read before
        document = std::move(*read);
    }
    const bool beside = step.recordings != recordings_;
    origin_ = step.origin;
    shown_ = step.shown;
    replace(std::move(document), step.recordings, step.fresh);
    if (beside) fit();
}

void Session::undo() {
    if (can_undo()) restore(history_.undo(now()));
}

void Session::redo() {
    if (can_redo()) restore(history_.redo(now()));
}

void Session::replace(scenario::Document document, std::vector<Recording> recordings, bool fresh) {
    // Keeps the user's lane choice, except when switching to or from a program of an event loop.
    if (fresh) {
        const auto first_lanes = [](const scenario::Scenario* scenario) {
            return scenario ? chart::first_lanes(*scenario) : chart::LaneChoice{};
        };
        const auto before = first_lanes(runs().empty() ? nullptr : &runs().front()->variant.scenario);
        const auto after = first_lanes(document.variants.empty() ? nullptr : &document.variants.front().scenario);
        if (before != after) state.lanes = after;
    }
    document_ = std::move(document);
    if (fresh && opened_.size() <= origin_) {
        opened_.resize(origin_ + 1);
        opened_[origin_].hash = document_hash();
    }
    recordings_ = std::move(recordings);
    if (fresh) state.aim.reset();
    run_all();
    find_parameters();
    if (fresh && opened_[origin_].parameters.empty()) opened_[origin_].parameters = parameters_;
    ++document_revision_;
    frame(fresh);
}

// What was selected in a run stays selected in it.
void Session::follow(const Places& places) {
    const auto place_of = [&](uint32_t run) { return run < places.size() ? places[run] : std::nullopt; };
    const auto follow_all = [&](auto& all) {
        std::erase_if(all, [&](const auto& one) { return !place_of(one.pane); });
        for (auto& one : all) one.pane = *place_of(one.pane);
    };
    follow_all(state.folds);
    follow_all(state.pins);
    if (ChosenGap* gap = std::get_if<ChosenGap>(&state.selection)) {
        if (const auto place = place_of(gap->lane.pane)) gap->lane.pane = *place;
        else state.selection = {};
    }
    // If the run in focus is gone, the focus moves to the run that is now in its place.
    const uint32_t last = runs().empty() ? 0 : uint32_t(runs().size() - 1);
    state.focus = place_of(state.focus).value_or(std::min(state.focus, last));
    for (std::optional<uint32_t>* run : {&state.aim, &state.baseline})
        if (*run) *run = place_of(**run);
}

// Sets the view after a change: a new scenario is shown whole; an edited one keeps its view.
void Session::frame(bool fresh) {
    if (fresh) {
        const chart::LaneChoice lanes = state.lanes;
        state = {};
        state.lanes = lanes;
        ++loads_;
        fold_all();
    }
    if (!state.gap()) state.selection = {};  // the numbers of spans and callbacks have changed
    drop_gap_that_is_none();
    state.trail.clear();
    state.along.reset();
    state.prediction.reset();  // it belonged to another run
    if (!running()) state.playhead = std::min(state.playhead, end());
    if (state.end > limit() && !running()) fit();
}

// A gap stays selected for as long as its lane is shown and is empty at its time.
void Session::drop_gap_that_is_none() {
    const ChosenGap* gap = state.gap();
    if (!gap) return;
    const bool there = gap->lane.pane < runs().size() &&
                       (runs()[gap->lane.pane]->running() || stretch_of(pane_of(*runs()[gap->lane.pane]), *gap));
    if (!there) state.selection = {};
}

// Runs -------------------------------------------------------------------------------------------

void Session::run_all() {
    const std::vector<scenario::Variant> shown = shown_variants();
    const uint64_t variants = std::max<size_t>(1, shown.size());
    model::Budget share = budget;
    share.events /= variants;
    share.spans /= variants;
    share.bytes /= variants;
    share.looks /= variants;
    follow(runs_.change(shown, recordings_, share));
    if (laned_ != state.lanes)
        for (const auto& run : runs())
            if (run->prepared > 0) lay_some_lanes(*run, state.lanes);
    laned_ = state.lanes;
    advance(first_slice_ms);
    for (const auto& run : runs())
        if (run->prepared == 0) prepare(*run);
    fold_all();
    ++results_revision_;
}

void Session::advance(double slice) {
    runs_.advance(clock_, slice);
    for (const auto& run : runs())
        if (!run->running() && !run->whole) prepare(*run);
}

void Session::prepare(Run& run) {
    measure(run);
    index(run);
    lay_some_lanes(run, state.lanes);
    run.summarised = size_of(run.log());
    run.whole = !run.running();
    ++run.prepared;
    ++results_revision_;
}

bool Session::is_folded(size_t run, chart::GroupKey group) const {
    return session::is_folded(*runs()[run], uint32_t(run), state.folds, group);
}

void Session::fold_all() {
    folded_ = state.folds;
    pinned_ = state.pins;
    for (uint32_t i = 0; i < runs().size(); ++i) fold_lanes(*runs()[i], i, state.folds, state.pins);
    ++lanes_revision_;
}

void Session::set_lanes(chart::LaneChoice lanes) {
    state.lanes = laned_ = lanes;
    for (const auto& run : runs()) lay_some_lanes(*run, lanes);
    fold_all();
    drop_gap_that_is_none();
}

bool Session::tick(double seconds) {
    rest_s_ += seconds;
    if (rest_s_ > rest_s) settle();
    if (laned_ != state.lanes) set_lanes(state.lanes);
    if (folded_ != state.folds || pinned_ != state.pins) fold_all();
    if (running()) {
        const uint64_t before = results_revision_;
        advance(slice_ms);
        // Summarises what there is so far, each time that it has grown by half; for long runs, each time that it has
        // grown threefold.
        for (const auto& run : runs()) {
            const size_t more = run->summarised < long_run ? run->summarised / 2 : 2 * run->summarised;
            if (run->running() && size_of(run->log()) >= run->summarised + more + 1) prepare(*run);
        }
        if (results_revision_ != before) {
            fold_all();
            drop_gap_that_is_none();
        }
        if (!running() && state.end > limit()) fit();
        if (!running()) state.playhead = std::min(state.playhead, end());  // a figure may name a later moment
    }
    if (state.playing) {
        play_on(seconds);
        if (state.playhead >= reach()) {
            state.playhead = reach();
            if (!running() || covered()) state.playing = false;
        }
    }
    return state.playing || running();
}

// State ------------------------------------------------------------------------------------------

std::string Session::title() const {
    return std::string(runs().empty() ? "" : translated(runs().front()->variant.scenario.title));
}
uint64_t Session::document_hash() const {
    Hash hash;
    if (has_document()) hash.add(std::string_view(scenario::write(document_)));
    return hash.value();
}

bool Session::edited() const {
    if (edited_.revision != document_revision_)
        edited_ = {document_revision_, origin_ < opened_.size() && opened_[origin_].hash != document_hash()};
    return edited_.is;
}

std::string Session::description() const {
    return std::string(runs().empty() ? "" : translated(runs().front()->variant.scenario.description));
}

bool Session::has_loops() const {
    return std::any_of(runs().begin(), runs().end(), [](const auto& run) { return !run->log().callbacks.empty(); });
}

bool Session::has_devices() const {
    return std::any_of(runs().begin(), runs().end(),
                       [](const auto& run) { return !run->variant.scenario.devices.empty(); });
}

bool Session::has_queues() const {
    return std::any_of(runs().begin(), runs().end(),
                       [](const auto& run) { return !chart::queue_groups(run->variant.scenario, run->log()).empty(); });
}

bool Session::has_counters() const {
    return std::any_of(runs().begin(), runs().end(),
                       [](const auto& run) { return run->log().recording && !run->log().recording->counters.empty(); });
}

std::vector<chart::Pane> Session::panes() const {
    std::vector<chart::Pane> panes;
    const Prediction* open = state.prediction && !state.prediction->revealed ? &*state.prediction : nullptr;
    for (const auto& run : runs()) {
        panes.push_back(pane_of(*run));
        panes.back().covered = open && open->pane + 1 != panes.size() ? open->from : covered();
        panes.back().untold = untold();
    }
    return panes;
}

const Revisions& Session::revisions() const {
    see(*this, document_revision_, results_revision_, lanes_revision_, seen_);
    return seen_.revisions;
}

Time Session::end() const {
    Time last;
    for (const auto& run : runs()) last = std::max(last, std::max(run->results.makespan, run->log().end));
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

}  // namespace session
