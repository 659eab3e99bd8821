#pragma once

// Edits of a scenario by hand, in tables: its work (scenario/work_table.h) and the steps of its programs. Each edit is
// a step of undo. It changes what controls change: all runs, or one (Session::aim).

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

// The file that an edit changes, and an edit: the file becomes this one.
scenario::json::Value edited_file(const Session& session);
Result<Nothing> edit_file(Session& session, scenario::json::Value file);

// How many other runs have work of their own, which such an edit does not change.
size_t runs_with_own_work(const Session& session);

// The policies that a comparison side by side can have.
struct Contender {
    std::string_view id;  // "priority-preemptive"
    scenario::Policy policy;
    std::optional<bool> preemptive = {};  // as in the file; none: the policy decides
};
std::span<const Contender> contenders();
std::string label_of(const Contender& contender);

// Those that suit the work: with deadlines also earliest deadline first, with priorities also these.
std::vector<std::string_view> suitable_contenders(const Session& session);
// Which of them the shown runs have; empty if a run differs from the first in something else.
std::vector<std::string_view> compared_contenders(const Session& session);

// The runs become one for each of these policies, in the order of contenders(). `slice` is that of round robin and of
// the others that need one; a number alone is in milliseconds.
Result<Nothing> compare_policies(Session& session, const std::vector<std::string_view>& ids, std::string_view slice);

}  // namespace session
