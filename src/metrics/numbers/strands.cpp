#include "metrics/numbers/strands.h"

#include <algorithm>

namespace metrics {

Strand strand_of(const trace::Callback& callback, Time end) {
    Strand strand;
    strand.to = std::max(callback.registered, std::min(callback.ended.value_or(end), end));
    // A timer has its due time from the start, and may be cleared before that.
    strand.ready = std::clamp(callback.ready.value_or(strand.to), callback.registered, strand.to);
    strand.from = callback.awaits == trace::Awaits::other ? strand.ready : callback.registered;
    return strand;
}

}  // namespace metrics
