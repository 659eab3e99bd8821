#include "exchange/out/writers.h"

namespace exchange {

std::string state_of(const trace::Span& span) {
    std::string text = trace::kind_name(span.kind);
    if (span.reason != trace::Reason::none) text.append(": ").append(trace::reason_name(span.reason));
    return text;
}

}  // namespace exchange
