#include "present/bars.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/loops/loop_lanes.h"
#include "metrics/code_names.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "metrics/why/why.h"
#include "metrics/why/why_callbacks.h"
#include "present/columns.h"
#include "present/states.h"
#include "session/gap.h"
#include "session/prepared.h"
#include "session/session.h"

#include <algorithm>
#include <string>

namespace present {

namespace {

class BarTable {
public:
    BarTable(const session::Session& session, size_t number)
        : run_(*session.runs()[number]), pane_(session::pane_of(run_)), viewport_(session.viewport()),
          number_(uint32_t(number)) {}

    Table make() {
        add_columns();
        if (pane_.loop) add_callbacks();
        for (uint32_t lane = 0; lane < run_.lanes.size(); ++lane) add_lane(lane);
        if (left_out_ > 0)
            table_.note = say_plain(
                "{n|{n} more row is|{n} more rows are} left out. Zoom in to see every row of a shorter period.",
                {{"n", left_out_}});
        else if (table_.rows.empty()) table_.note = say_plain("Nothing happens in the visible range.");
        return std::move(table_);
    }

private:
    void add_columns() {
        table_.title = std::string(pane_.title);
        table_.caption = say_plain("What {run} does from {from} to {to}", {{"run", run_.variant.title},
                                                                          {"from", viewport_.label(viewport_.begin)},
                                                                          {"to", viewport_.label(viewport_.end)}});
        table_.corner = say_plain("lane");
        table_.columns = {{"task", say_plain("task"), {}, {}},
                          {"state", say_plain("state"), {}, {}},
                          {"from", say_plain("from"), {}, {}},
                          {"to", say_plain("to"), {}, {}},
                          {"reason", say_plain("reason"), {}, {}}};
    }

    bool in_sight(Time from, Time to) const { return from < viewport_.end && to > viewport_.begin; }

    // Adds a row. Calls `why` for its sentence only if the table has room for the row.
    template <class Why>
    void add(const std::string& id, const std::string& lane, const std::string& task, const std::string& state,
             Time from, Time to, Why why) {
        if (table_.rows.size() >= most_bars) return void(++left_out_);
        const bool forever = pane_.log->is_forever(to) && state != state_name(trace::SpanKind::running);
        table_.rows.push_back({id, lane, {},
                               {task, state, viewport_.label(from),
                                forever ? say_plain("forever") : viewport_.label(to), why().plain()},
                               Emphasis::plain, {}});
    }

    void add_callbacks() {
        const trace::Log& log = *pane_.log;
        const metrics::CodeNames names(*pane_.scenario);
        for (uint32_t i = 0; i < log.callbacks.all.size(); ++i) {
            const trace::Callback& one = log.callbacks.all[i];
            const Time end = one.ended.value_or(log.end);
            if (!one.began || !in_sight(*one.began, end)) continue;
            add("callback-" + std::to_string(i), say_plain("Event loop"), names.callback(log, i),
                trace::phase_name(one.phase), *one.began, end,
                [&] { return metrics::explain_callback(*pane_.scenario, log, i); });
        }
    }

    void add_lane(uint32_t number) {
        const chart::Lane lane = run_.lanes[number];
        const session::LaneName name = session::name_of(run_.lanes, number_, number);
        const auto by_start = [&](uint32_t place, Time t) { return lane.store->start(place) < t; };
        size_t first = 0;
        if (lane.store)
            first = size_t(std::lower_bound(lane.spans.begin(), lane.spans.end(), viewport_.begin, by_start) -
                           lane.spans.begin());
        while (first > 0 && pane_.log->span(lane.number(first - 1)).end() > viewport_.begin) --first;
        Time free_from = viewport_.begin;
        for (size_t i = first; i < lane.spans.size(); ++i) {
            const trace::Span span = pane_.log->span(lane.number(i));
            if (span.start >= viewport_.end) break;
            if (span.start > free_from) add_gap(lane, name, free_from);
            add_bar(lane, lane.number(i), span);
            free_from = std::max(free_from, span.end());
        }
        if (free_from < viewport_.end) add_gap(lane, name, free_from);
    }

    void add_bar(const chart::Lane& lane, uint32_t number, const trace::Span& span) {
        const bool slice = metrics::is_slice(*pane_.log, number);
        const std::string task = slice ? std::string(metrics::slice_name(*pane_.log, number))
                                       : metrics::task_name(*pane_.scenario, *pane_.log, span.task);
        const std::string state =
            span.kind == trace::SpanKind::switching ? overhead_name(span.reason) : state_name(span.kind);
        add("bar-" + std::to_string(number), lane.label, task, state, span.start, span.end(), [&] {
            return run_.why ? metrics::explain_span(*pane_.scenario, *pane_.log, *run_.why, number) : RichText{};
        });
    }

    void add_gap(const chart::Lane& lane, const session::LaneName& name, Time at) {
        const session::ChosenGap gap{name, at};
        const auto stretch = session::stretch_of(pane_, gap);
        if (!stretch || !run_.why) return;
        add("gap-" + lane.label + "-" + std::to_string(stretch->begin.ns), lane.label, nothing,
            say_plain("nothing runs"), stretch->begin, stretch->end,
            [&] { return session::explain_gap(pane_, *run_.why, gap); });
    }

    const session::Run& run_;
    const chart::Pane pane_;
    const chart::Viewport viewport_;
    const uint32_t number_;
    Table table_;
    size_t left_out_ = 0;
};

}  // namespace

Table bars_of(const session::Session& session, size_t run) {
    if (session.untold()) {
        Table table;
        table.title = session.runs()[run]->variant.title;
        table.note = say_plain("The table appears when you have answered the question or checked your prediction.");
        return table;
    }
    return BarTable(session, run).make();
}

}  // namespace present
