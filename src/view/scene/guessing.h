#pragma once

// Drawing a prediction with the pointer: where the pointer is in the covered part, and what a press, a
// drag and a click do there. These are pure functions. Pixels are those of the picture.
//
//     press on a core's lane    a new guess, as long as it is drawn, at least one step of the grid
//     drag a guess, an edge     moves it, also to another core; makes it longer or shorter
//     click a guess             the next task

#include "chart/layout.h"
#include "session/state.h"
#include "view/scene/listen.h"
#include "view/scene/look.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace view {

struct Guessing {
    uint32_t pane = 0;                  // an index into the frame
    std::optional<CoreId> core;         // the core whose lane it is
    std::optional<uint32_t> guess;
    enum class Part : uint8_t { middle, begin, end } part = Part::middle;  // part of the guess
};

// Returns nullopt outside of the covered part.
std::optional<Guessing> guessing_at(const chart::Frame& frame, const std::vector<chart::Pane>& panes,
                                    const std::vector<uint32_t>& numbers, const session::Prediction& prediction,
                                    float x_px, float y_px);

void press_guess(const Guessing& at, const Pointing& pointing, const Ground& ground, Gesture& gesture,
                 session::State& state, const Look& look);
void drag_guess(const Pointing& pointing, const Ground& ground, Gesture& gesture, session::State& state,
                const Look& look);
void click_guess(session::State& state);

}  // namespace view
