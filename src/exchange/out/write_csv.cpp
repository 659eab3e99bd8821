#include "exchange/out/writers.h"

#include "base/csv.h"
#include "metrics/names.h"

namespace exchange {

// A missing number is an empty field. Cores, threads and steps are counted from 1, as on screen.
std::string write_csv(const std::vector<chart::Pane>& panes) {
    std::string out = "run,from_ns,to_ns,duration_ns,kind,reason,task,thread,core,sharers,step\n";
    for (const chart::Pane& pane : panes) {
        const trace::Log& log = *pane.log;
        const std::string title = csv_field(pane.title);
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            const bool shares = span.kind == trace::SpanKind::sharing;
            out.append(title)
                .append(",")
                .append(std::to_string(span.start.ns))
                .append(",")
                .append(std::to_string(span.end().ns));
            out.append(",")
                .append(std::to_string(span.duration.ns))
                .append(",")
                .append(trace::kind_name(span.kind))
                .append(",");
            if (span.reason != trace::Reason::none) out += trace::reason_name(span.reason);
            out.append(",").append(csv_field(metrics::task_name(*pane.scenario, log, span.task))).append(",");
            if (span.thread) out += csv_field(metrics::thread_name(*pane.scenario, log, span.thread));
            out += ',';
            if (span.core && !shares) out += std::to_string(span.core.index + 1);
            out += ',';
            if (shares) out += std::to_string(span.core.index);
            out.append(",").append(std::to_string(span.step + 1)).append("\n");
        }
    }
    return out;
}

}  // namespace exchange
