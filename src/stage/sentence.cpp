#include "stage/sentence.h"

#include "metrics/names.h"
#include "metrics/why/why.h"

namespace stage {

RichText sentence(const Run& run, const Plan& plan, const Thing& thing) {
    if (thing.span != metrics::no_span)
        return metrics::explain_span(*run.scenario, *run.log, *run.spans, thing.span);
    switch (thing.stands) {
        case Stands::thread:
            return metrics::explain_thread_gap(*run.scenario, *run.log, *run.spans, {thing.of}, plan.at);
        case Stands::core: return metrics::explain_core_gap(*run.scenario, *run.log, *run.spans, {thing.of}, plan.at);
        default: return {};
    }
}

}  // namespace stage
