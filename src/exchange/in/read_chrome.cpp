#include "exchange/in/read_chrome.h"

#include "base/number.h"
#include "exchange/chrome_words.h"
#include "exchange/in/chrome_event.h"

#include <algorithm>
#include <utility>

namespace exchange {

// The document ------------------------------------------------------------------------------------

size_t ChromeReader::take(std::string_view all, bool last) {
    Text text{all.data(), all.data() + all.size()};
    begin_ = all.data();
    const char* whole = text.at;  // everything before this has been consumed
    while (!error_) {
        text.blanks();
        whole = text.at;
        if (text.ended()) break;
        const Got got = step(text);
        if (got == Got::more) break;
        if (got == Got::wrong && !error_) fail(text, "this is not valid JSON");
    }
    if (error_ || !last) {
        lines_ += std::count(all.data(), whole, '\n');
        return size_t(whole - all.data());
    }
    const bool among_events = state_ == State::events || state_ == State::between;
    Text end{text.end, text.end};
    if (state_ == State::done) {
        if (in_object_ && !listed_) fail(end, "this JSON has no traceEvents array, so it is not a trace");
    } else if (among_events && !in_object_ && whole == text.end) {
        // A list may lack its end: the program that wrote it may have ended before.
    } else if (among_events && events_ > 0 && !is_ours_) {
        slices_.cut_short = true;
    } else {
        fail(end, state_ == State::start ? Phrase("the file is empty") : Phrase("the file is cut off"));
        return size_t(whole - all.data());
    }
    if (bad_ > 0 && bad_ == events_) {  // every event is invalid
        error_ = first_bad_;
        failed_at_ = all.data() + all.size();
    }
    return all.size();
}

// Reports that this event is invalid: problem_ says why.
void ChromeReader::leave_out(const char* begin, const char* event) {
    ++bad_;
    if (first_bad_) return;
    const std::string_view before(begin, size_t(event - begin));
    const size_t line = before.rfind('\n');
    first_bad_ = Error{problem_,
                       int(std::min<int64_t>(lines_ + std::count(before.begin(), before.end(), '\n') + 1, INT32_MAX)),
                       int(std::min<size_t>(before.size() - (line == before.npos ? 0 : line + 1) + 1, INT32_MAX)),
                       {}};
}

Got ChromeReader::fail(const Text& text, Phrase message) { return stop(text, say_plain(message)); }

Got ChromeReader::stop(const Text& text, std::string message) {
    error_ = Error{std::move(message), 0, 0, {}};
    failed_at_ = text.at;
    return Got::wrong;
}

Got ChromeReader::step(Text& text) {
    switch (state_) {
        case State::start: return begin(text);
        case State::key: return key(text);
        case State::value: return value(text);
        case State::events:
        case State::between: return next_event(text);
        case State::after_value:
            if (*text.at == ',') {
                ++text.at;
                state_ = State::key;
                first_ = false;
                return Got::all;
            }
            if (*text.at != '}') return fail(text, "a comma or \\} is missing here");
            ++text.at;
            state_ = State::done;
            return Got::all;
        case State::done: return fail(text, "there is text after the end");
    }
    return Got::wrong;
}

Got ChromeReader::begin(Text& text) {
    if (*text.at == '[') {
        state_ = State::events;
    } else if (*text.at == '{') {
        state_ = State::key;
        in_object_ = true;
    } else {
        return fail(text, "a trace begins with [ or \\{");
    }
    ++text.at;
    first_ = true;
    return Got::all;
}

Got ChromeReader::key(Text& text) {
    if (*text.at == '}' && first_) {
        ++text.at;
        state_ = State::done;
        return Got::all;
    }
    if (*text.at != '"') return fail(text, "a name in quotes is missing here");
    Text rest{text.at + 1, text.end};
    std::string_view name;
    bool escaped;
    Got got = json::string(rest, name, escaped);
    if (got != Got::all) return got == Got::wrong ? fail(rest, "unescaped control character in a string") : got;
    rest.blanks();
    if (rest.ended()) return Got::more;
    if (*rest.at != ':') return fail(rest, "a colon is missing here");
    ++rest.at;
    key_ = cut(name);
    text = rest;
    state_ = State::value;
    return Got::all;
}

Got ChromeReader::value(Text& text) {
    if (key_ == "traceEvents") {
        if (*text.at != '[') return fail(text, "traceEvents must be an array");
        ++text.at;
        state_ = State::events;
        listed_ = true;
        first_ = true;
        return Got::all;
    }
    const char* from = text.at;
    const Got got = json::value(text);
    if (got != Got::all) return got;
    if (key_ == "systemTraceEvents") {
        const std::string lines = text_of({from, size_t(text.at - from)});
        for (size_t at = 0; at < lines.size();) {
            const size_t end = std::min(lines.find('\n', at), lines.size());
            system_events_ += end > at && lines[at] != '#';
            at = end + 1;
        }
    }
    if (key_ == "samples")
        for (char before = 0; const char c : std::string_view(from, size_t(text.at - from))) {
            samples_left_out_ += c == '{' && (before == '[' || before == ',');
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') before = c;
        }
    if (key_ == "otherData") read_head({from, size_t(text.at - from)});
    state_ = State::after_value;
    return Got::all;
}

void ChromeReader::read_head(std::string_view value) {
    each_member(value, [&](std::string_view name, std::string_view member) {
        if (name == words::exporter && member == std::to_string(words::version)) is_ours_ = events_ == 0;
        if (name == "title") title_ = cut(text_of(member));
        if (name == "cores")
            ours_.cores(
                uint32_t(std::clamp<int64_t>(parse_integer(member).value_or(0), 0, int64_t(trace::max_cores) - 1)));
    });
}

Got ChromeReader::next_event(Text& text) {
    if (*text.at == ']') {
        ++text.at;
        if (nested_) {
            nested_ = false;
            state_ = State::between;
            return Got::all;
        }
        state_ = in_object_ ? State::after_value : State::done;
        return Got::all;
    }
    if (state_ == State::between) {
        if (*text.at != ',') return fail(text, "a comma or ] is missing here");
        ++text.at;
        state_ = State::events;
        return Got::all;
    }
    if (*text.at == ',') {  // tolerate an extra comma
        ++text.at;
        return Got::all;
    }
    if (*text.at == '[' && !nested_) {
        ++text.at;
        nested_ = true;
        return Got::all;
    }
    if (*text.at != '{') return fail(text, "an event must begin here with \\{");
    Text rest{text.at, text.end};
    const Got got = event(rest);
    if (got == Got::more) return got;
    if (got == Got::all) text = rest;
    else if (!error_) return fail(rest, "this is not valid JSON");
    state_ = State::between;
    return got;
}

// Events ------------------------------------------------------------------------------------------

Got ChromeReader::event(Text& text) {
    const char* const start = text.at++;
    problem_.clear();
    Event event;
    text.blanks();
    if (*text.at == '}') {  // an empty object, which some programs write so that no comma has to be left out
        ++text.at;
        return Got::all;
    }
    while (*text.at == '"') {
        ++text.at;
        std::string_view name;
        bool escaped;
        Got got = json::string(text, name, escaped);
        if (got != Got::all) return got;
        if (*text.at != ':') {
            text.blanks();
            if (text.ended()) return Got::more;
            if (*text.at != ':') return fail(text, "a colon is missing here");
        }
        ++text.at;
        text.blanks();
        if (text.ended()) return Got::more;
        got = field(text, name, event);
        if (got != Got::all) return got;
        text.blanks();
        if (*text.at != ',') break;
        ++text.at;
        text.blanks();
        if (text.ended()) return Got::more;
        if (*text.at != '"') return fail(text, "a name in quotes is missing here");
    }
    if (text.ended()) return Got::more;
    if (*text.at != '}') return fail(text, "a comma or \\} is missing here");
    if (!take_event(event)) {
        if (fatal_ || is_ours_) return stop({start, text.end}, problem_);
        leave_out(begin_, start);
    }
    ++text.at;
    return Got::all;
}

namespace {

Got string_field(Text& text, String& out) {
    if (*text.at != '"') return json::value(text);  // some programs write null, which is treated as missing
    ++text.at;
    out.given = true;
    return json::string(text, out.inside, out.escaped);
}

// A number or a string; in either case the text between the quotes.
Got id_field(Text& text, std::string_view& out) {
    if (*text.at == '"') {
        ++text.at;
        bool escaped;
        return json::string(text, out, escaped);
    }
    return *text.at == '-' || (*text.at >= '0' && *text.at <= '9') ? json::number(text, out) : json::value(text);
}

Got value_field(Text& text, std::string_view& out) {
    const char* from = text.at;
    const Got got = json::value(text);
    if (got == Got::all) out = {from, size_t(text.at - from)};
    return got;
}

}  // namespace

// Reads a number, which some programs put in quotes.
Got ChromeReader::time_field(Text& text, std::string_view& out, Phrase problem) {
    Text rest = text;
    const Got got = *text.at == '"' ? id_field(rest, out) : json::number(rest, out);
    if (got == Got::more) return got;
    if (out.empty()) return fail(text, problem);
    text = rest;
    return Got::all;
}

Got ChromeReader::field(Text& text, std::string_view name, Event& event) {
    switch (name.size()) {
        case 1:
            if (name == "s") return id_field(text, event.instant_scope);
            break;
        case 2:
            if (name == "ph") return string_field(text, event.phase);
            if (name == "ts") return time_field(text, event.ts, "ts must be a number of microseconds");
            if (name == "id") return id_field(text, event.id);
            if (name == "bp") return string_field(text, event.binds);
            break;
        case 3:
            if (name == "pid") return id_field(text, event.process);
            if (name == "tid") return id_field(text, event.thread);
            if (name == "dur") return time_field(text, event.dur, "dur must be a number of microseconds");
            if (name == "cat") return string_field(text, event.category);
            if (name == "id2") return value_field(text, event.id2);
            break;
        case 4:
            if (name == "name") return string_field(text, event.name);
            if (name == "args") return value_field(text, event.args);
            if (name == "kind") return string_field(text, event.kind);
            break;
        case 5:
            if (name == "scope") return string_field(text, event.scope);
            break;
        case 7:
            if (name == "bind_id") return id_field(text, event.bind_id);
            if (name == "flow_in") return value_field(text, event.flow_in);
            break;
        case 8:
            if (name == "flow_out") return value_field(text, event.flow_out);
            break;
    }
    return json::value(text);
}

}  // namespace exchange
