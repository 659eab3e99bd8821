#include "present/panel_maker.h"

#include "present/differences.h"
#include "present/outcome.h"
#include "session/session.h"

#include <utility>

namespace present {

template <class Key>
bool PanelMaker::differs(Part part, std::optional<Key>& known, Key now) {
    if (known == now) return false;
    known = std::move(now);
    ++revisions_[size_t(part)];
    return true;
}

const Panels& PanelMaker::update(const session::Session& session, Extent extent) {
    const session::State& state = session.state;
    const uint64_t results = session.revision();
    const size_t focus = session.focus();
    const Told told{results, session.untold()};
    const chart::Viewport viewport = session.viewport();
    const Time gap_view = state.gap() ? viewport.end - viewport.begin : Time{};

    if (differs(Part::clock, clock_,
                Clocked{state.playhead, viewport.begin, viewport.end, session.end(), session.rate(),
                        !session.runs().empty()})) {
        panels_.clock = clock_of(session);
        panels_.rates = rates_of(session);
    }
    const Figured figured{results, session.figure() ? session.figure()->revision : 0, session.origin()};
    if (extent == Extent::first) {
        if (differs(Part::figure, first_figure_, figured)) panels_.figure = figure_panel(session, false);
        if (differs(Part::results, first_results_, told)) {
            panels_.verdict = verdict_of(session);
            panels_.spoken = spoken_of(session);
        }
        if (differs(Part::moment, first_now_, Now{results, state.playhead, focus})) panels_.now = now_of(session);
        return panels_;
    }
    if (differs(Part::figure, figure_, figured)) panels_.figure = figure_panel(session);
    if (differs(Part::results, results_, Resulted{results, session.untold(), state.baseline})) {
        panels_.outcome = outcome_of(session);
        panels_.differences = differences_of(session);
        panels_.more_numbers = more_numbers_of(session);
        panels_.verdict = verdict_of(session);
        panels_.warnings = warnings_of(session);
        panels_.compare = compare_of(session);
        panels_.spoken = spoken_of(session);
    }
    if (revision(Part::help) == 0) {
        panels_.help = help();
        panels_.hints = hints();
        ++revisions_[size_t(Part::help)];
    }
    if (differs(Part::code, code_, Coded{results, focus, state.language})) {
        sample_ = code_sample_of(session);
        panels_.code = code_of(session, sample_ ? &*sample_ : nullptr);
        panels_.advice = advice_of(session);
    }
    if (differs(
            Part::moment, moment_,
            Moment{results, state.playhead, focus, state.selection, gap_view, state.trail.size(), state.language})) {
        panels_.now = now_of(session);
        panels_.reason = reason_of(session);
        panels_.program_now = program_now_of(session);
        panels_.code_now = code_now_of(session, sample_ ? &*sample_ : nullptr);
    }
    if (differs(Part::range, range_, Measured{results, viewport.begin, viewport.end, state.range, focus}))
        panels_.range = range_of(session);
    if (differs(Part::prediction, prediction_, Predicted{results, state.prediction}))
        panels_.prediction = prediction_of(session);
    if (differs(Part::program, program_, Programmed{results, focus})) panels_.program = program_of(session);
    if (differs(Part::find, find_, Searched{results, state.find, state.playhead, state.selection}))
        panels_.found = found_of(session);
    return panels_;
}

}  // namespace present
