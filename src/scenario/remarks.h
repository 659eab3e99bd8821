#pragma once

// What a user should know about a run before comparing its numbers with others: that its strategy has nothing to do.

#include "base/say.h"
#include "scenario/scenario.h"

#include <string_view>

namespace scenario {

// "In *Data parallel*, no program splits its work: ..."; empty if there is nothing to remark.
RichText remark_on(std::string_view run, const Scenario& scenario);

}  // namespace scenario
