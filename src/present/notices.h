#pragma once

// What stands above the timeline as long as it is so: that a run was cut short, or waits forever. And what is said of a
// search.

#include "present/row.h"

#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

// label: the sentence. One for each run that a budget has ended, or that ended in a deadlock or stuck.
std::vector<Row> warnings_of(const session::Session& session);

struct Found {
    std::string text;         // "3 of 24", "nothing found"; empty: nothing is looked for
    bool none = true;         // there is nothing to go to
    std::string placeholder;  // what can be looked for
};
Found found_of(const session::Session& session);

}  // namespace present
