#pragma once

// What a thing of a picture is and why it is so, in a sentence or two. Where a bar of the timeline says it, it is the
// same sentence (metrics/why/why.h).

#include "base/say.h"
#include "stage/plan.h"
#include "stage/run.h"

namespace stage {

RichText sentence(const Run& run, const Plan& plan, const Thing& thing);

}  // namespace stage
