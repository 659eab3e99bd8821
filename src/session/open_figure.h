#pragma once

// What a session keeps of the figure that it was opened with, besides the scenario and the state.

#include "scenario/document.h"
#include "session/figure.h"

#include <cstdint>
#include <optional>
#include <string>

namespace session {

// What a reader answers to the question of a figure. present/question.h judges it.
struct Answer {
    std::string text;  // as it was given; empty: the reader asked to be shown the answer
    bool right = false;
    std::string correct;  // the right answer, for people
    bool operator==(const Answer&) const = default;
};

struct OpenFigure {
    Figure figure;                // as it was opened
    scenario::Document document;  // with its changes
    uint32_t origin = 0;          // Session::origin() of it
    std::optional<Answer> answer;
    uint64_t revision = 0;  // increases with every change of this struct
};

}  // namespace session
