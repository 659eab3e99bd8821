#pragma once

// Small phrases that several explanations share.

#include "base/say.h"

#include <cstddef>

namespace metrics {

inline RichText in_line(size_t place) {
    return place == 1 ? say("first in line") : say("number {n} in line", {{"n", place}});
}

}  // namespace metrics
