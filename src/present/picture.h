#pragma once

// A picture of a session that can stand alone: the timeline as an SVG, with what is wanted around it, and a description
// for people who cannot see it.

#include "base/say.h"
#include "chart/frame/palette.h"
#include "chart/svg/surround.h"
#include "session/run.h"

#include <memory>
#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct PictureOptions {
    bool title = false;
    bool legend = false;
    bool numbers = false;
    bool verdict = false;
    bool caption = false;  // of a figure
    float width_px = 1200;
    chart::Theme theme = chart::Theme::light;
};

// What a figure says: its title and caption if it has them, and the panels that it shows.
PictureOptions picture_options(const session::Session& session);

std::string picture_of(const session::Session& session, const PictureOptions& options);

// The whole legend, for chart::Surroundings.
std::vector<chart::LegendEntry> picture_legend();

// "Thread pool finishes after 148.0 ms. ..., and what the runs have in common"
std::string description_of(const std::vector<std::unique_ptr<session::Run>>& runs);

}  // namespace present
