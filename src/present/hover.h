#pragma once

// The words about what is under the pointer: what it is, when, and why, or why nothing is there.

#include "base/say.h"
#include "chart/frame/viewport.h"
#include "chart/hit.h"
#include "metrics/span_index.h"

#include <string>

namespace present {

struct Hover {
    std::string title;  // empty: there is nothing to say
    std::string when;
    RichText why;
};

// `number` is the number of the pane among all runs. Without an index of its spans, there are no reasons.
Hover hover_of(const chart::Hit& hit, const chart::Viewport& viewport, const chart::Pane& pane,
               const metrics::SpanIndex* why, uint32_t number);

}  // namespace present
