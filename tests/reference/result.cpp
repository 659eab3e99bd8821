#include "tests/reference/result.h"

#include <algorithm>
#include <tuple>

namespace reference {

namespace {

std::string text(MaybeTime t) { return t ? time_text(*t) : "never"; }
template <class Tag>
std::string text(Id<Tag> id) { return id ? std::to_string(id.index) : "-"; }

std::string text(const trace::Span& span) {
    return time_text(span.start) + " to " + time_text(span.end()) + ": task " + text(span.task) + " step " +
           std::to_string(span.step) + " " + trace::kind_name(span.kind) + " (" + trace::reason_name(span.reason) +
           ") thread " + text(span.thread) + " core " + text(span.core);
}
std::string text(const trace::Task& t) {
    return "row " + std::to_string(t.row) + " index " + std::to_string(t.index) + " kind " +
           std::to_string(int(t.kind)) + " outcome " + std::to_string(int(t.outcome)) + " server " +
           std::to_string(t.server) + " parent " + text(t.parent) + " arrival " + time_text(t.arrival) + " started " +
           text(t.started) + " first run " + text(t.first_run) + " answered " + text(t.answered) + " finished " +
           text(t.finished);
}
std::string text(const trace::Thread& t) {
    return "number " + std::to_string(t.number) + " server " + std::to_string(t.server) + " process " +
           std::to_string(t.process) + " task " + text(t.task) + (t.worker ? " worker" : "") + " from " +
           time_text(t.started) + " to " + text(t.ended);
}
std::string text(const trace::Server& s) {
    return "number " + std::to_string(s.number) + " ordered " + time_text(s.ordered) + " up " + time_text(s.up) +
           " draining " + text(s.draining) + " stopped " + text(s.stopped);
}
std::string text(const trace::Note& n) {
    return time_text(n.at) + ": kind " + std::to_string(int(n.kind)) + " task " + text(n.task) + " thread " +
           text(n.thread) + " core " + text(n.core) + " values " + std::to_string(n.value) + " " +
           std::to_string(n.of) + " " + std::to_string(n.third) + " " + n.text;
}

template <class T>
std::vector<std::string> texts(const std::vector<T>& all) {
    std::vector<std::string> texts;
    for (const T& one : all) texts.push_back(text(one));
    return texts;
}

std::string first_different(const char* what, const std::vector<std::string>& engine,
                            const std::vector<std::string>& reference) {
    for (size_t i = 0; i < std::max(engine.size(), reference.size()); ++i) {
        const std::string a = i < engine.size() ? engine[i] : "none", b = i < reference.size() ? reference[i] : "none";
        if (a != b)
            return std::string(what) + " " + std::to_string(i) + "\n  engine:    " + a + "\n  reference: " + b + "\n";
    }
    return {};
}

// In the order of time, so that the first difference is the first event that diverged.
std::vector<trace::Span> by_time(std::vector<trace::Span> spans) {
    std::sort(spans.begin(), spans.end(), [](const trace::Span& a, const trace::Span& b) {
        return std::pair(a.start, a.task) < std::pair(b.start, b.task);
    });
    return spans;
}

}  // namespace

Result result_of(const trace::Log& log) {
    Result result;
    for (size_t i = 0; i < log.spans.size(); ++i) result.spans.push_back(log.spans[i]);
    for (const trace::Task& task : log.tasks) result.tasks.push_back(task);
    for (const trace::Thread& thread : log.threads) result.threads.push_back(thread);
    for (const trace::Note& note : log.notes)  // the engine decides on its own when it notes levels
        if (note.kind != trace::NoteKind::level) result.notes.push_back(note);
    result.servers = log.servers;
    result.end = log.end;
    return result;
}

std::string difference(const Result& engine, const Result& reference) {
    std::string found = first_different("span", texts(by_time(engine.spans)), texts(by_time(reference.spans)));
    if (found.empty()) found = first_different("task", texts(engine.tasks), texts(reference.tasks));
    if (found.empty()) found = first_different("thread", texts(engine.threads), texts(reference.threads));
    if (found.empty()) found = first_different("note", texts(engine.notes), texts(reference.notes));
    if (found.empty()) found = first_different("server", texts(engine.servers), texts(reference.servers));
    if (found.empty() && engine.end != reference.end)
        found = "end\n  engine:    " + time_text(engine.end) + "\n  reference: " + time_text(reference.end) + "\n";
    return found;
}

}  // namespace reference
