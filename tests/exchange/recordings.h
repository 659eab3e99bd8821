#pragma once

// Recordings as text that can be checked by hand.

#include "exchange/read.h"
#include "metrics/names.h"

#include <string>
#include <string_view>

// Fed in pieces of `piece` bytes.
inline Result<exchange::Recorded> recorded_of(std::string_view text, size_t piece = 1 << 20, exchange::ReadLimits limits = {}) {
    exchange::Reader reader(limits);
    for (size_t at = 0; at < text.size() && reader.feed(text.substr(at, piece)); at += piece) {}
    return std::move(reader).finish("test");
}

// A line a span, in the order of the log, times in µs:  "main  2 5  parse (inner)  run"
inline std::string spans_text(const exchange::Recorded& recorded) {
    const trace::Log& log = recorded.log;
    std::string out;
    const auto us = [](Time t) { return std::to_string(t.ns / 1000) + (t.ns % 1000 == 0 ? "" : "." + std::to_string(t.ns % 1000)); };
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        out += (span.thread ? log.recording->threads[span.thread.index] : "-") + "  " + us(span.start) + ' ' + us(span.end()) + "  ";
        const std::string task = log.recording->task_name(span.task);
        const std::string inner = log.recording->span_names.empty() ? task : std::string(log.recording->names[log.recording->span_names[i]]);
        out += task + (inner == task ? "" : " (" + inner + ")") + "  " + trace::kind_name(span.kind);
        if (span.core) out += " on " + std::to_string(span.core.index);
        if (span.reason != trace::Reason::none) out.append(", ").append(trace::reason_name(span.reason));
        out += '\n';
    }
    return out;
}
