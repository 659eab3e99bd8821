#include "present/latency.h"

#include "base/number.h"
#include "base/say.h"
#include "metrics/numbers/latency.h"
#include "present/columns.h"
#include "present/outcome.h"
#include "session/session.h"

#include <algorithm>

namespace present {

namespace {

constexpr int64_t bins = 36;

}  // namespace

Latency latency_of(const session::Session& session) {
    Latency latency;
    latency.title = say_plain("Latency");
    latency.hint = meaning_of("latency.mean");
    latency.choices = {{"p50", say_plain("Half of the tasks took no longer than this."), 0},
                       {"p95", say_plain("95 % of the tasks took no longer than this."), 0},
                       {"p99", say_plain("99 % of the tasks took no longer than this."), 0}};
    if (session.untold()) return latency;

    const std::vector<RunResults> runs = runs_of(session);
    // A run in progress may have advanced further than its results.
    std::vector<std::vector<Time>> values;
    Time longest;
    for (const RunResults& run : runs) {
        values.push_back(metrics::latencies_of(*run.log, run.results->warmup));
        if (!values.back().empty()) longest = std::max(longest, values.back().back());
    }
    if (longest == Time{}) return latency;
    const Time width{(longest.ns + bins - 1) / bins};
    const Unit unit = unit_for(longest);
    latency.until = with_unit(double(width.ns * bins), unit);

    std::vector<std::vector<int64_t>> counts;
    int64_t highest = 1;
    for (const std::vector<Time>& of_run : values) {
        counts.push_back(metrics::histogram_of(of_run, width, size_t(bins)));
        highest = std::max(highest, *std::max_element(counts.back().begin(), counts.back().end()));
    }
    for (size_t i = 0; i < runs.size(); ++i) {
        const metrics::Sample& sample = runs[i].results->latency;
        LatencyRun row{runs[i].pane, runs[i].short_title, {}, {}, {}};
        row.count = say_plain("{n|{count} task|{count} tasks}",
                              {{"n", sample.count}, {"count", grouped_text(sample.count)}});
        for (const int64_t count : counts[i]) row.bars.push_back(double(count) / double(highest));
        const auto put = [&](const char* id, Time value) {
            row.percentiles.push_back(
                {id, with_unit(double(value.ns), unit), double(value.ns) / double(width.ns * bins)});
        };
        if (sample.count > 0) put("p50", sample.p50), put("p95", sample.p95), put("p99", sample.p99);
        latency.runs.push_back(std::move(row));
    }
    return latency;
}

}  // namespace present
