#include "stage/maker.h"

#include "chart/frame/text_width.h"

#include <algorithm>

namespace stage {

Thing ThingMaker::thing(Kind kind, uint32_t number, float x, float y, float width, float height) {
    Thing made;
    made.kind = kind;
    made.number = number;
    made.x = x;
    made.y = y;
    made.width = width;
    made.height = height;
    return made;
}

Thing ThingMaker::boxed(Kind kind, uint32_t number, const Box& box) {
    return thing(kind, number, box.middle_x(), box.middle_y(), box.width(), box.height());
}

void ThingMaker::of_task(Thing& made, TaskId task) const {
    made.colour = run_.colours->of(task);
    made.text = metrics::task_number(*run_.log, task);
    made.stands = Stands::task;
    made.of = task.index;
    if (const metrics::TaskNow* now = scene_.of(task)) made.span = now->span;
}

Thing ThingMaker::caption(float x, float y, const std::string& text, float room_px, Look look, float scale) {
    Thing made = thing(Kind::caption, captions_++, x, y, 0, 0);
    made.text = chart::cut_to(text, room_px, 10.5f * scale);
    made.look = look;
    made.scale = scale;
    return made;
}

float ThingMaker::paragraph(std::vector<Thing>& things, float x, float y, const std::string& text, float room_px,
                            Look look) {
    std::string line;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!line.empty() && chart::text_width(line + ' ' + word, 10.5f) > room_px) {
            things.push_back(caption(x, y, line, room_px, look));
            y += 14;
            line.clear();
        }
        if (!line.empty()) line += ' ';
        line += word;
        at = end + 1;
    }
    if (!line.empty()) things.push_back(caption(x, y, line, room_px, look));
    return y + 14;
}

Thing ThingMaker::more(float x, float y, size_t count) {
    Thing made = thing(Kind::more, mores_++, x, y, 0, 0);
    made.text = '+' + std::to_string(count);
    return made;
}

float progress_of(const trace::Log& log, const metrics::TaskNow& now, Time t) {
    if (log.is_forever(now.until)) return 0;
    return float(double((t - now.since).ns) / double(std::max<int64_t>(1, (now.until - now.since).ns)));
}

}  // namespace stage
