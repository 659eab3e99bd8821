#pragma once

// What should be known of a run before its numbers are compared with others: that its strategy has nothing to do.

#include "base/say.h"
#include "scenario/scenario.h"

#include <string_view>

namespace scenario {

// "In *Data parallel*, no program splits its work: ..."; empty: there is nothing to remark.
RichText remark_on(std::string_view run, const Scenario& scenario);

}  // namespace scenario
