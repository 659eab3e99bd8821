#include "stage/sentence.h"

#include "metrics/names.h"
#include "metrics/why/why.h"
#include "stage/chip.h"

namespace stage {

RichText sentence(const Run& run, const Plan& plan, const Thing& thing) {
    if (thing.stands == Stands::part) return chip_sentence(run, run.at(plan.at), ChipPart(thing.of));
    if (thing.kind == Kind::chip_core) {
        RichText text = thing.span != metrics::no_span
                            ? metrics::explain_span(*run.scenario, *run.log, *run.spans, thing.span)
                            : metrics::explain_core_gap(*run.scenario, *run.log, *run.spans, {thing.of}, plan.at);
        return text.then(about(ChipPart::core));
    }
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
