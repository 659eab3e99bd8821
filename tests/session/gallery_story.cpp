#include "tests/session/gallery_story.h"

#include "tests/catch2.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gallery {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool is_of(const Run& run, const trace::Task& task, std::string_view row) {
    return task.kind == trace::TaskKind::arrived && run.variant.scenario.work[task.row].name == row;
}

template <class Each>
void each_task(const Run& run, std::string_view row, Each each) {
    for (size_t i = 0; i < run.log().tasks.size(); ++i)
        if (const trace::Task& task = run.log().tasks[i]; is_of(run, task, row)) each(task);
}

template <class Each>
void each_span(const Run& run, Each each) {
    for (size_t i = 0; i < run.log().spans.size(); ++i) each(run.log().spans[i]);
}

std::vector<double> latencies(const Run& run, std::string_view row) {
    std::vector<double> all;
    each_task(run, row, [&](const trace::Task& task) {
        if (task.outcome == trace::Outcome::completed)
            all.push_back(ms(task.answered.value_or(*task.finished) - task.arrival));
    });
    return all;
}

double smallest(const std::vector<double>& all) {
    return all.empty() ? none : *std::min_element(all.begin(), all.end());
}
double largest(const std::vector<double>& all) {
    return all.empty() ? none : *std::max_element(all.begin(), all.end());
}

}  // namespace

Story::Story(const std::string& id) {
    INFO(id);
    REQUIRE(session_.load_builtin(id));
    const scenario::json::Value& source = session_.document().source;
    const auto add = [&](const char* where, const scenario::json::Value* value) {
        if (value) texts_.push_back({where, value->string});
    };
    for (const char* key : {"title", "name", "description", "flaw"}) add(key, source.find(key));
    if (const auto* compare = source.find("compare"))
        for (size_t i = 0; i < compare->items.size(); ++i)
            for (const char* key : {"title", "flaw"})
                add(("compare " + std::to_string(i)).c_str(), compare->items[i].find(key));
}

double ms(Time t) { return double(t.ns) / 1e6; }
bool near(double a, double b, double share) { return std::abs(a - b) <= share * b; }

double finish(const Run& run) { return ms(run.results.makespan); }
double mean(const Run& run) { return run.results.latency.mean / 1e6; }
double p50(const Run& run) { return ms(run.results.latency.p50); }
double p95(const Run& run) { return ms(run.results.latency.p95); }
int64_t threads(const Run& run) { return run.results.threads_peak; }
int64_t threads_started(const Run& run) { return int64_t(run.log().threads.size()); }
int64_t cores(const Run& run) { return run.variant.scenario.machine.cores; }
double utilisation(const Run& run) { return run.results.utilisation; }
double blocked(const Run& run) { return ms(run.results.threads_blocked); }
int64_t max_in_progress(const Run& run) { return run.results.concurrency.max; }
int64_t max_executing(const Run& run) { return run.results.parallelism.max; }

int64_t switches(const Run& run) {
    int64_t sum = 0;
    for (const metrics::CoreUse& core : run.results.cores) sum += core.switches;
    return sum;
}

int64_t tasks(const Run& run, std::string_view row) {
    int64_t count = 0;
    each_task(run, row, [&](const trace::Task&) { ++count; });
    return count;
}

double arrival(const Run& run, std::string_view row) {
    std::vector<double> all;
    each_task(run, row, [&](const trace::Task& task) { all.push_back(ms(task.arrival)); });
    return smallest(all);
}

double first_turn(const Run& run, std::string_view row) {
    std::vector<double> all;
    each_task(run, row, [&](const trace::Task& task) {
        if (task.first_run) all.push_back(ms(*task.first_run));
    });
    return smallest(all);
}

double latency(const Run& run, std::string_view row) {
    const std::vector<double> all = latencies(run, row);
    double sum = 0;
    for (const double one : all) sum += one;
    return all.empty() ? none : sum / double(all.size());
}

double longest(const Run& run, std::string_view row) { return largest(latencies(run, row)); }

double finished(const Run& run, std::string_view row) {
    std::vector<double> all;
    each_task(run, row, [&](const trace::Task& task) {
        if (task.finished) all.push_back(ms(*task.finished));
    });
    return largest(all);
}

int64_t missed(const Run& run, std::string_view row) {
    int64_t count = 0;
    each_task(run, row, [&](const trace::Task& task) {
        const auto deadline = run.variant.scenario.work[task.row].deadline;
        if (deadline && task.outcome == trace::Outcome::completed && *task.finished - task.arrival > *deadline) ++count;
    });
    return count;
}

int64_t overtaken_by(const Run& run, std::string_view row, std::string_view others) {
    std::vector<double> ends;
    each_task(run, row,
              [&](const trace::Task& task) { ends.push_back(task.finished ? ms(*task.finished) : finish(run)); });
    const double first = smallest(ends), arrived = arrival(run, row);
    int64_t count = 0;
    each_task(run, others, [&](const trace::Task& task) {
        if (ms(task.arrival) > arrived && task.finished && ms(*task.finished) < first) ++count;
    });
    return count;
}

bool arrive_at_once(const Run& run) {
    bool all = true;
    for (size_t i = 0; i < run.log().tasks.size(); ++i) all &= run.log().tasks[i].arrival == Time{};
    return all;
}

double time_on_core(const Run& run, size_t task) { return ms(run.results.tasks[task].cpu); }

bool gap_is_idle(const Run& run, double from, double to) {
    bool idle = true;
    each_span(run, [&](const trace::Span& span) {
        if (span.kind == trace::SpanKind::running && ms(span.end()) > from && ms(span.start) < to) idle = false;
    });
    return idle;
}

Gap longest_gap(const Run& run, std::string_view row) {
    std::vector<double> ends;
    each_task(run, row, [&](const trace::Task& task) {
        if (task.outcome == trace::Outcome::completed) ends.push_back(ms(*task.finished));
    });
    std::sort(ends.begin(), ends.end());
    Gap gap;
    for (size_t i = 1; i < ends.size(); ++i)
        if (ends[i] - ends[i - 1] > gap.length()) gap = {ends[i - 1], ends[i]};
    return gap;
}

double last_on_core(const Run& run, uint32_t core) {
    double last = none;
    each_span(run, [&](const trace::Span& span) {
        if (span.kind == trace::SpanKind::running && span.core.index == core) last = ms(span.end());
    });
    return last;
}

int64_t begun_on(const Run& run, uint32_t core) {
    std::vector<bool> seen(run.log().tasks.size());
    int64_t count = 0;
    each_span(run, [&](const trace::Span& span) {
        if (span.kind != trace::SpanKind::running || seen[span.task.index]) return;
        seen[span.task.index] = true;
        if (span.core.index == core) ++count;
    });
    return count;
}

double lock_waits(const Run& run, std::string_view row) {
    double sum = 0;
    each_span(run, [&](const trace::Span& span) {
        if (span.reason == trace::Reason::lock && is_of(run, run.log().tasks[span.task.index], row))
            sum += ms(span.duration);
    });
    return sum;
}

double share_warm(const Run& run) {
    double warm = 0, all = 0;
    each_span(run, [&](const trace::Span& span) {
        if (span.kind != trace::SpanKind::running) return;
        all += ms(span.duration);
        if (span.reason == trace::Reason::warm) warm += ms(span.duration);
    });
    return warm / all;
}

int64_t moves(const Run& run) {
    std::vector<uint32_t> core(run.log().tasks.size(), CoreId::no_index);
    int64_t count = 0;
    each_span(run, [&](const trace::Span& span) {
        if (span.kind != trace::SpanKind::running) return;
        uint32_t& last = core[span.task.index];
        if (last != CoreId::no_index && last != span.core.index) ++count;
        last = span.core.index;
    });
    return count;
}

double step(const Run& run, std::string_view program, size_t step) {
    for (const scenario::Program& one : run.variant.scenario.programs)
        if (one.name == program && step < one.steps.size() && one.steps[step].time) return ms(one.steps[step].time->a);
    return none;
}

bool only_computes(const Run& run) {
    for (const scenario::Program& program : run.variant.scenario.programs)
        for (const scenario::Step& step : program.steps)
            if (step.kind != scenario::StepKind::compute) return false;
    return true;
}

std::vector<std::string> marks(const Run& run) {
    std::vector<std::string> all;
    for (const trace::Note& note : run.log().notes)
        if (note.kind == trace::NoteKind::mark)
            all.push_back(std::to_string(note.task.index) + " " + note.text.substr(0, note.text.find(' ')));
    return all;
}

double line(const Run& run, std::string_view text) {
    for (const trace::Line& one : run.log().callbacks.lines)
        if (one.text == text) return ms(one.at);
    return none;
}

int64_t lines_with(const Run& run, std::string_view part) {
    const auto& lines = run.log().callbacks.lines;
    return std::count_if(lines.begin(), lines.end(),
                         [&](const trace::Line& one) { return one.text.find(part) != std::string::npos; });
}

bool in_order(const Run& run, std::initializer_list<std::string_view> texts) {
    auto next = texts.begin();
    for (const trace::Line& one : run.log().callbacks.lines)
        if (next != texts.end() && one.text == *next) ++next;
    return next == texts.end();
}

int64_t pictures(const Run& run, double from, double to) {
    int64_t count = 0;
    const auto& all = run.log().callbacks.all;
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].phase == trace::Phase::render && all[i].began && ms(*all[i].began) > from && ms(*all[i].began) < to)
            ++count;
    return count;
}

int64_t timers(const Run& run, double delay) {
    int64_t count = 0;
    const auto& all = run.log().callbacks.all;
    for (size_t i = 0; i < all.size(); ++i)
        if (all[i].phase == trace::Phase::timers && all[i].ready) {
            const double waited = ms(*all[i].ready - all[i].registered);
            count += waited > delay - 1 && waited <= delay;
        }
    return count;
}

}  // namespace gallery
