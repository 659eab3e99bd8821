#pragma once

// Makes the contents of the panels from a session, part by part, and each part only when what it shows has changed:
// a frame that only moves the playhead does not make the tables again.

#include "present/panels.h"
#include "session/prediction.h"
#include "session/selection.h"
#include "session/state.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

namespace present {

class PanelMaker {
public:
    // Brings the parts up to date. A maker serves one session. `first`: only what a figure shows first (the clock,
    // what is around its timeline, the verdict and the levels at the playhead); the others stay as they are.
    enum class Extent : uint8_t { first, all };
    const Panels& update(const session::Session& session, Extent extent = Extent::all);

    const Panels& panels() const { return panels_; }

    // Increases when the part is made again; 0 before it is made for the first time.
    uint64_t revision(Part part) const { return revisions_[size_t(part)]; }

private:
    // What each part depends on. `Results` is Session::revision(), which most parts depend on.
    using Results = uint64_t;
    using Told = std::tuple<Results, bool>;  // whether a question is unanswered
    using Resulted = std::tuple<Results, bool, std::optional<uint32_t>>;  // and the baseline
    using Now = std::tuple<Results, Time, size_t>;
    using Clocked = std::tuple<Time, Time, Time, Time, double, bool>;  // playhead, view, end, rate
    // The second time: the title of a gap is as precise as the view.
    using Moment = std::tuple<Results, Time, size_t, session::Selection, Time, size_t,
                              std::string>;  // with the language of the code
    using Measured = std::tuple<Results, Time, Time, std::optional<session::Range>, size_t>;
    using Predicted = std::tuple<Results, std::optional<session::Prediction>>;
    using Programmed = std::tuple<Results, size_t>;
    using Coded = std::tuple<Results, size_t, std::string>;   // with the language
    using Figured = std::tuple<Results, uint64_t, uint32_t>;  // OpenFigure::revision, Session::origin()
    using Searched = std::tuple<Results, std::optional<std::string>, Time, session::Selection>;

    template <class Key>
    bool differs(Part part, std::optional<Key>& known, Key now);

    Panels panels_;
    std::array<uint64_t, part_count> revisions_{};
    std::optional<Resulted> results_;
    std::optional<Told> first_results_;
    std::optional<Now> first_now_;
    std::optional<Clocked> clock_;
    std::optional<Moment> moment_;
    std::optional<Measured> range_;
    std::optional<Predicted> prediction_;
    std::optional<Programmed> program_;
    std::optional<Coded> code_;
    std::optional<samples::Sample> sample_;  // that of `code`
    std::optional<Searched> find_;
    std::optional<Figured> figure_, first_figure_;
};

}  // namespace present
