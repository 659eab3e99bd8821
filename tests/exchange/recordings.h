#pragma once

// Recordings as text that can be checked by hand.

#include "exchange/in/read.h"
#include "metrics/names.h"

#include <string>
#include <string_view>

// Passes the text in pieces of `piece` bytes.
inline Result<exchange::Recorded> recorded_of(std::string_view text, size_t piece = 1 << 20,
                                              exchange::ReadLimits limits = {}) {
    exchange::Reader reader(limits);
    for (size_t at = 0; at < text.size() && reader.feed(text.substr(at, piece)); at += piece) {}
    return std::move(reader).finish("test");
}

inline std::string microseconds_text(Time t) {
    return std::to_string(t.ns / 1000) + (t.ns % 1000 == 0 ? "" : "." + std::to_string(t.ns % 1000));
}

// One line per span, in the order of the log, with times in µs:  "main  2 5  parse  run"
inline std::string spans_text(const exchange::Recorded& recorded) {
    const trace::Log& log = recorded.log;
    std::string out;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        out += (span.thread ? log.recording->thread_name(span.thread) : "-") + "  " + microseconds_text(span.start) +
               ' ' + microseconds_text(span.end()) + "  ";
        out += log.recording->task_name(span.task) + "  " + trace::kind_name(span.kind);
        if (span.core) out += " on " + std::to_string(span.core.index);
        if (span.reason != trace::Reason::none) out.append(", ").append(trace::reason_name(span.reason));
        out += '\n';
    }
    return out;
}

// Nested slices, one line each, by lane:  "main 1  2 5  inner of outer"
inline std::string nested_text(const exchange::Recorded& recorded) {
    const trace::Recording& recording = *recorded.log.recording;
    std::string out;
    for (const trace::Nested::Lane& lane : recording.nested.lanes)
        for (uint32_t i = lane.first; i < lane.end(); ++i) {
            const trace::Span span = recording.nested.slices[i];
            out += recording.thread_name(lane.thread) + ' ' + std::to_string(lane.depth) + "  " +
                   microseconds_text(span.start) + ' ' + microseconds_text(span.end()) + "  ";
            out.append(recording.names[recording.nested.names[i]])
                .append(" of ")
                .append(recording.task_name(span.task))
                .append("\n");
        }
    return out;
}

// "main  4  gc"
inline std::string instants_text(const exchange::Recorded& recorded) {
    const trace::Recording& recording = *recorded.log.recording;
    std::string out;
    for (const trace::Instant& instant : recording.instants)
        out.append(recording.thread_name(instant.thread))
            .append("  ")
            .append(microseconds_text(instant.at))
            .append("  ")
            .append(recording.names[instant.name])
            .append("\n");
    return out;
}

// Returns the spans of a file, or what is wrong with it.
inline std::string spans_of(std::string_view text) {
    const auto recorded = recorded_of(text);
    return recorded ? spans_text(*recorded) : error_text("file", recorded.error());
}
