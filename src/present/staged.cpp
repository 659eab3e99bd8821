#include "present/staged.h"

#include "chart/svg/canvas_svg.h"
#include "scenario/strategies.h"
#include "scenario/titles.h"
#include "session/figure_keys.h"
#include "stage/poster.h"
#include "stage/scene_json.h"
#include "stage/sentence.h"

#include <algorithm>

namespace present {

namespace {

stage::Run staged_run(const session::Run& run, const metrics::SceneIndex& scenes, const chart::TaskColours& colours) {
    return {&run.variant.scenario, &run.log(), &*run.why, &scenes, &colours};
}

}  // namespace

const stage::ViewRow* stage_view(const session::Session& session) {
    return stage::find_view(session::word_of(session::view_choices, int(session.state.view)));
}

std::string staged_facts(const session::Run& run, bool ended) {
    if (run.recording) return {};
    const std::string strategy(scenario::strategy_label(run.variant.scenario));
    if (!ended) return strategy;
    return say_plain("{strategy} · finish {time}",
                     {{"strategy", strategy}, {"time", time_label(run.log().counted_end())}});
}

Staged::Made& Staged::made_for(const session::Run& run) {
    auto at = std::find_if(made_.begin(), made_.end(), [&](const auto& one) { return one->run == run.id; });
    if (at == made_.end()) {
        made_.push_back(std::make_unique<Made>());
        at = made_.end() - 1;
        (*at)->run = run.id;
    }
    Made& made = **at;
    if (!made.scenes || made.prepared != run.prepared) {
        made.prepared = run.prepared;
        made.scenes = std::make_unique<metrics::SceneIndex>(run.variant.scenario, run.log());
        made.colours = chart::TaskColours(run.variant.scenario, run.log());
        made.view.reset();
    }
    return made;
}

const Staged::Made* Staged::find(const session::Session& session, size_t run) const {
    if (run >= session.runs().size()) return nullptr;
    const session::Run& one = *session.runs()[run];
    for (const auto& made : made_)
        if (made->run == one.id && made->prepared == one.prepared && made->seen && one.why) return made.get();
    return nullptr;
}

Staged::Seen Staged::show(const session::Session& session, size_t run, stage::Room room, double seconds, Moves moves) {
    const session::Run& one = *session.runs()[run];
    Seen seen;
    seen.title = one.variant.title;
    seen.facts = staged_facts(one, !one.running() && !session.untold());
    // Runs that are gone are forgotten.
    std::erase_if(made_, [&](const auto& made) {
        return std::none_of(session.runs().begin(), session.runs().end(),
                            [&](const auto& other) { return other->id == made->run; });
    });
    if (one.running() || !one.why) {
        seen.why_not = RichText{say_plain("It is still being computed.")};
        return seen;
    }
    const stage::ViewRow& view = *stage_view(session);
    Made& made = made_for(one);
    made.seen = nullptr;
    const stage::Run given = staged_run(one, *made.scenes, made.colours);
    seen.why_not = view.why_not(given);
    if (!seen.why_not.empty()) return seen;
    const Time at = session.state.playhead;
    const bool same_room = made.room.width_px == room.width_px && made.room.min_height_px == room.min_height_px;
    const bool same_view = made.view == view.view && same_room;
    if (!same_view || made.at != at) {
        made.plan = view.plan(given, given.at(at), room);
        made.view = view.view;
        made.at = at;
        made.room = room;
    }
    if (moves == Moves::at_once || !same_view) made.motion.jump();
    made.seen = &made.motion.show(made.plan, seconds);
    seen.plan = made.seen;
    seen.moving = made.motion.moving();
    return seen;
}

const stage::Plan* Staged::seen(const session::Session& session, size_t run) const {
    const Made* made = find(session, run);
    return made ? made->seen : nullptr;
}

std::optional<Staged::Found> Staged::at(const session::Session& session, size_t run, float x, float y) const {
    const Made* made = find(session, run);
    if (!made) return {};
    const stage::Thing* thing = stage::hit(*made->seen, x, y);
    if (!thing) return {};
    Found found;
    found.why = stage::sentence(staged_run(*session.runs()[run], *made->scenes, made->colours), made->plan, *thing);
    if (found.why.empty()) return {};
    found.x0 = thing->x - thing->width / 2;
    found.x1 = thing->x + thing->width / 2;
    found.y0 = thing->y - thing->height / 2;
    found.y1 = thing->y + thing->height / 2;
    found.selects = thing->span != metrics::no_span;
    return found;
}

bool Staged::choose(session::Session& session, size_t run, float x, float y) const {
    const Made* made = find(session, run);
    const stage::Thing* thing = made ? stage::hit(*made->seen, x, y) : nullptr;
    session.state.focus = uint32_t(run);
    session.state.trail.clear();
    if (!thing || thing->span == metrics::no_span) {
        session.state.selection = {};
        return false;
    }
    session.state.selection = session::ChosenBar{uint32_t(run), uint32_t(thing->span)};
    ++session.reveals;
    return true;
}

std::vector<RichText> Staged::sentences(const session::Session& session, size_t run) const {
    std::vector<RichText> all;
    const Made* made = find(session, run);
    if (!made) return all;
    const stage::Run given = staged_run(*session.runs()[run], *made->scenes, made->colours);
    for (const stage::Thing& thing : made->plan.things) {
        if (thing.stands == stage::Stands::nothing) continue;
        RichText text = stage::sentence(given, made->plan, thing);
        if (!text.empty() && std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
    }
    return all;
}

std::string Staged::scene(const session::Session& session, size_t run) const {
    const Made* made = find(session, run);
    if (!made) return {};
    const stage::Run given = staged_run(*session.runs()[run], *made->scenes, made->colours);
    return stage::scene_json(given, given.at(session.state.playhead));
}

std::string stage_picture(const session::Session& session, const StagePictureOptions& options) {
    const stage::ViewRow* view = stage_view(session);
    if (!view) return {};
    std::vector<std::unique_ptr<stage::Prepared>> prepared;
    std::vector<stage::PosterRun> shown;
    for (size_t i = 0; i < session.runs().size(); ++i) {
        const session::Run& run = *session.runs()[i];
        prepared.push_back(std::make_unique<stage::Prepared>(run.variant.scenario, run.log()));
        shown.push_back({run.variant.title, staged_facts(run, !run.running() && !session.untold()),
                         prepared.back()->run(run.variant.scenario, run.log())});
    }
    stage::PosterOptions poster;
    poster.view = view->view;
    poster.at = session.state.playhead;
    poster.width_px = options.width_px;
    poster.legend = options.legend;
    const std::string title = session.title();
    if (options.title) poster.title = title;
    const stage::Poster made = stage::poster(shown, poster, options.theme);
    return chart::svg_text(made.canvas, made.width, made.height, options.theme, title, made.description);
}

}  // namespace present
