#include "chart/titles.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/frame/text_width.h"
#include "scenario/titles.h"

#include <algorithm>
#include <optional>

namespace chart {

namespace {

constexpr float size_px = 13;
constexpr float between_px = 16;
constexpr float word_px = 5;

// The finish of a run that did everything: only then can it be compared.
std::optional<Time> finish_of(const Pane& pane) {
    if (!pane.log->complete || !pane.results || pane.log->tasks.empty()) return {};
    if (pane.results->unfinished > 0 || pane.results->rejected > 0 || pane.results->gave_up > 0) return {};
    return pane.results->makespan;
}

struct Fact {
    std::string name, value;
    Ink ink = Ink::strong;
    Ink name_ink = Ink::dim;
};

std::vector<Fact> facts_of(const Pane& pane) {
    std::vector<Fact> facts;
    const metrics::Results& results = *pane.results;
    if (!pane.log->complete) {
        facts.push_back({say_plain("cut short at"), time_label(pane.log->end), Ink::warn, Ink::warn});
    } else {
        facts.push_back({pane.log->recording ? say_plain("lasts") : say_plain("finish"), time_label(results.makespan)});
    }
    if (results.completed > 0) facts.push_back({say_plain("p95"), time_label(results.latency.p95)});
    facts.push_back({say_plain("threads"), grouped_text(results.threads_peak)});
    const auto& work = pane.scenario->work;
    if (std::any_of(work.begin(), work.end(), [](const scenario::Work& row) { return row.deadline.has_value(); }))
        facts.push_back({say_plain("missed"), grouped_text(results.missed), results.missed > 0 ? Ink::warn : Ink::strong});
    if (pane.log->servers.size() > 1) facts.push_back({say_plain("servers"), grouped_text(int64_t(pane.log->servers.size()))});
    if (results.gave_up > 0) facts.push_back({say_plain("gave up"), grouped_text(results.gave_up), Ink::warn});
    if (results.rejected > 0) facts.push_back({say_plain("rejected"), grouped_text(results.rejected), Ink::warn});
    return facts;
}

}  // namespace

FirstText first_text(const std::vector<Pane>& panes, uint32_t pane) {
    const std::optional<Time> mine = finish_of(panes[pane]);
    if (!mine || mine->ns <= 0) return {};
    uint32_t slowest = pane;
    Time longest = *mine;
    for (uint32_t i = 0; i < panes.size(); ++i) {
        const std::optional<Time> other = finish_of(panes[i]);
        if (!other) continue;
        if (*other < *mine) return {};
        if (*other > longest) {
            longest = *other;
            slowest = i;
        }
    }
    if (longest == *mine) return {};
    const double ratio = double(longest.ns) / double(mine->ns);
    if (ratio < 1.05) return {say_plain("first"), say_plain("first")};
    const std::string factor = rounded_text(ratio, ratio < 9.95 ? 1 : 0);
    return {say_plain("first · {factor}× faster than {run}", {{"factor", factor}, {"run", scenario::short_title(panes[slowest].title, *panes[slowest].scenario)}}),
            say_plain("first · {factor}×", {{"factor", factor}})};
}

void lay_out_title(const std::vector<Pane>& panes, uint32_t pane, const TitlePlace& place, std::vector<Label>& labels) {
    float right = place.right;
    float x = place.left;
    const auto put = [&](std::string text, Ink ink, bool bold, float room) {
        Label label;
        label.x = x;
        label.y = place.middle;
        label.size_px = size_px;
        label.room_px = room;
        label.ink = ink;
        label.bold = bold;
        const float width = std::min(room, text_width(text, size_px, bold));
        label.text = std::move(text);
        labels.push_back(std::move(label));
        return width;
    };

    std::vector<Fact> facts;
    if (panes[pane].results) facts = facts_of(panes[pane]);
    const auto width_of = [&](const Fact& fact) {
        return between_px + text_width(fact.name, size_px) + word_px + text_width(fact.value, size_px);
    };
    // The long form is used only where the first fact fits too.
    const float title_width = text_width(panes[pane].title, size_px, true);
    const float needed = title_width + (facts.empty() ? 0 : width_of(facts[0])) + between_px;
    const FirstText texts = first_text(panes, pane);
    const auto fits = [&](const std::string& text) { return x + needed + text_width(text, size_px, true) <= right; };
    std::string first = fits(texts.whole) ? texts.whole : texts.brief;
    if (!first.empty() && fits(first)) {
        const float width = text_width(first, size_px, true);
        Label label;
        label.x = right;
        label.y = place.middle;
        label.size_px = size_px;
        label.ink = Ink::good;
        label.bold = true;
        label.right = true;
        label.text = std::move(first);
        labels.push_back(std::move(label));
        right -= width + between_px;
    }

    x += put(std::string(panes[pane].title), Ink::strong, true, std::max(0.0f, right - x));
    for (Fact& fact : facts) {
        if (x + width_of(fact) > right) break;
        x += between_px;
        x += put(std::move(fact.name), fact.name_ink, false, 1e9f) + word_px;
        x += put(std::move(fact.value), fact.ink, false, 1e9f);
    }
}

}  // namespace chart
