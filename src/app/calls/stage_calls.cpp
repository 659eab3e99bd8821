// What a page can ask about the pictures of a moment (present/staged.h). The page lays out a card for each run, with a
// canvas of its own, and draws the lists that it gets (web/core/painter.js).

#include "app/calls/page_session.h"
#include "base/json_writer.h"
#include "chart/svg/canvas_svg.h"
#include "present/staged.h"
#include "stage/draw.h"
#include "stage/poster.h"

#include <cstring>

namespace app {

namespace {

using Page = PageSession;
using present::Staged;

constexpr std::string_view tones[] = {"plain", "concurrency", "parallelism", "asynchrony"};

bool has_stage(Page& page, const Index& run) {
    return present::stage_view(page.session()) && size_t(run.value) < page.session().runs().size();
}

// {"title","facts","why_not","height","moving","summary","counts":[{"name","value","tone"}],
// "legend":[{"thing","stands_for"}]}. why_not is a rich text, empty if there is a picture; a height of 0: there is
// none.
Json stage_run(Page& page, Index run, Length width, Length min_height, Number<0, 1'000'000'000'000> now_ms,
               Flag still) {
    JsonWriter json(JsonWriter::Style::compact);
    if (!has_stage(page, run)) return {"null"};
    const stage::Room room{width, min_height};
    const Staged::Seen seen = page.staged.show(page.session(), size_t(run.value), room, now_ms.value / 1000,
                                               still.value ? present::Moves::at_once : present::Moves::smoothly);
    json.begin_object().member("title", seen.title).member("facts", seen.facts);
    json.member("why_not", seen.why_not)
        .member("height", seen.plan ? double(seen.plan->height) : 0)
        .member("moving", seen.moving);
    json.member("summary", seen.plan ? seen.plan->summary : seen.why_not.plain());
    json.key("counts").begin_array();
    if (seen.plan)
        for (const stage::Count& count : seen.plan->counts)
            json.begin_object()
                .member("name", count.name)
                .member("value", count.value)
                .member("tone", tones[size_t(count.tone)])
                .end_object();
    json.end_array();
    json.key("legend").begin_array();
    if (seen.plan)
        for (const stage::LegendRow& row : seen.plan->legend)
            json.begin_object().member("thing", row.thing).member("stands_for", row.stands_for).end_object();
    json.end_array().end_object();
    return {json.text()};
}

// The list of the picture that stage_run() has made: how many words it has, as a word, the words, and the texts.
Drawing stage_drawing(Page& page, Index run) {
    Drawing drawing;
    const stage::Plan* plan = has_stage(page, run) ? page.staged.seen(page.session(), size_t(run.value)) : nullptr;
    if (!plan) return drawing;
    chart::Canvas canvas;
    stage::draw(*plan, chart::palette_of(page.desk().look.theme), canvas);
    const uint32_t count = uint32_t(canvas.words().size());
    drawing.value.resize((count + 1) * sizeof(uint32_t));
    std::memcpy(drawing.value.data(), &count, sizeof count);
    std::memcpy(drawing.value.data() + sizeof count, canvas.words().data(), count * sizeof(uint32_t));
    drawing.value.append(canvas.texts());
    return drawing;
}

// {"why","selects","x0","y0","x1","y1"} or null.
Json stage_at(Page& page, Index run, Position x, Position y) {
    const auto found = has_stage(page, run) ? page.staged.at(page.session(), size_t(run.value), x, y) : std::nullopt;
    if (!found) return {"null"};
    JsonWriter json(JsonWriter::Style::compact);
    json.begin_object()
        .member("why", found->why)
        .member("selects", found->selects)
        .member("x0", double(found->x0))
        .member("y0", double(found->y0));
    json.member("x1", double(found->x1)).member("y1", double(found->y1)).end_object();
    return {json.text()};
}

bool stage_choose(Page& page, Index run, Position x, Position y) {
    page.wake();
    return has_stage(page, run) && page.staged.choose(page.session(), size_t(run.value), x, y);
}

Json stage_sentences(Page& page, Index run) {
    JsonWriter json(JsonWriter::Style::compact);
    json.begin_array();
    if (has_stage(page, run))
        for (const RichText& text : page.staged.sentences(page.session(), size_t(run.value))) json.value(text);
    json.end_array();
    return {json.text()};
}

// stage/scene_json.h says what it contains.
Json scene(Page& page, Index run) {
    std::string json = has_stage(page, run) ? page.staged.scene(page.session(), size_t(run.value)) : std::string();
    return {json.empty() ? "null" : std::move(json)};
}

Text stage_svg(Page& page, Length width, Flag title, Flag legend, Flag dark) {
    return {present::stage_picture(page.session(), {.width_px = width, .title = title.value, .legend = legend.value,
                                                    .theme = dark.value ? chart::Theme::dark : chart::Theme::light})};
}

constexpr Row stage_table[] = {
    row<stage_run>("stage_run", "run width min_height now_ms still"),  // still: things do not move, they jump
    row<stage_drawing>("stage_drawing", "run"),
    row<stage_at>("stage_at", "run x y"),
    row<stage_choose>("stage_choose", "run x y"),   // returns true if a bar is selected
    row<stage_sentences>("stage_sentences", "run"),
    row<scene>("scene", "run"),                     // of what stage_run() has shown
    row<stage_svg>("stage_svg", "width title legend dark"),
};

}  // namespace

std::span<const Row> stage_calls() { return stage_table; }

}  // namespace app
