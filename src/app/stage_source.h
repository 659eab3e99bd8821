#pragma once

// The pictures of the moment for the desktop program: a session, as view/stage_cards.h sees it.

#include "present/staged.h"
#include "view/stage_cards.h"

namespace app {

class SessionStage : public view::StageSource {
public:
    // `seconds` is a clock that only increases.
    SessionStage(session::Session& session, present::Staged& staged, double seconds)
        : session_(session), staged_(staged), seconds_(seconds) {}

    size_t count() override { return present::stage_view(session_) ? session_.runs().size() : 0; }
    view::StageCard card(size_t run, float width_px) override {
        const auto seen = staged_.show(session_, run, {width_px, least_px}, seconds_, present::Moves::smoothly);
        moving_ |= seen.moving;
        return {seen.title, seen.facts, seen.why_not, seen.plan};
    }
    std::optional<RichText> at(size_t run, float x, float y) override {
        const auto found = staged_.at(session_, run, x, y);
        return found ? std::optional(found->why) : std::nullopt;
    }
    void choose(size_t run, float x, float y) override { staged_.choose(session_, run, x, y); }

    bool moving() const { return moving_; }  // it changes again soon

private:
    static constexpr float least_px = 300;  // the height of a picture

    session::Session& session_;
    present::Staged& staged_;
    double seconds_;
    bool moving_ = false;
};

}  // namespace app
