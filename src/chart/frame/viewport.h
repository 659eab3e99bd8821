#pragma once

// The part of time that is shown, and the only conversion between times and pixels.

#include "base/time.h"

#include <string>

namespace chart {

struct Viewport {
    Time begin;
    Time end;            // > begin
    float left_px = 0;   // where `begin` is drawn
    float width_px = 1;  // the width of begin..end

    // Integers are subtracted first: a float represents whole nanoseconds only up to 16 ms.
    float x_of(Time t) const {
        return left_px + float(double((t - begin).ns) * width_px / double((end - begin).ns));
    }
    Time time_at(float x_px) const;
    double ns_per_px() const { return double((end - begin).ns) / width_px; }
    std::string label(Time t) const;  // with enough digits to distinguish it from labels a few pixels away

    // Both stay within 0..limit (and a little beyond the end of the run) and show at least 100 ns.
    Viewport zoomed(double factor, float at_px, Time limit) const;  // factor < 1 shows less
    Viewport panned(double px, Time limit) const;                   // px > 0 shows later times
};

}  // namespace chart
