#include "exchange/in/recorded.h"

#include "base/number.h"
#include "base/say.h"

#include <algorithm>
#include <utility>

namespace exchange {

namespace {

// A scenario without work: what happened is in the log.
scenario::Scenario shell(std::string title, const trace::Recording& recording, uint32_t cores) {
    const uint32_t rows = std::min(recording.names.size(), LogBuilder::max_rows);
    scenario::Scenario s;
    s.title = std::move(title);
    const std::string events = grouped_text(int64_t(recording.events));
    RichText description =
        say("{format}, {n} {n|event|events}.", {{"format", recording.format}, {"n", recording.events, events}});
    for (const std::string& remark : recording.remarks) description.then(RichText(remark));
    s.description = description.plain();
    s.machine.cores = std::max(1u, cores);
    s.machine.memory = {0, 0, 0};
    s.machine.price_per_hour = 0;
    s.programs.push_back({"recorded", {scenario::Step{}}});
    s.work.resize(std::max(1u, rows));
    for (uint32_t i = 0; i < rows; ++i) {
        s.work[i].name = std::string(recording.names[i]);
        s.work[i].count = scenario::no_count;
    }
    return s;
}

}  // namespace

std::pair<int64_t, int64_t> main_part(std::vector<int64_t> times) {
    std::sort(times.begin(), times.end());
    size_t best = 0, most = 0;
    for (size_t first = 0, end = 0; first < times.size(); ++first) {
        while (end < times.size() && uint64_t(times[end]) - uint64_t(times[first]) <= uint64_t(longest_time.ns)) ++end;
        if (end - first <= most) continue;
        most = end - first;
        best = first;
    }
    return {times[best], times[best + most - 1]};
}

Recorded recorded_of(LogBuilder builder, std::string title, Time end) {
    Recorded recorded;
    recorded.log = std::move(builder).finish(end);
    recorded.scenario = shell(std::move(title), *recorded.log.recording, recorded.log.cores);
    return recorded;
}

}  // namespace exchange
