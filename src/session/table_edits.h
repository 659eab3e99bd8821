#pragma once

// Edits of a scenario in tables: its work (scenario/work_table.h) and the steps of its programs. Each edit is one undo
// step. It changes the runs that the controls change: all runs, or one (Session::aim).

#include "base/result.h"
#include "base/say.h"
#include "scenario/json.h"
#include "scenario/scenario.h"
#include "session/session.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace session {

// Returns the file that an edit changes, and replaces it by an edited file.
scenario::json::Value edited_file(const Session& session);
Result<Nothing> edit_file(Session& session, scenario::json::Value file);

// Returns how many other runs have their own work, which such an edit does not change.
size_t runs_with_own_work(const Session& session);

// The policies that can be compared side by side.
struct Contender {
    std::string_view id;  // "priority-preemptive"
    scenario::Policy policy;
    std::optional<bool> preemptive = {};  // as in the file; none: the policy decides
};
std::span<const Contender> contenders();
std::string label_of(const Contender& contender);

// Returns the policies that suit the work: work with deadlines adds earliest deadline first, and work with priorities
// adds the priority policies.
std::vector<std::string_view> suitable_contenders(const Session& session);
// Returns the policies of the shown runs; empty if a run also differs from the first one in something else.
std::vector<std::string_view> compared_contenders(const Session& session);

// Replaces the runs by one run for each of these policies, in the order of contenders(). `slice` is the time slice of
// round robin and of other policies that need one; a number without a unit is in milliseconds.
Result<Nothing> compare_policies(Session& session, const std::vector<std::string_view>& ids, std::string_view slice);

}  // namespace session
