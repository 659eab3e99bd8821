// Figures in a session: opening one, going back to it, and what it says about which runs are shown and how far.

#include "chart/loops/loop_lanes.h"
#include "scenario/change.h"
#include "session/builtins.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/selection_text.h"
#include "session/session.h"

#include "base/hash.h"
#include "base/say.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {

// The same selection, in another pane.
void set_pane(Selection& selection, uint32_t pane) {
    if (auto* bar = std::get_if<ChosenBar>(&selection)) bar->pane = pane;
    if (auto* callback = std::get_if<ChosenCallback>(&selection)) callback->pane = pane;
    if (auto* gap = std::get_if<ChosenGap>(&selection)) gap->lane.pane = pane;
}
uint32_t pane_in(const Selection& selection) {
    if (const auto* bar = std::get_if<ChosenBar>(&selection)) return bar->pane;
    if (const auto* callback = std::get_if<ChosenCallback>(&selection)) return callback->pane;
    const auto* gap = std::get_if<ChosenGap>(&selection);
    return gap ? gap->lane.pane : 0;
}

uint64_t hash_of(const scenario::Document& document) {
    Hash hash;
    hash.add(std::string_view(scenario::write(document)));
    return hash.value();
}

}  // namespace

void Session::give_text(std::string id, std::string text) {
    for (GivenText& one : given_)
        if (one.id == id) {
            one.text = std::move(text);
            return;
        }
    constexpr size_t max_given = 64;
    if (given_.size() == max_given) given_.erase(given_.begin());
    given_.push_back({std::move(id), std::move(text)});
}

std::optional<std::string_view> Session::text_of(std::string_view id) const {
    for (const GivenText& one : given_)
        if (one.id == id) return one.text;
    return builtin_text(id);
}

Result<std::vector<Dropped>> Session::open_figure(std::string_view text, Reading reading) {
    auto read = read_figure(text, reading, given_);
    if (!read) return read.error();
    const std::vector<scenario::Parameter> original = scenario::parameters(read->original);
    remember(true, {});
    figure_ = OpenFigure{std::move(read->figure), read->document, origin_, {}, figure_ ? figure_->revision + 1 : 1};
    shown_ = figure_->figure.runs;
    replace(std::move(read->document), {}, true);
    opened_[origin_] = {hash_of(read->original), figure_->figure.scenario.id, original};
    show_moment(figure_->figure, read->dropped);
    return std::move(read->dropped);
}

void Session::reset_figure() {
    if (!figure()) return;
    if (!(document_.source == figure_->document.source)) remember(false, {});
    shown_ = figure_->figure.runs;
    figure_->answer.reset();
    ++figure_->revision;
    replace(figure_->document, {}, true);
    std::vector<Dropped> ignored;
    show_moment(figure_->figure, ignored);
}

// The state that a figure names. Runs that take long may not be finished yet.
void Session::show_moment(const Figure& figure, std::vector<Dropped>& dropped) {
    const chart::LaneChoice lanes =
        figure.lanes ? chart::lanes_named(*figure.lanes) : chart::first_lanes(document_.variants.front().scenario);
    if (lanes != state.lanes) set_lanes(lanes);
    if (!figure.sel.empty()) {
        Selection selection = parse_selection(figure.sel);
        const auto run = run_of(pane_in(selection));
        set_pane(selection, run.value_or(0));
        if (!run || !go_to(*this, selection))
            dropped.push_back({"sel=" + figure.sel, say_plain("These runs do not have it yet.")});
    }
    state.range = parse_range(figure.range);
    for (const Time mark : figure.mark) set_mark(*this, mark);
    if (figure.from && figure.to) {
        chart::Viewport view = viewport();
        view.begin = *figure.from;
        view.end = *figure.to;
        if (running()) session::show(state, view, limit());
        else show(view.zoomed(1, 0, limit()));
    }
    if (figure.t) {
        state.playing = false;
        state.playhead = running() ? *figure.t : std::min(*figure.t, end());
    }
    state.view = figure.view;
    if (figure.focus) state.focus = run_of(*figure.focus).value_or(0);
    if (figure.baseline) state.baseline = run_of(*figure.baseline);
    if (figure.aim) aim(run_of(*figure.aim));
}

const OpenFigure* Session::figure() const { return figure_ && figure_->origin == origin_ ? &*figure_ : nullptr; }

bool Session::asks() const { return figure() && figure_->figure.ask && !figure_->answer; }

bool Session::untold() const { return asks() || (state.prediction && !state.prediction->revealed); }

std::optional<Time> Session::covered() const { return asks() ? figure_->figure.t : std::nullopt; }

void Session::answer(Answer answer) {
    if (!figure() || !figure_->figure.ask) return;
    figure_->answer = std::move(answer);
    ++figure_->revision;
    ++lanes_revision_;  // what was covered is shown
}

Time Session::reach() const {
    const auto cover = covered();
    return cover ? std::min(*cover, end()) : end();
}

std::vector<scenario::Variant> Session::shown_variants() const {
    std::vector<scenario::Variant> shown;
    for (const int64_t run : shown_)
        if (run < int64_t(document_.variants.size())) shown.push_back(document_.variants[size_t(run)]);
    return shown.empty() ? document_.variants : shown;
}

int64_t Session::variant_of(size_t run) const {
    return run < shown_.size() ? shown_[run] : int64_t(run);
}

std::optional<uint32_t> Session::run_of(int64_t variant) const {
    for (size_t run = 0; run < runs().size(); ++run)
        if (variant_of(run) == variant) return uint32_t(run);
    return {};
}

const scenario::Parameter* Session::original(std::string_view id) const {
    if (origin_ >= opened_.size()) return nullptr;
    for (const scenario::Parameter& row : opened_[origin_].parameters)
        if (row.id == id) return &row;
    return nullptr;
}

std::string_view Session::opened_id() const {
    return origin_ < opened_.size() ? std::string_view(opened_[origin_].id) : std::string_view();
}

}  // namespace session
