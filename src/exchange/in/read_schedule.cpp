#include "exchange/in/read_schedule.h"

#include "base/arrange.h"
#include "base/number.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace exchange {

namespace {

constexpr uint32_t max_cores = 4'096;
constexpr int64_t max_seconds = 4'000'000'000;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

struct Who {
    std::string_view name, id;
};

// Returns what follows a word, up to the next blank; empty if the word is missing. The last such word counts,
// because names of programs come first and may contain any words.
std::string_view value_of(std::string_view text, std::string_view word) {
    const size_t begin = text.rfind(word);
    return begin == text.npos
               ? std::string_view()
               : text.substr(begin + word.size(), text.find(' ', begin + word.size()) - begin - word.size());
}

// "comm=a b pid=7 ..." -> {a b, 7}
Who long_who(std::string_view text, std::string_view name, std::string_view id) {
    const size_t end = text.rfind(id);
    if (!text.starts_with(name) || end == text.npos || end < name.size()) return {};
    return {text.substr(name.size(), end - name.size()), value_of(text, id)};
}

// "1490.780148" with up to nine digits after the point, as ns.
bool read_time(std::string_view text, int64_t& ns) {
    const size_t point = text.find('.');
    if (point == text.npos) {  // the clock counts whole ns
        const auto whole = parse_integer(text);
        ns = whole.value_or(-1);
        return ns >= 0 && ns <= max_seconds * 1'000'000'000;
    }
    if (text.size() - point > 10) return false;
    const auto seconds = parse_integer(text.substr(0, point));
    const auto rest = parse_integer(text.substr(point + 1));
    if (!seconds || !rest || *seconds < 0 || *seconds > max_seconds || text[point + 1] == '-') return false;
    ns = *rest;
    for (size_t digits = text.size() - point - 1; digits < 9; ++digits) ns *= 10;
    ns += *seconds * 1'000'000'000;
    return true;
}

// "cc1:17220 [125]", as newer versions of perf write it. Names may contain colons and blanks.
std::optional<Who> short_who(std::string_view text) {
    const size_t bracket = text.rfind(" [");
    if (bracket == text.npos) return {};
    text = text.substr(0, bracket);
    const size_t colon = text.rfind(':');
    if (colon == text.npos) return {};
    return Who{trimmed(text.substr(0, colon)), text.substr(colon + 1)};
}

// The same, followed by more: "app [worker]:2001 [120] success=1 CPU:000".
std::optional<Who> woken_who(std::string_view text) {
    for (size_t shut = text.rfind(']'); shut != text.npos && shut > 0; shut = text.rfind(']', shut - 1)) {
        const size_t open = text.rfind(" [", shut);
        if (open == text.npos || !parse_integer(text.substr(open + 2, shut - open - 2))) continue;
        if (const auto who = short_who(text.substr(0, shut + 1)); who && parse_integer(trimmed(who->id))) return who;
    }
    return {};
}

}  // namespace

size_t ScheduleReader::take(std::string_view text, bool last) {
    size_t at = 0;
    while (at < text.size()) {
        size_t end = text.find('\n', at);
        if (end == text.npos) {
            if (!last) break;
            end = text.size();
        }
        ++lines_;
        if (!line(text.substr(at, end - at)) && !fatal_) {
            if (last && end == text.size() && text.back() != '\n' &&
                !events_.empty()) {  // the file ends in the middle of a line
                cut_short_ = true;
                return text.size();
            }
            if (bad_++ == 0) first_bad_ = Error{problem_, int(std::min<int64_t>(lines_, INT32_MAX)), 1, {}};
        } else if (fatal_) {
            error_ = Error{problem_, 0, 0, {}};
            failed_at_ = text.data() + at;
            return at;
        }
        at = std::min(end + 1, text.size());
    }
    if (last && events_.empty() && first_bad_) {
        error_ = first_bad_;
        failed_at_ = text.data() + text.size();
    } else if (last && events_.empty()) {
        error_ = Error{
            say_plain(
                "there is no sched_switch event in this text; a trace is JSON, or the output of ftrace or perf script"),
            0,
            0,
            {}};
        failed_at_ = text.data() + text.size();
    }
    return at;
}

bool ScheduleReader::refuse(Phrase message, std::initializer_list<Named> values) {
    problem_ = say_plain(message, values);
    return false;
}

// "CPU:0 [LOST 1024 EVENTS]", or from trace-cmd "CPU:0 [1024 EVENTS DROPPED]". The number may be missing.
bool ScheduleReader::take_loss(std::string_view text) {
    const size_t open = text.find(" [");
    if (!text.starts_with("CPU:") || open == text.npos) return false;
    const std::string_view what = text.substr(open);
    if (what.find("LOST") == what.npos && what.find("DROPPED") == what.npos) return false;
    const auto core = parse_integer(text.substr(4, open - 4));
    if (!core || *core < 0 || *core >= max_cores) return false;
    const size_t digits = what.find_first_of("0123456789");
    if (digits != what.npos) {
        const size_t end = std::min(what.find_first_not_of("0123456789", digits), what.size());
        lost_ += uint64_t(parse_integer(what.substr(digits, end - digits)).value_or(0));
    }
    ++losses_;
    if (loss_.size() <= size_t(*core)) loss_.resize(size_t(*core) + 1);
    loss_[size_t(*core)] = true;
    return true;
}

namespace {

// Returns the position at which the arguments of an event begin, after its name and perf's modifiers: "sched_switch: ",
// "sched_switch:u: ", "sched_switch/call-graph=no/: ". npos if this is not the name of an event.
size_t arguments_after(std::string_view text, size_t at) {
    if (at < text.size() && text[at] == '/') {
        at = text.find('/', at + 1);
        if (at == text.npos) return at;
        ++at;
    }
    if (at >= text.size() || text[at] != ':') return text.npos;
    size_t end = at + 1;
    while (end < text.size() && text[end] >= 'A' && text[end] <= 'z') ++end;
    if (end > at + 1 && (end == text.size() || text[end] != ':')) return text.npos;
    const size_t after = end > at + 1 ? end + 1 : at + 1;
    return after < text.size() && (text[after] == ' ' || text[after] == '\t') ? after + 1 : text.npos;
}

}  // namespace

bool ScheduleReader::line(std::string_view text) {
    if (take_loss(text)) return true;
    if (text.starts_with("#")) {  // entries-in-buffer/entries-written: 5/1029   #P:2
        constexpr std::string_view word = "entries-in-buffer/entries-written: ";
        const size_t at = text.find(word);
        if (at == text.npos) return true;
        const std::string_view counts =
            text.substr(at + word.size(), text.find(' ', at + word.size()) - at - word.size());
        const size_t slash = counts.find('/');
        const auto kept = parse_integer(counts.substr(0, slash));
        const auto written = parse_integer(slash == counts.npos ? counts : counts.substr(slash + 1));
        if (kept && written && *kept >= 0 && *written > *kept) overwritten_ += uint64_t(*written - *kept);
        return true;
    }
    // The name of a program may contain the word, too: the event is the one that is followed by a colon.
    size_t at = text.find("sched_"), after = text.npos;
    std::string_view event;
    for (; at != text.npos && after == text.npos; at = after == text.npos ? text.find("sched_", at + 1) : at) {
        for (const std::string_view known : {"sched_switch", "sched_waking", "sched_wakeup_new", "sched_wakeup"}) {
            if (!text.substr(at).starts_with(known)) continue;
            event = known;
            after = arguments_after(text, at + known.size());
            break;
        }
    }
    if (at == text.npos) return true;
    const std::string_view arguments = trimmed(text.substr(after));
    std::string_view head = text.substr(0, at);
    if (head.ends_with("sched:")) head.remove_suffix(6);
    head = trimmed(head);
    // ... [001] d..2. 1490.780148:  and perhaps the period, as perf writes it
    const size_t period = head.find_last_of(" \t");
    if (period != head.npos && parse_integer(head.substr(period + 1))) head = trimmed(head.substr(0, period));
    if (!head.ends_with(":")) {
        return refuse("the time of the event and a colon are missing before it");
    }
    head.remove_suffix(1);
    const size_t blank = head.find_last_of(" \t");
    int64_t ns = 0;
    if (blank == head.npos || !read_time(head.substr(blank + 1), ns)) {
        return refuse("the time of the event in seconds, such as 1490.780148, is missing before it");
    }
    head = head.substr(0, blank);
    const size_t open = head.rfind('['), shut = head.find(']', open == head.npos ? head.size() : open);
    const auto core = shut == head.npos ? std::nullopt : parse_integer(head.substr(open + 1, shut - open - 1));
    if (!core || *core < 0 || *core >= max_cores) {
        return refuse(
            "the core, such as [001], is missing before the time: make perf script print it with -F "
            "comm,pid,tid,cpu,time,event,trace");
    }
    cores_ = std::max(cores_, uint32_t(*core) + 1);
    return event == "sched_switch" ? take_switch(arguments, ns, uint32_t(*core))
                                   : take_waking(arguments, ns, uint32_t(*core));
}

bool ScheduleReader::push(const Event& event) {
    if (events_.size() >= max_events_) {
        fatal_ = true;
        return refuse("there are more than {max} events: record for a shorter time",
                      {{"max", grouped_text(int64_t(max_events_))}});
    }
    first_ = std::min(first_, event.at);
    last_ = std::max(last_, event.at);
    events_.push_back(event);
    if (event.core < loss_.size() && loss_[event.core]) {
        loss_[event.core] = false;
        events_.back().after_loss = true;
    }
    return true;
}

bool ScheduleReader::thread_of(std::string_view name, std::string_view id, uint32_t& thread) {
    const auto pid = parse_integer(trimmed(id));
    if (!pid || *pid < 0) {
        return refuse("a thread needs its number (pid)");
    }
    if (*pid == 0) {
        thread = idle;
        return true;
    }
    const auto [place, fresh] = by_id_.try_emplace(*pid, uint32_t(ids_.size()));
    thread = place->second;
    const uint32_t name_id = names_.id_of(name.substr(0, 64));
    if (fresh) ids_.emplace_back(*pid, name_id);
    else ids_[thread].second = name_id;  // a program sets its name after its start: the last one is right
    return true;
}

bool ScheduleReader::take_switch(std::string_view text, int64_t at, uint32_t core) {
    Who from, to;
    std::string_view state;
    const size_t arrow = text.rfind(" ==> ");
    if (arrow != text.npos && text.starts_with("prev_comm=")) {
        const std::string_view left = text.substr(0, arrow);
        from = long_who(left, "prev_comm=", " prev_pid=");
        state = value_of(left, " prev_state=");
        to = long_who(text.substr(arrow + 5), "next_comm=", " next_pid=");
    } else if (arrow != text.npos) {
        const std::string_view left = text.substr(0, arrow);
        const size_t blank = left.rfind(' ');
        state = blank == left.npos ? "" : left.substr(blank + 1);
        from = short_who(left.substr(0, blank == left.npos ? 0 : blank)).value_or(Who{});
        to = short_who(text.substr(arrow + 5)).value_or(Who{});
    }
    if (state.empty() || from.id.empty() || to.id.empty()) {
        return refuse(
            "sched_switch needs the thread that leaves and the one that takes over: prev_comm= prev_pid= prev_prio= "
            "prev_state= ==> next_comm= next_pid= next_prio=");
    }
    Event event{at, core, idle, idle, What::to_sleep, false};
    if (!thread_of(from.name, from.id, event.thread) || !thread_of(to.name, to.id, event.next)) return false;
    if (state[0] == 'R') event.what = What::to_ready;
    else if (state[0] == 'D') event.what = What::to_blocked;
    return push(event);
}

bool ScheduleReader::take_waking(std::string_view text, int64_t at, uint32_t core) {
    Who who;
    if (text.starts_with("comm=")) who = long_who(text, "comm=", " pid=");
    else if (const auto other = woken_who(text)) who = *other;
    if (who.id.empty()) {
        return refuse("a wake-up needs the thread that is woken: comm= pid= prio=");
    }
    Event event{at, core, idle, idle, What::woken, false};
    if (!thread_of(who.name, who.id, event.thread)) return false;
    return event.thread == idle || push(event);
}

// From events to spans ------------------------------------------------------------------------------

void ScheduleReader::begin_task(LogBuilder& builder, Thread& thread, uint32_t name, int64_t at) {
    thread.task = builder.add_task({.arrival = at, .name = name});
}

// Ends the current span of a thread.
void ScheduleReader::close(LogBuilder& builder, Thread& thread, int64_t at) {
    using State = Thread::State;
    if (thread.task == LogBuilder::none || thread.state == State::asleep || thread.state == State::unknown) return;
    LogBuilder::Span span;
    span.start = thread.since;
    span.end = at;
    span.task = thread.task;
    span.thread = thread.number;
    span.reason = thread.reason;
    if (thread.state == State::running) {
        span.core = thread.core;
    } else {
        span.kind = thread.state == State::ready ? trace::SpanKind::ready : trace::SpanKind::blocked;
    }
    builder.add_span(span);
}

void ScheduleReader::replay(LogBuilder& builder) {
    using State = Thread::State;
    const int64_t first = events_.empty() ? 0 : first_;
    std::vector<uint32_t> on_core(cores_, idle);
    std::vector<bool> seen(cores_);
    const auto change = [&](Thread& thread, State state, int64_t at, trace::Reason reason) {
        close(builder, thread, at);
        thread.state = state;
        thread.since = at;
        thread.reason = reason;
    };
    for (const Event& event : events_) {
        const int64_t at = event.at - first;
        if (event.what == What::woken) {
            Thread& thread = threads_[event.thread];
            // It is known already, or it is still running.
            if (thread.state == State::running || thread.state == State::ready) continue;
            const bool fresh = thread.state != State::blocked;
            if (fresh) begin_task(builder, thread, ids_[event.thread].second, at);
            change(thread, State::ready, at, trace::Reason::core_busy);
            const uint32_t waker = on_core[event.core];
            if (waker != idle && threads_[waker].task != LogBuilder::none && threads_[waker].task != thread.task)
                builder.add_link({threads_[waker].task, thread.task, at, at});
            continue;
        }
        if (const uint32_t gone = on_core[event.core]; seen[event.core] && (gone != event.thread || event.after_loss)) {
            missing_ += !event.after_loss;
            if (gone != idle) {  // the end of its run is not known
                Thread& thread = threads_[gone];
                if (thread.task != LogBuilder::none) builder.task(thread.task).finished = thread.since;
                thread.state = State::unknown;
                thread.task = LogBuilder::none;
            }
            on_core[event.core] = idle;
        }
        seen[event.core] = true;
        if (event.thread != idle) {
            Thread& thread = threads_[event.thread];
            const bool known = thread.state == State::running && on_core[event.core] == event.thread;
            if (!known) {  // it ran before the recording began, or an event is missing
                change(thread, State::unknown, at, trace::Reason::none);
                if (thread.task != LogBuilder::none) builder.task(thread.task).finished = at;
                thread.task = LogBuilder::none;
            }
            if (event.what == What::to_sleep) {
                change(thread, State::asleep, at, trace::Reason::none);
                if (thread.task != LogBuilder::none) builder.task(thread.task).finished = at;
                thread.task = LogBuilder::none;
            } else {
                if (thread.task == LogBuilder::none) begin_task(builder, thread, ids_[event.thread].second, at);
                if (event.what == What::to_ready) change(thread, State::ready, at, trace::Reason::preempted);
                else change(thread, State::blocked, at, trace::Reason::device);
            }
        }
        on_core[event.core] = event.next;
        if (event.next == idle) continue;
        Thread& thread = threads_[event.next];
        if (thread.state == State::running) {  // it runs on another core: the event that took it from there is missing
            if (on_core[thread.core] == event.next && thread.core != event.core) on_core[thread.core] = idle;
            change(thread, State::unknown, at, trace::Reason::none);
        }
        if (thread.task == LogBuilder::none) begin_task(builder, thread, ids_[event.next].second, at);
        LogBuilder::Task& task = builder.task(thread.task);
        if (task.started < 0) task.started = task.first_run = at;
        change(thread, State::running, at, trace::Reason::none);
        thread.core = event.core;
    }
    const int64_t end = events_.empty() ? 0 : last_ - first;
    for (Thread& thread : threads_) close(builder, thread, end);
}

Recorded ScheduleReader::finish(std::string title) && {
    const auto earlier = [](const Event& a, const Event& b) { return a.at < b.at; };
    if (!std::is_sorted(events_.begin(), events_.end(), earlier)) arrange(events_, earlier);
    if (!events_.empty() && last_ - first_ > longest_time.ns) {
        std::vector<int64_t> times;
        for (const Event& event : events_) times.push_back(event.at);
        const auto [from, to] = main_part(std::move(times));
        first_ = from;
        last_ = to;
        far_ = std::erase_if(events_, [&](const Event& event) { return event.at < first_ || event.at > last_; });
    }
    LogBuilder builder;
    builder.cores = cores_;
    builder.recording.kind = trace::Recording::Kind::schedule;
    builder.recording.format = say_plain("Linux scheduler trace");
    builder.recording.events = events_.size();
    threads_.resize(ids_.size());
    std::vector<uint32_t> order(ids_.size());
    std::iota(order.begin(), order.end(), 0u);
    arrange(order, [&](uint32_t a, uint32_t b) { return ids_[a].first < ids_[b].first; });
    for (const uint32_t i : order)
        threads_[i].number =
            builder.add_thread({std::string(names_[ids_[i].second]) + ' ' + std::to_string(ids_[i].first)});
    replay(builder);
    if (cut_short_)
        builder.recording.remarks.push_back(
            say_plain("The file is truncated, so it is not known what came after this."));
    if (missing_ > 0)
        builder.recording.remarks.push_back(say_plain(
            "At {n} {n|switch|switches}, the thread that leaves is not the one that was running: events are missing.",
            {{"n", missing_, grouped_text(int64_t(missing_))}}));
    std::vector<std::string>& remarks = builder.recording.remarks;
    const auto remark = [&](uint64_t n, Phrase phrase) {
        if (n > 0) remarks.push_back(say_plain(phrase, {{"n", n, grouped_text(int64_t(n))}}));
    };
    remark(lost_,
           Phrase("{n|{n} event was|{n} events were} lost while recording; after a loss, nothing is known about "
                  "that core until its next event."));
    if (lost_ == 0)
        remark(losses_,
               Phrase("Events were lost at {n} {n|place|places} while recording; after a loss, nothing is known about "
                      "that core until its next event."));
    if (lost_ != overwritten_)
        remark(overwritten_, Phrase("{n|{n} event was|{n} events were} overwritten before the recording was saved, so "
                                    "its beginning is missing."));
    remark(far_,
           Phrase("{n|{n} event is|{n} events are} left out: {n|its time is|their times are} more than 1,000 days away "
                  "from the others."));
    if (first_bad_)
        remarks.push_back(
            say_plain("{n|{n} line is|{n} lines are} left out because {n|it is|they are} invalid; the first is "
                      "line {line}: {problem}.",
                      {{"n", bad_, grouped_text(int64_t(bad_))},
                       {"line", grouped_text(first_bad_->line)},
                       {"problem", first_bad_->message}}));
    builder.recording.names = std::move(names_);
    builder.recording.origin_ns = events_.empty() ? 0 : first_;
    const int64_t end = events_.empty() ? 0 : last_ - first_;
    return recorded_of(std::move(builder), std::move(title), {end});
}

}  // namespace exchange
