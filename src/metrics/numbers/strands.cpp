#include "metrics/numbers/strands.h"

#include <algorithm>

namespace metrics {

Strand strand_of(const trace::Callback& callback, Time end) {
    Strand strand;
    strand.to = std::max(callback.registered, std::min(callback.ended.value_or(end), end));
    // The due time of a timer is known from the start; the timer may be cleared before that.
    strand.ready = std::clamp(callback.ready.value_or(strand.to), callback.registered, strand.to);
    strand.from = callback.awaits == trace::Awaits::other ? strand.ready : callback.registered;
    return strand;
}

}  // namespace metrics
