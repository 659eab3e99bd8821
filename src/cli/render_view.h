#pragma once

// Draws a moment of runs as a restaurant or a desk (stage/views.h), for the command `render`.

#include "cli/commands.h"
#include "session/run_set.h"

#include <string>
#include <vector>

namespace cli {

std::vector<std::string> view_names();  // those of stage::views()

// The machines of stage/history.h with the time that the scenario takes on each. Returns the exit code.
int render_history(const RenderOptions& options);

// Requires a view other than the timeline. Returns the exit code.
int render_view(const RenderOptions& options, const session::RunSet& runs);

}  // namespace cli
