#pragma once

// The runs of a session as pictures of one moment (src/stage): the moment at the playhead, in the view that the session
// shows. A surface has one of these, and asks for each run in each frame that it draws:
//
//     const Staged::Seen seen = staged.show(session, run, room, seconds, moves);
//     if (seen.plan) stage::draw(*seen.plan, palette, canvas);
//     staged.at(session, run, x, y)        what is at a point of it, and why it is so
//     staged.choose(session, run, x, y)    selects its bar on the timeline
//
// What is needed of a run for its pictures is made when it is first shown, and again when the run has changed.

#include "base/say.h"
#include "chart/frame/palette.h"
#include "session/session.h"
#include "stage/plan.h"
#include "stage/run.h"
#include "stage/views.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace present {

// The picture that the session shows besides its timeline; null: none.
const stage::ViewRow* stage_view(const session::Session& session);

// "event loop · finish 16 min 30 s"; without the second part if the run has not ended, or its end is hidden.
std::string staged_facts(const session::Run& run, bool ended);

enum class Moves : uint8_t { smoothly, at_once };

class Staged {
public:
    struct Seen {
        std::string title;                  // "One waiter and a bell"
        std::string facts;
        RichText why_not;                   // why it has no picture; empty if it has one
        const stage::Plan* plan = nullptr;  // with things that are on their way; valid until the run is shown again
        bool moving = false;                // it changes again soon
    };
    // Requires a view (stage_view). `seconds` is a clock that only increases.
    Seen show(const session::Session& session, size_t run, stage::Room room, double seconds, Moves moves);

    // The picture that was shown last; null if there is none.
    const stage::Plan* seen(const session::Session& session, size_t run) const;

    struct Found {
        RichText why;
        float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // where the thing is
        bool selects = false;                  // choose() selects a bar
    };
    // In the picture that was shown last.
    std::optional<Found> at(const session::Session& session, size_t run, float x, float y) const;
    bool choose(session::Session& session, size_t run, float x, float y) const;

    // Everything that stands for something, in sentences, for those who do not see the picture.
    std::vector<RichText> sentences(const session::Session& session, size_t run) const;

    // Who is where at the playhead, as data (stage/scene_json.h); empty before the run has been shown.
    std::string scene(const session::Session& session, size_t run) const;

private:
    struct Made {
        uint64_t run = 0;        // session::Run::id
        uint32_t prepared = 0;   // session::Run::prepared
        std::unique_ptr<metrics::SceneIndex> scenes;
        chart::TaskColours colours;
        std::optional<stage::View> view;
        Time at;
        stage::Room room;
        stage::Plan plan;        // of these
        stage::Motion motion;
        const stage::Plan* seen = nullptr;
    };

    Made& made_for(const session::Run& run);
    const Made* find(const session::Session& session, size_t run) const;

    std::vector<std::unique_ptr<Made>> made_;
};

// All runs as one picture that stands alone, as an SVG. Empty without a view.
struct StagePictureOptions {
    float width_px = 1240;
    bool title = false, legend = true;
    chart::Theme theme = chart::Theme::light;
};
std::string stage_picture(const session::Session& session, const StagePictureOptions& options);

}  // namespace present
