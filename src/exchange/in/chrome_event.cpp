// Interprets the events of Chrome's format, and our own events.

#include "exchange/in/chrome_event.h"

#include "base/number.h"
#include "exchange/chrome_words.h"

#include <utility>

namespace exchange {

namespace {

constexpr size_t max_text_bytes = size_t(256) << 20;  // of names and ids

std::optional<trace::SpanKind> kind_of(std::string_view name) {
    for (int k = 0; k <= int(trace::SpanKind::sharing); ++k)
        if (name == trace::kind_name(trace::SpanKind(k))) return trace::SpanKind(k);
    return {};
}

trace::Reason reason_of(std::string_view name) {
    for (size_t r = 0; r < trace::reason_count; ++r)
        if (name == trace::reason_name(trace::Reason(r))) return trace::Reason(r);
    return trace::Reason::none;
}

}  // namespace

bool ChromeReader::refuse(Phrase message, std::initializer_list<Named> values) {
    problem_ = say_plain(message, values);
    return false;
}

bool ChromeReader::timed(const Event& event, int64_t& at) {
    if (event.ts.empty()) return refuse("an event of this kind needs a time (\"ts\")");
    if (!base_us_ && json::microseconds(event.ts, at)) return true;
    // Times of 19 digits, which look like ns, are too large, and count from the first one.
    if (const auto us = parse_integer(event.ts); us && (base_us_ || events_ == bad_ + 1 + names_)) {
        if (!base_us_) base_us_ = *us;
        constexpr int64_t farthest = 4'000'000'000'000'000;
        const bool near = *us >= *base_us_ ? uint64_t(*us) - uint64_t(*base_us_) <= uint64_t(farthest)
                                           : uint64_t(*base_us_) - uint64_t(*us) <= uint64_t(farthest);
        at = near ? (*us - *base_us_) * 1000 : 0;
        if (near) return true;
    }
    return refuse("ts must be a number of microseconds, not {text}", {{"text", cut(event.ts)}});
}

uint32_t ChromeReader::track_of(const Event& event) {
    scratch_.assign(event.process).append(1, '\0').append(event.thread);
    const uint32_t id = tracks_.id_of(scratch_);
    if (id < slices_.tracks.size()) return id;
    slices_.tracks.push_back({process_of(event), say_plain("thread {id}", {{"id", cut(event.thread)}}), 0,
                              parse_integer(event.thread).value_or(0), false});
    return id;
}

uint32_t ChromeReader::process_of(const Event& event) {
    const uint32_t process = processes_.id_of(event.process);
    if (process == slices_.processes.size())
        slices_.processes.push_back({{}, int64_t(process), std::string(cut(event.process))});
    return process;
}

uint32_t ChromeReader::name_of(const Event& event) { return slices_.names.id_of(cut(event.name.plain(scratch_))); }

// The key that the begins and ends of one operation share. A local id belongs to its process.
uint32_t ChromeReader::key_of(const Event& event, bool with_name) {
    std::string key(event.category.inside);
    key += '\0';
    if (!event.id2.empty()) {
        each_member(event.id2, [&](std::string_view name, std::string_view value) {
            key += value;
            if (name == "local") key.append(1, '\0').append(event.process);
        });
    } else {
        key += event.id;
    }
    key.append(1, '\0').append(event.scope.inside);
    if (with_name) key.append(1, '\0').append(event.name.inside);
    return keys_.id_of(key);
}

bool ChromeReader::take_event(const Event& event) {
    ++events_;
    if (event.phase.inside.size() != 1) return refuse("an event needs a phase of one letter (\"ph\")");
    fatal_ = true;
    if (events_ > limits_.events)
        return refuse("there are more than {max} events: record for a shorter time",
                      {{"max", grouped_text(int64_t(limits_.events))}});
    if (slices_.bytes() + slices_.names.bytes() + keys_.bytes() > limits_.bytes)
        return refuse(
            "the recording needs more memory than the {max} MB that a page can have: record for a shorter time, "
            "or open it in the desktop program",
            {{"max", int64_t(limits_.bytes / 1'000'000)}});
    if (slices_.names.bytes() + keys_.bytes() + tracks_.bytes() > max_text_bytes)
        return refuse("the names and ids of events take more than 256 MiB");
    fatal_ = false;
    const char phase = event.phase.inside[0];
    if (phase == 'M') {
        ++names_;
        take_name(event);
        return true;
    }
    int64_t at = 0, length = 0;
    if (!timed(event, at)) return false;
    const bool measured = base_us_ ? json::microseconds(event.dur, length) : json::length(event.ts, event.dur, length);
    if (!event.dur.empty() && !measured)
        return refuse("dur must be a number of microseconds, not {text}", {{"text", cut(event.dur)}});
    if (length < 0 && is_ours_) return refuse("a slice cannot last {text} µs", {{"text", cut(event.dur)}});
    if (is_ours_) return take_ours(event, phase, at);
    switch (phase) {
        case 'X':
            if (length < 0) {
                ++negative_;
                slices_.instant(track_of(event), name_of(event), at);
                break;
            }
            slices_.complete(track_of(event), name_of(event), at, length);
            take_arrows(event, at);
            break;
        case 'B':
            slices_.begin(track_of(event), name_of(event), at);
            take_arrows(event, at);
            break;
        case 'E': slices_.end(track_of(event), event.name.given ? name_of(event) : LogBuilder::none, at); break;
        case 'b':
        case 'e':
        case 'n':
        case 'S':
        case 'F':
        case 'T':
        case 'p': take_operation(event, phase, at); break;
        case 's': slices_.flow_out(track_of(event), key_of(event, true), at); break;
        case 't':
        case 'f': {
            const uint32_t track = track_of(event), key = key_of(event, true);
            slices_.flow_in(track, key, at, phase == 't' || event.binds.inside == "e");
            break;
        }
        case 'C':
            if (!take_counter(event, at)) return false;
            break;
        case 'i':
        case 'I':
            if (event.instant_scope == "g" || event.instant_scope == "p") slices_.mark(name_of(event), at);
            else slices_.instant(track_of(event), name_of(event), at);
            break;
        case 'R': slices_.instant(track_of(event), name_of(event), at); break;  // performance.mark
        case 'P':
            ++samples_left_out_;
            slices_.moment(at);
            break;
        default:
            ++others_;
            if (other_phases_.find(phase) == std::string::npos) other_phases_ += phase;
            slices_.moment(at);
    }
    return true;
}

// The arrows of slices since 2015: those with the same bind_id, in the order of time.
void ChromeReader::take_arrows(const Event& event, int64_t at) {
    if (event.bind_id.empty()) return;
    const bool in = event.flow_in == "true", out = event.flow_out == "true";
    if (!in && !out) return;
    const uint32_t key = keys_.id_of(std::string("bind_id\0", 8).append(event.bind_id));
    if (in) slices_.flow_in(track_of(event), key, at, false);
    else slices_.flow_out(track_of(event), key, at);
}

void ChromeReader::take_name(const Event& event) {
    const std::string_view what = event.name.inside;
    const bool name = what == "thread_name" || what == "process_name";
    if (!name && what != "thread_sort_index" && what != "process_sort_index") return;
    const uint32_t track = track_of(event);
    SliceEvents::Track& thread = slices_.tracks[track];
    SliceEvents::Process& process = slices_.processes[thread.process];
    each_member(event.args, [&](std::string_view key, std::string_view value) {
        if (key == "name" && what == "thread_name") thread.thread_name = cut(text_of(value));
        if (key == "name" && what == "process_name") process.name = cut(text_of(value));
        if (key != "sort_index") return;
        const int64_t index = parse_integer(value).value_or(0);
        (what == "thread_sort_index" ? thread.order : process.order) = index;
    });
}

// Handles the present form (b n e) and the form before 2014 (S T p F), in which the name of an operation was part of
// its id and its steps had names in their arguments. Perfetto's T is something else: it has a duration.
void ChromeReader::take_operation(const Event& event, char phase, int64_t at) {
    using enum Operations::What;
    const bool old = phase < 'a' || phase == 'p';
    if (phase == 'T' && !event.dur.empty()) return slices_.moment(at);
    const auto what = phase == 'b' || phase == 'S' ? begin : phase == 'e' || phase == 'F' ? end : instant;
    uint32_t name = name_of(event);
    if (old && what == instant)
        each_member(event.args, [&](std::string_view key, std::string_view value) {
            if (key == "step") name = slices_.names.id_of(cut(text_of(value)));
        });
    const uint32_t category = slices_.names.id_of(cut(event.category.plain(scratch_)));
    slices_.operation(what, key_of(event, old), process_of(event), category, name, at);
}

// Each series of an event is a counter: "heap used", or only "heap" if the series is the value.
bool ChromeReader::take_counter(const Event& event, int64_t at) {
    slices_.moment(at);
    ++slices_.counter_events;
    const uint32_t process = process_of(event);
    std::string name(cut(event.name.plain(scratch_)));
    if (!event.id.empty()) name.append(" ").append(cut(event.id));
    each_member(event.args, [&](std::string_view series, std::string_view value) {
        // Some programs put the numbers in quotes.
        const auto number = parse_number(value.starts_with('"') ? value.substr(1, value.size() - 2) : value);
        if (!number || ++samples_ > limits_.events) return;
        slices_.count(process, series == "value" ? name : name + ' ' + std::string(cut(series)), *number, at);
    });
    fatal_ = samples_ > limits_.events;
    return !fatal_ || refuse("counters have more than {max} samples: record for a shorter time",
                             {{"max", grouped_text(int64_t(limits_.events))}});
}

// Our own events ----------------------------------------------------------------------------------

bool ChromeReader::take_ours(const Event& event, char phase, int64_t at) {
    ours_.count(events_);
    if (at < 0) return refuse("an event of a run cannot be before time 0");
    int64_t length = 0;
    json::microseconds(event.dur, length);
    if (at + length > longest_time.ns) return refuse("a run cannot last longer than 1,000 days");
    Ours::Facts facts;
    bool good = true;
    const auto read_facts = [&] {
        facts.task = LogBuilder::none;
        each_member(event.args, [&](std::string_view name, std::string_view value) {
            const int64_t number = parse_integer(value).value_or(-1);
            if (name == "reason") facts.reason = reason_of(text_of(value));
            if (name == "task" && number >= 0 && number < int64_t(Ours::max_tasks)) facts.task = uint32_t(number);
            if (name == "core" || name == "sharers") {
                good = good && number >= 0 && number < int64_t(trace::max_cores);
                facts.core = uint32_t(number);
            }
            if (name == "step") facts.step = uint16_t(number);
        });
        return (good && facts.task != LogBuilder::none) || refuse("the args of this event are not those of a span");
    };
    const std::string_view category = event.category.inside;
    if (phase == 'X' && category == words::nested) {
        if (!read_facts()) return false;
        const uint32_t track = track_of(event);
        ours_.nested(track, facts.task, cut(event.name.plain(scratch_)), at, length);
    } else if (phase == 'X') {
        const auto kind = kind_of(category);
        if (!kind) return true;  // it repeats what spans contain
        if (!read_facts()) return false;
        const bool sharing = *kind == trace::SpanKind::sharing;
        const bool may_have_core = sharing || *kind == trace::SpanKind::running || *kind == trace::SpanKind::switching;
        if (facts.core != LogBuilder::none ? !may_have_core : sharing)
            return refuse("a span must have a core if it runs or switches, and must not have one otherwise");
        ours_.span(track_of(event), *kind, facts, at, length);
    } else if ((phase == 'b' || phase == 'e' || phase == 'n') && event.kind.inside == words::operation) {
        return take_our_operation(event, phase, at);
    } else if ((phase == 'b' || phase == 'e') && category == words::task) {
        const auto task = event.id.starts_with("t") ? parse_integer(event.id.substr(1)) : std::nullopt;
        if (!task || *task < 0 || *task >= int64_t(Ours::max_tasks))
            return refuse("the id of a task must be t followed by a number");
        if (phase == 'e') {
            ours_.end(uint32_t(*task), at);
        } else if (event.kind.given) {
            const auto kind = kind_of(event.kind.inside);
            if (!kind || *kind == trace::SpanKind::running || *kind == trace::SpanKind::switching ||
                *kind == trace::SpanKind::sharing)
                return refuse("a task without a thread can only wait");
            if (!read_facts()) return false;
            facts.core = LogBuilder::none;
            facts.task = uint32_t(*task);
            ours_.begin_wait(*kind, facts, at);
        } else {
            ours_.begin(uint32_t(*task), cut(event.name.plain(scratch_)), at);
        }
    } else if ((phase == 's' || phase == 'f') && category == words::arrow) {
        if (!read_facts()) return false;
        if (phase == 's') ours_.arrow_out(key_of(event, false), facts.task, at);
        else ours_.arrow_in(key_of(event, false), facts.task, at);
    } else if (phase == 'C' && category == words::counter) {
        each_member(event.args, [&](std::string_view name, std::string_view value) {
            if (const auto number = parse_number(value); number && name == "value")
                ours_.counter(cut(event.name.plain(scratch_)), *number, at);
        });
    } else if (phase == 'i' && category == words::instant) {
        const uint32_t track = track_of(event);
        ours_.instant(track, cut(event.name.plain(scratch_)), at);
    } else if (phase == 'i') {
        ours_.mark(cut(event.name.plain(scratch_)), at);
    }
    return true;
}

bool ChromeReader::take_our_operation(const Event& event, char phase, int64_t at) {
    using enum Operations::What;
    const bool of_task = event.id.starts_with("o");
    const auto number = of_task || event.id.starts_with("n") ? parse_integer(event.id.substr(1)) : std::nullopt;
    if (!number || *number < 0 || *number >= int64_t(Ours::max_tasks))
        return refuse("the id of an operation must be o or n followed by a number");
    const uint32_t key = uint32_t(*number) + (of_task ? 0 : Ours::max_tasks);
    if (phase == 'b')
        each_member(event.args, [&](std::string_view name, std::string_view value) {
            if (name == words::goes_on && value == "true") ours_.goes_on(key);
        });
    const std::string category(cut(event.category.plain(scratch_)));
    ours_.operation(phase == 'b'   ? begin
                    : phase == 'e' ? end
                                   : instant,
                    key, process_of(event), category, cut(event.name.plain(scratch_)), at);
    return true;
}

Recorded ChromeReader::finish(std::string title) && {
    if (!title_.empty()) title = title_;
    if (is_ours_) return std::move(ours_).finish(std::move(title), slices_.tracks, slices_.processes);
    const auto remark = [&](uint64_t n, Phrase phrase) {
        if (n > 0) slices_.remarks.push_back(say_plain(phrase, {{"n", n, grouped_text(int64_t(n))}}));
    };
    if (first_bad_)
        slices_.remarks.push_back(
            say_plain("{n|{n} event is|{n} events are} left out because {n|it is|they are} invalid; the first "
                      "is on line {line}: {problem}.",
                      {{"n", bad_, grouped_text(int64_t(bad_))},
                       {"line", grouped_text(first_bad_->line)},
                       {"problem", first_bad_->message}}));
    remark(negative_, Phrase("{n|{n} slice has|{n} slices have} a negative duration, and {n|is|are} shown as "
                             "{n|a moment|moments}."));
    remark(system_events_,
           Phrase("The file contains a system trace of {n} {n|line|lines}, which is not shown; to open it, save that "
                  "text as a separate file."));
    remark(samples_left_out_,
           Phrase("{n|{n} sample of the call stack is|{n} samples of the call stack are} left out: only "
                  "events with a beginning and an end are shown."));
    if (others_ > 0) {
        std::string phases;
        for (const char one : other_phases_) phases += (phases.empty() ? "" : ", ") + std::string(1, one);
        slices_.remarks.push_back(
            say_plain("{n|{n} event is|{n} events are} left out: {n|its kind is|their kinds are} not shown here "
                      "(phase {phases}).",
                      {{"n", others_, grouped_text(int64_t(others_))}, {"phases", phases}}));
    }
    if (base_us_)
        slices_.remarks.push_back(say_plain(
            "The times are so large that they look like nanoseconds, but in this format they are microseconds."));
    return std::move(slices_).finish(std::move(title), say_plain("Chrome trace"));
}

}  // namespace exchange
