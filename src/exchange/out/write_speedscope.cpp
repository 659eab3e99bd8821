// The file format of speedscope (speedscope.app/file-format-schema.json): evented profiles.
// On a lane, the task is the outer frame; what it does when it does not run is inside.

#include "exchange/out/writers.h"

#include "base/json_writer.h"
#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"

#include <map>

namespace exchange {

namespace {

constexpr auto one_line = JsonWriter::Style::compact;

class Frames {
public:
    size_t of(const std::string& name) {
        const auto [place, fresh] = number_.try_emplace(name, names_.size());
        if (fresh) names_.push_back(name);
        return place->second;
    }
    const std::vector<std::string>& names() const { return names_; }

private:
    std::map<std::string, size_t> number_;
    std::vector<std::string> names_;
};

class Profiles {
public:
    Profiles(JsonWriter& json, Frames& frames) : json_(json), frames_(frames) {}

    void lane(const std::string& name, const chart::Pane& pane, const chart::Lane& lane) {
        const trace::Log& log = *pane.log;
        begin(name, log.end);
        for (size_t n = 0; n < lane.spans.size();) {
            const TaskId task = log.spans[lane.spans[n]].task;
            const size_t outer = frames_.of(metrics::task_name(*pane.scenario, log, task));
            event('O', outer, log.spans.start(lane.spans[n]));
            Time end;
            for (; n < lane.spans.size(); ++n) {  // for as long as the task has the lane without a gap
                const trace::Span span = log.spans[lane.spans[n]];
                if (end > Time{} && (span.task != task || span.start != end)) break;
                end = span.end();
                if (metrics::is_slice(log, lane.spans[n]))
                    if (const trace::Nested::Lane* inside = log.recording->nested.first_of(span.thread))
                        nested(log, *inside, span.start, span.end());
                if (span.kind == trace::SpanKind::running) continue;
                const size_t inner = frames_.of(state_of(span));
                event('O', inner, span.start);
                event('C', inner, end);
            }
            event('C', outer, end);
        }
        json_.end_array().end_object();
    }

private:
    // Writes the slices that are nested in a slice of the lane above.
    void nested(const trace::Log& log, const trace::Nested::Lane& lane, Time from, Time until) {
        const trace::Recording& recording = *log.recording;
        const trace::Nested& all = recording.nested;
        for (uint32_t i = all.first_after(lane, from); i < lane.end() && all.slices.start(i) < until; ++i) {
            const size_t frame = frames_.of(std::string(recording.names[all.names[i]]));
            event('O', frame, all.slices.start(i));
            if (const trace::Nested::Lane* below = all.below(lane))
                nested(log, *below, all.slices.start(i), all.slices.end(i));
            event('C', frame, all.slices.end(i));
        }
    }

    void begin(const std::string& name, Time end) {
        json_.begin_object().member("type", "evented").member("name", name).member("unit", "nanoseconds");
        json_.member("startValue", 0).member("endValue", end).key("events").begin_array();
    }
    void event(char type, size_t frame, Time at) {
        json_.begin_object(one_line)
            .member("type", std::string(1, type))
            .member("frame", frame)
            .member("at", at)
            .end_object();
    }

    JsonWriter& json_;
    Frames& frames_;
};

}  // namespace

std::string write_speedscope(std::string_view title, const std::vector<chart::Pane>& panes) {
    Frames frames;
    JsonWriter profiles;
    profiles.begin_array();
    size_t count = 0;
    Profiles writer(profiles, frames);
    for (const chart::Pane& pane : panes) {
        const auto lanes = lanes_of(pane);
        for (const chart::Lane& lane : lanes) {
            if (!is_exported(lane) || lane.spans.empty()) continue;
            writer.lane(panes.size() > 1 ? std::string(pane.title) + " · " + lane.label : lane.label, pane, lane);
            ++count;
        }
    }
    profiles.end_array();

    JsonWriter json;
    json.begin_object().member("$schema", "https://www.speedscope.app/file-format-schema.json");
    json.member("name", std::string(title)).member("exporter", "interleave").member("activeProfileIndex", 0);
    json.key("shared").begin_object().key("frames").begin_array();
    for (const std::string& name : frames.names()) json.begin_object(one_line).member("name", name).end_object();
    json.end_array().end_object();
    json.key("profiles").raw(profiles.text()).end_object();
    return json.text() + '\n';
}

}  // namespace exchange
