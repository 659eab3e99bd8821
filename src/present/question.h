#pragma once

// The question of a figure: what is asked, and whether an answer is right. The right number is taken from the run of
// the figure as it was opened, whatever the reader has changed since.

#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {
class Session;
struct Nothing;
}  // namespace session

namespace present {

struct Question {
    std::string text;                  // "How many blocks are late?"
    std::vector<std::string> choices;  // empty: it asks for a number
    std::string label;                 // of the number: "missed"
    std::string unit;                  // in which a number without a unit is understood: "ms", "%"; may be empty
    bool answered = false;             // the rest is empty before that
    std::string given;                 // the answer; empty: it was shown the right one
    bool right = false;
    std::string correct;  // the right answer: "12", "148.0 ms", or a choice
    std::string because;
};

// Nothing if the session shows no figure with a question.
std::optional<Question> question_of(const session::Session& session);

// Answers it: with a number as it is shown or in the unit of the question, or with a choice by its number, counted from
// 0. An error says what an answer looks like.
Result<session::Nothing> answer(session::Session& session, std::string_view text);
Result<session::Nothing> show_answer(session::Session& session);

}  // namespace present
