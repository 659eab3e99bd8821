#include "chart/titles.h"

#include "base/number.h"
#include "base/say.h"
#include "chart/frame/text_width.h"
#include "metrics/numbers/first_place.h"
#include "scenario/titles.h"

#include <algorithm>
#include <optional>

namespace chart {

namespace {

constexpr float size_px = 13;
constexpr float between_px = 16;
constexpr float word_px = 5;

struct Fact {
    std::string name, value;
    Ink ink = Ink::strong;
    Ink name_ink = Ink::dim;
};

std::vector<Fact> facts_of(const Pane& pane) {
    std::vector<Fact> facts;
    const metrics::Results& results = *pane.results;
    if (results.ended.how == metrics::Ending::deadlock) {
        facts.push_back({say_plain("deadlock at"), time_label(results.ended.at), Ink::warn, Ink::warn});
    } else if (results.ended.how == metrics::Ending::stuck) {
        facts.push_back({say_plain("stuck at"), time_label(results.ended.at), Ink::warn, Ink::warn});
    } else if (!pane.log->complete) {
        facts.push_back({say_plain("cut short at"), time_label(pane.log->end), Ink::warn, Ink::warn});
    } else {
        facts.push_back(
            {pane.log->recording ? say_plain("length") : say_plain("finish"), time_label(results.makespan)});
    }
    if (results.latency.count > 0) facts.push_back({say_plain("p95"), time_label(results.latency.p95)});
    facts.push_back({say_plain("threads"), grouped_text(results.threads_peak)});
    const auto& work = pane.scenario->work;
    if (std::any_of(work.begin(), work.end(), [](const scenario::Work& row) { return row.deadline.has_value(); }))
        facts.push_back(
            {say_plain("missed"), grouped_text(results.missed), results.missed > 0 ? Ink::warn : Ink::strong});
    if (pane.log->servers.size() > 1)
        facts.push_back({say_plain("servers"), grouped_text(int64_t(pane.log->servers.size()))});
    if (results.gave_up > 0) facts.push_back({say_plain("gave up"), grouped_text(results.gave_up), Ink::warn});
    if (results.rejected > 0) facts.push_back({say_plain("rejected"), grouped_text(results.rejected), Ink::warn});
    return facts;
}

}  // namespace

FirstText first_text(const std::vector<Pane>& panes, uint32_t pane) {
    std::vector<metrics::Finish> finishes;
    for (const Pane& each : panes)
        finishes.push_back(each.results && each.scenario
                               ? metrics::finish_of(*each.scenario, *each.results, each.log->complete)
                               : metrics::Finish{});
    const metrics::FirstPlace first = metrics::first_place(finishes);
    if (std::find(first.runs.begin(), first.runs.end(), pane) == first.runs.end()) return {};
    const bool tie = first.runs.size() > 1;
    const auto said = [&](Phrase whole, Phrase brief, std::initializer_list<Named> values) {
        return FirstText{say_plain(whole, values), say_plain(brief, values)};
    };
    const double ratio = first.slowest ? double(finishes[*first.slowest].at.ns) / double(finishes[pane].at.ns) : 1;
    if (ratio < 1.05 || finishes[pane].at == Time{}) {
        if (first.others_did_less) return said(Phrase("first to do all of its work"), Phrase("first to do all"), {});
        return tie ? said(Phrase("tied for first"), Phrase("tied"), {}) : said(Phrase("first"), Phrase("first"), {});
    }
    const std::string factor = rounded_text(ratio, ratio < 9.95 ? 1 : 0);
    const std::string slowest = scenario::short_title(panes[*first.slowest].title, *panes[*first.slowest].scenario);
    const std::initializer_list<Named> values{{"factor", factor}, {"run", slowest}};
    if (first.others_did_less)
        return said(Phrase("first to do all of its work · {factor}× faster than {run}"),
                    Phrase("first to do all · {factor}×"), values);
    if (tie) return said(Phrase("tied for first · {factor}× faster than {run}"), Phrase("tied · {factor}×"), values);
    return said(Phrase("first · {factor}× faster than {run}"), Phrase("first · {factor}×"), values);
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
    if (panes[pane].results && !panes[pane].untold) facts = facts_of(panes[pane]);
    const auto width_of = [&](const Fact& fact) {
        return between_px + text_width(fact.name, size_px) + word_px + text_width(fact.value, size_px);
    };
    // The long form is used only if the first fact fits too.
    const float title_width = text_width(panes[pane].title, size_px, true);
    const float needed = title_width + (facts.empty() ? 0 : width_of(facts[0])) + between_px;
    const FirstText texts = panes[pane].untold ? FirstText{} : first_text(panes, pane);
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
