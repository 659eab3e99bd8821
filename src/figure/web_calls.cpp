// What a page can ask of a figure, besides app/calls/shared_calls.cpp.

#include "base/json_writer.h"
#include "figure/figure.h"
#include "figure/web_painter.h"

namespace app {

namespace {

figure::Figure& figure_of(PageSession& page) { return static_cast<figure::Figure&>(page); }

// The tooltip, for an element of the document: {"title","when","why" (every second text is strong),"x","y"} or null.
Json hover(PageSession& page) {
    const present::Hover* hover = figure_of(page).hover();
    if (!hover) return {"null"};
    const auto [x, y] = figure_of(page).pointed_px();
    JsonWriter json(JsonWriter::Style::compact);
    json.begin_object().member("title", hover->title).member("when", hover->when).member("why", hover->why);
    json.member("x", double(x)).member("y", double(y)).end_object();
    return {json.text()};
}

void whole(PageSession& page, Flag on) { figure_of(page).set_whole(on.value); }

constexpr Row figure_table[] = {
    row<whole>("whole", "on"),  // false: only the first part of the module is here
    row<hover>("hover"),
};

}  // namespace

std::unique_ptr<PageSession> new_page_session() {
    return std::make_unique<figure::Figure>(figure::now_ms, figure::make_web_painter());
}

std::vector<Row> page_calls() {
    const auto shared = shared_calls();
    std::vector<Row> rows(shared.begin(), shared.end());
    const auto stage = stage_calls();
    rows.insert(rows.end(), stage.begin(), stage.end());
    rows.insert(rows.end(), std::begin(figure_table), std::end(figure_table));
    return rows;
}

}  // namespace app
