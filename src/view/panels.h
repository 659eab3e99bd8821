#pragma once

// The whole interface in Dear ImGui, as the desktop program has it:
//
//     +------------------- top bar -------------------+
//     | parameters |  transport           | right now |
//     | strategies |----------------------| why       |
//     | lanes      |  timeline            | outcome   |   for loops with a runtime the right panel
//     |            |                      | verdict   |   begins with the program and its console
//     +-----------------------------------------------+
//
// It shows the contents of a Screen and returns what the user asked for.

#include "session/state.h"
#include "view/scene/look.h"
#include "view/screen.h"
#include "view/rows.h"
#include "view/stage_cards.h"
#include "view/timeline.h"
#include "view/widgets.h"

#include <string>
#include <vector>

namespace view {

constexpr ImGuiWindowFlags bare_window = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground |
                                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBringToFrontOnFocus;

class Panels {
public:
    struct Drawing {  // for the timeline
        const Picture& picture;
        float density = 1, pinch = 1;
        bool touch = false;
        StageSource* stage = nullptr;  // null: the timeline is shown alone
    };
    std::vector<Command> show(const Screen& screen, session::State& state, Look& look, const Fonts& fonts,
                              Timeline& timeline, const Drawing& drawing);

    // The ids of what was drawn in the last frame: "outcome/run-0", "reason". Used by tests.
    const Drawn& drawn() const { return drawn_; }

    struct Desk {  // the state of one frame
        const Screen& screen;
        session::State& state;
        Look& look;
        Skin skin;
        std::vector<Command> commands;
        Drawn drawn;

        void ask(Command::What what, std::string id, std::string value = {}) {
            commands.push_back({what, std::move(id), std::move(value)});
        }
    };

private:
    void top_bar(Desk& desk);
    void file_menu(Desk& desk);
    void left_panel(Desk& desk);
    void parameter(Desk& desk, const scenario::Parameter& row);
    void transport(Desk& desk);
    void message_strip(Desk& desk);
    bool strip(Desk& desk, std::string_view text, present::Emphasis emphasis, bool can_dismiss);
    void right_panel(Desk& desk);
    void program(Desk& desk);
    void code(Desk& desk);
    void advice(Desk& desk);
    void right_now(Desk& desk);
    void prediction(Desk& desk);
    void reason(Desk& desk);
    void range(Desk& desk);
    void outcome(Desk& desk);
    void verdict(Desk& desk);
    void find_box(Desk& desk, ImVec2 right_top);
    void help(Desk& desk);

    bool action_button(Desk& desk, std::string_view id, Icon icon, Kind kind = Kind::plain);

    int followed_ = -1;    // the line of the program to which the panel scrolled last
    std::string dragged_;  // the last value that a slider requested
    std::vector<scenario::Group> open_;  // groups whose rare parameters are shown
    float stage_px_ = 0;   // the height of the pictures of the moment, in the last frame
    Drawn drawn_;
};

// The rows of a group that are on the panel: the common ones, and also the rare ones if these are open.
std::vector<const scenario::Parameter*> panel_rows(const std::vector<scenario::Parameter>& all, scenario::Group group,
                                                   bool open);

}  // namespace view
