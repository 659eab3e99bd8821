#include "session/find.h"

#include "base/arrange.h"
#include "chart/marks.h"
#include "metrics/names.h"
#include "scenario/programs.h"
#include "session/follow.h"
#include "session/session.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

namespace session {

using trace::Span;
using trace::SpanKind;

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }
bool digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = lower(c);
    return small;
}

// Is `wanted`, which is in lower case, part of the text?
bool has(std::string_view text, std::string_view wanted) {
    const auto same = [](char a, char b) { return lower(a) == b; };
    for (auto from = text.begin();;) {
        const auto found = std::search(from, text.end(), wanted.begin(), wanted.end(), same);
        if (found == text.end()) return false;
        const auto next = found + ptrdiff_t(wanted.size());
        const bool in_number = (digit(wanted.back()) && next != text.end() && digit(*next)) ||
                               (digit(wanted.front()) && found != text.begin() && digit(*(found - 1)));
        if (!in_number) return true;
        from = found + 1;
    }
}

const char* state_words(SpanKind kind) {
    switch (kind) {
        case SpanKind::running: return "running";
        case SpanKind::sharing: return "running, sharing";
        case SpanKind::switching: return "switching, overhead";
        case SpanKind::ready: return "ready";
        case SpanKind::blocked: return "blocked";
        case SpanKind::waiting: return "waiting, async";
        case SpanKind::queued: return "queued";
    }
    return "";
}

std::string reason_words(trace::Reason reason) {
    std::string words = trace::reason_name(reason);
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
}

// Returns what a step refers to: "database", "m".
std::string_view name_of_step(const scenario::Scenario& scenario, const scenario::Step& step) {
    if (step.device && step.device.index < scenario.devices.size()) return scenario.devices[step.device.index].name;
    if (step.lock && step.lock.index < scenario.locks.size()) return scenario.locks[step.lock.index].name;
    if (step.semaphore && step.semaphore.index < scenario.semaphores.size())
        return scenario.semaphores[step.semaphore.index].name;
    if (step.queue && step.queue.index < scenario.queues.size()) return scenario.queues[step.queue.index].name;
    return {};
}

class RunSearch {
public:
    RunSearch(const Run& run, uint32_t pane, std::string_view wanted, Findings& findings)
        : scenario_(run.variant.scenario), log_(run.log()), pane_(pane), wanted_(wanted), findings_(findings) {}

    void go() {
        for (const trace::Note& note : log_.notes)
            if (chart::is_mark(note) && has(note.text, wanted_)) add({note.at, pane_, {}});
        find_names();
        find_reasons();
        if (log_.recording) find_recorded();
        for (uint32_t i = 0; i < log_.spans.size() && !findings_.more; ++i)
            if (fits(log_.spans[i], i)) add({log_.spans.start(i), pane_, i});
        for (const auto& [task, span] : without_)
            if (tasks_[task]) add({log_.spans.start(span), pane_, span});
    }

private:
    void add(const Find& find) {
        if (findings_.all.size() >= max_finds) findings_.more = true;
        else findings_.all.push_back(find);
    }

    // Finds instants and nested slices by their names, of which there are few.
    void find_recorded() {
        const trace::Recording& recording = *log_.recording;
        std::vector<bool> fits(recording.names.size());
        for (uint32_t i = 0; i < recording.names.size(); ++i) fits[i] = has(recording.names[i], wanted_);
        for (const trace::Instant& instant : recording.instants) {
            if (findings_.more) return;
            if (fits[instant.name]) add({instant.at, pane_, {}});
        }
        const trace::Nested& nested = recording.nested;
        for (uint32_t i = 0; i < nested.slices.size() && !findings_.more; ++i)
            if (fits[nested.names[i]]) add({nested.slices.start(i), pane_, uint32_t(log_.spans.size()) + i});
    }

    void find_names() {
        tasks_.assign(log_.tasks.size(), false);
        for (uint32_t i = 0; i < log_.tasks.size(); ++i)
            tasks_[i] = has(metrics::task_name(scenario_, log_, {i}), wanted_);
        threads_.assign(log_.threads.size(), false);
        for (uint32_t i = 0; i < log_.threads.size(); ++i)  // a thread made for one task is named after it
            threads_[i] = !log_.threads[i].task && has(metrics::thread_name(scenario_, log_, {i}), wanted_);
    }

    void find_reasons() {
        for (size_t kind = 0; kind < kinds_.size(); ++kind) kinds_[kind] = has(state_words(SpanKind(kind)), wanted_);
        for (size_t reason = 1; reason < trace::reason_count; ++reason)
            reasons_[reason] = has(reason_words(trace::Reason(reason)), wanted_);
        if (log_.recording) return;
        const scenario::StepLists lists(scenario_);
        steps_.resize(lists.size());
        for (uint32_t list = 0; list < lists.size(); ++list)
            for (const scenario::Step& step : lists[list]) {
                const std::string_view name = name_of_step(scenario_, step);
                steps_[list].push_back(!name.empty() && has(name, wanted_));
            }
    }

    bool fits(const Span& span, uint32_t number) {
        if (kinds_[size_t(span.kind)] || reasons_[size_t(span.reason)]) return true;
        if (span.kind == SpanKind::blocked || span.kind == SpanKind::waiting) {
            const uint32_t list = log_.tasks[span.task.index].program;
            if (list < steps_.size() && span.step < steps_[list].size() && steps_[list][span.step]) return true;
        }
        // A wait without a thread is in no lane of a core or thread: the task's first bar that is in such a lane
        // is used instead.
        if (!span.thread && tasks_[span.task.index]) {
            without_.emplace(span.task.index, number);
            return false;
        }
        return first(tasks_, span.task.index) || (span.thread && first(threads_, span.thread.index));
    }
    static bool first(std::vector<bool>& all, uint32_t number) {
        const bool is = number < all.size() && all[number];
        if (is) all[number] = false;
        return is;
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    uint32_t pane_;
    std::string_view wanted_;
    Findings& findings_;
    std::vector<bool> tasks_, threads_;
    std::map<uint32_t, uint32_t> without_;  // by task: its first span, if that span has no thread
    std::array<bool, size_t(SpanKind::sharing) + 1> kinds_{};
    std::array<bool, trace::reason_count> reasons_{};
    std::vector<std::vector<bool>> steps_;
};

}  // namespace

const Findings& Search::found(const std::vector<std::unique_ptr<Run>>& runs, const std::optional<std::string>& text) {
    std::string_view trimmed = text ? std::string_view(*text) : std::string_view();
    while (!trimmed.empty() && trimmed.front() == ' ') trimmed.remove_prefix(1);
    while (!trimmed.empty() && trimmed.back() == ' ') trimmed.remove_suffix(1);
    bool changed = trimmed != text_ || runs.size() != runs_.size();
    if (trimmed != text_) runs_.clear();
    text_ = trimmed;
    runs_.resize(runs.size());
    const std::string wanted = lower(trimmed);
    for (size_t i = 0; i < runs.size(); ++i) {
        const Run& run = *runs[i];
        if (runs_[i].id == run.id && runs_[i].prepared == run.prepared) continue;
        changed = true;
        runs_[i] = {run.id, run.prepared, {}};
        if (!wanted.empty()) RunSearch(run, uint32_t(i), wanted, runs_[i].findings).go();
    }
    if (changed) merge();
    return found_;
}

void Search::merge() {
    found_ = {};
    for (const InRun& run : runs_) {
        const size_t room = max_finds - found_.all.size(), count = std::min(room, run.findings.all.size());
        found_.all.insert(found_.all.end(), run.findings.all.begin(), run.findings.all.begin() + ptrdiff_t(count));
        found_.more |= run.findings.more || count < run.findings.all.size();
    }
    arrange(found_.all, [](const Find& a, const Find& b) {
        return std::tie(a.at, a.pane, a.span) < std::tie(b.at, b.pane, b.span);
    });
    for (const Find& find : found_.all)
        if (find.span) found_.spans.push_back({find.pane, *find.span});
    arrange(found_.spans, std::less<>());
}

namespace {

bool is_at(const Session& session, const Find& find) {
    if (find.span) return session.state.selection == Selection(ChosenBar{find.pane, *find.span});
    return is_nothing(session.state.selection) && session.state.playhead == find.at && session.focus() == find.pane;
}

}  // namespace

std::optional<size_t> found_place(const Session& session) {
    const auto& all = session.found().all;
    const auto at = std::find_if(all.begin(), all.end(), [&](const Find& find) { return is_at(session, find); });
    if (at == all.end()) return {};
    return size_t(at - all.begin());
}

void go_to_find(Session& session, int direction) {
    const std::vector<Find>& all = session.found().all;
    if (all.empty()) return;
    size_t to = 0;
    if (const auto at = found_place(session)) {
        to = (*at + all.size() + size_t(direction > 0 ? 1 : all.size() - 1)) % all.size();
    } else {
        const Time t = session.state.playhead;
        const auto next = std::partition_point(
            all.begin(), all.end(), [&](const Find& find) { return direction > 0 ? find.at < t : find.at <= t; });
        to = direction > 0 ? size_t(next - all.begin()) % all.size()
                           : (size_t(next - all.begin()) + all.size() - 1) % all.size();
    }
    const Find find = all[to];
    if (find.span) return go_to_span(session, {find.pane, *find.span});
    session.state.selection = {};
    session.state.focus = find.pane;
    session.seek(find.at);
    bring_into_view(session, find.at, find.at);
}

}  // namespace session
