#include "tests/stage/pictures.h"

#include "chart/frame/text_width.h"
#include "scenario/builtin_files.h"
#include "stage/draw.h"
#include "tests/catch2.h"

#include <cstring>

namespace pictures {

Ended::Ended(scenario::Scenario what, model::Budget budget)
    : scenario(std::move(what)),
      log(model::run(scenario, budget)),
      prepared(scenario, log),
      run(prepared.run(scenario, log)) {}

std::vector<scenario::Variant> variants_of(const std::string& name) {
    for (const Embedded& file : scenario::builtin_files()) {
        if (file.name != name + ".json") continue;
        const auto document = scenario::read(file.bytes);
        REQUIRE(document);
        return document->variants;
    }
    FAIL("no built-in scenario " << name);
    return {};
}

std::vector<Written> texts_of(const chart::Canvas& canvas) {
    const auto words = canvas.words();
    std::vector<Written> all;
    size_t at = 0;
    const auto number = [&] {
        float value;
        std::memcpy(&value, &words[at++], sizeof value);
        return value;
    };
    while (at < words.size()) {
        switch (chart::Draw(words[at++])) {
            case chart::Draw::colour: ++at; break;
            case chart::Draw::rectangle:
            case chart::Draw::circle: at += 4; break;
            case chart::Draw::round:
            case chart::Draw::dots:
            case chart::Draw::line: at += 5; break;
            case chart::Draw::edge: at += 6; break;
            case chart::Draw::hatched: at += 7; break;
            case chart::Draw::shape: {
                ++at;
                const uint32_t points = words[at++];
                at += 2 * points;
                break;
            }
            case chart::Draw::text: {
                const float x = number(), y = number(), size = number();
                const uint32_t flags = words[at], from = words[at + 1], bytes = words[at + 2];
                at += 3;
                Written one;
                one.text = canvas.texts().substr(from, bytes);
                const float width = chart::text_width(one.text, size, flags & 1);
                one.x0 = flags & 2 ? x - width / 2 : flags & 4 ? x - width : x;
                one.x1 = one.x0 + width;
                one.y0 = y - size * 0.4f;  // the height of capital letters, and a little more
                one.y1 = y + size * 0.4f;
                all.push_back(std::move(one));
                break;
            }
        }
    }
    return all;
}

std::string overlap_in(const std::vector<Written>& texts, float width, float height) {
    const auto words = [](const Written& one) {
        return '"' + one.text + "\" at " + std::to_string(int(one.x0)) + ',' + std::to_string(int(one.y0));
    };
    for (size_t i = 0; i < texts.size(); ++i) {
        const Written& a = texts[i];
        if (a.x0 < 0 || a.y0 < 0 || a.x1 > width || a.y1 > height) return words(a) + " is not inside";
        for (size_t k = i + 1; k < texts.size(); ++k) {
            const Written& b = texts[k];
            if (a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1) return words(a) + " and " + words(b);
        }
    }
    return {};
}

std::vector<Written> texts_of(const stage::Plan& plan) {
    chart::Canvas canvas;
    stage::draw(plan, chart::palette_of(chart::Theme::light), canvas);
    return texts_of(canvas);
}

}  // namespace pictures
