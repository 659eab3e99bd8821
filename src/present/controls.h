#pragma once

// What a person does to a parameter, other than naming its value: dragging its slider, pressing an arrow key,
// typing a value as it is shown. Each sets the parameter, or returns why it does not.

#include "base/result.h"

#include <string_view>

namespace session {
class Session;
struct Nothing;
}

namespace present {

// Puts the slider at a share of its length, 0 to 1.
Result<session::Nothing> slide(session::Session& session, std::string_view id, double share);

// Goes to the next value; direction: -1 or 1.
Result<session::Nothing> nudge(session::Session& session, std::string_view id, int direction);

Result<session::Nothing> type_value(session::Session& session, std::string_view id, std::string_view text);

}  // namespace present
