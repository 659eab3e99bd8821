#pragma once

// What is shown above the timeline until it no longer applies: that a run was cut short, or waits forever. And the
// words about a search.

#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

// label: the sentence. One for each run that a budget has ended, or that ended in a deadlock or stuck.
std::vector<Row> warnings_of(const session::Session& session);

// Returns a note for the description of a scenario that has been changed since it was opened; otherwise empty.
std::string description_note(const session::Session& session);

struct Found {
    std::string text;         // "3 of 24", "nothing found"; empty while nothing is searched
    bool none = true;         // there is no match to go to
    std::string placeholder;  // what can be searched for
};
Found found_of(const session::Session& session);

}  // namespace present
