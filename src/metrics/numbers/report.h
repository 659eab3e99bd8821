#pragma once

// Results as text: the JSON of `run --format json`, the table of `run`, and the verdict as
// a sentence.

#include "base/json_writer.h"
#include "base/say.h"
#include "metrics/numbers/results.h"

#include <string>
#include <string_view>

namespace metrics {

// What a pane shows. Requires all members to outlive the call.
struct Run {
    std::string_view title;
    const scenario::Scenario& scenario;
    const trace::Log& log;
    const Results& results;
};

struct ReportOptions {
    bool tasks = false;
    bool spans = false;
};

// Writes one element of "variants".
void write_variant(JsonWriter& json, const Run& run, ReportOptions options = {});

// "All three are *concurrent*, two are *parallel* and none is *asynchronous*."
RichText verdict_sentence(const std::vector<Verdict>& verdicts);

}  // namespace metrics
