#include "stage/plan.h"

#include <algorithm>
#include <tuple>

namespace stage {

namespace {

std::tuple<Kind, uint32_t> id_of(const Thing& thing) { return {thing.kind, thing.number}; }

float eased(float fraction) {
    const float f = std::clamp(fraction, 0.0f, 1.0f);
    return f * f * (3 - 2 * f);
}

float mixed(float from, float to, float fraction) { return from + (to - from) * fraction; }

// `to` on its way from `from`; the fraction is eased.
Thing moved(const Thing& from, const Thing& to, float fraction) {
    Thing thing = to;
    thing.x = mixed(from.x, to.x, fraction);
    thing.y = mixed(from.y, to.y, fraction);
    thing.width = mixed(from.width, to.width, fraction);
    thing.height = mixed(from.height, to.height, fraction);
    thing.scale = mixed(from.scale, to.scale, fraction);
    thing.fade = mixed(from.fade, to.fade, fraction);
    return thing;
}

Thing faded(Thing thing, float fade) {
    thing.fade *= fade;
    return thing;
}

bool same_place(const Thing& a, const Thing& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height && a.scale == b.scale &&
           a.fade == b.fade;
}

// Indices of the things of a plan, by id.
std::vector<uint32_t> by_id(const Plan& plan) {
    std::vector<uint32_t> order(plan.things.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
        return std::tuple(id_of(plan.things[a]), a) < std::tuple(id_of(plan.things[b]), b);
    });
    return order;
}

const Thing* find_in(const Plan& plan, const std::vector<uint32_t>& order, const Thing& like) {
    const auto at = std::lower_bound(order.begin(), order.end(), id_of(like),
                                     [&](uint32_t i, const auto& id) { return id_of(plan.things[i]) < id; });
    return at != order.end() && same_id(plan.things[*at], like) ? &plan.things[*at] : nullptr;
}

}  // namespace

const Thing* Plan::find(Kind kind, uint32_t number) const {
    const auto at = std::find_if(things.begin(), things.end(),
                                 [&](const Thing& thing) { return thing.kind == kind && thing.number == number; });
    return at == things.end() ? nullptr : &*at;
}

Plan between(const Plan& from, const Plan& to, float fraction) {
    if (fraction >= 1) return to;
    const float f = eased(fraction);
    Plan plan = to;
    plan.things.clear();
    const std::vector<uint32_t> before = by_id(from), after = by_id(to);
    for (const Thing& thing : from.things)
        if (!find_in(to, after, thing)) plan.things.push_back(faded(thing, 1 - f));
    for (const Thing& thing : to.things) {
        const Thing* const was = find_in(from, before, thing);
        plan.things.push_back(was ? moved(*was, thing, f) : faded(thing, f));
    }
    // What has gone lies below what moves, but above the ground.
    std::stable_partition(plan.things.begin(), plan.things.end(),
                          [](const Thing& thing) { return thing.kind <= Kind::zone; });
    return plan;
}

const Thing* hit(const Plan& plan, float x, float y) {
    for (auto at = plan.things.rbegin(); at != plan.things.rend(); ++at) {
        if (at->stands == Stands::nothing || at->kind == Kind::trail) continue;
        if (std::abs(x - at->x) <= at->width / 2 && std::abs(y - at->y) <= at->height / 2) return &*at;
    }
    return nullptr;
}

const Plan& Motion::show(const Plan& target, double seconds) {
    const bool fresh = shown_.things.empty() || shown_.width != target.width || shown_.height != target.height;
    std::vector<Way> ways;
    ways.reserve(target.things.size());
    moving_ = false;
    shown_ = target;
    const auto id = [](const Way& way) { return std::tuple(way.kind, way.number); };
    for (Thing& thing : shown_.things) {
        const auto was = std::lower_bound(ways_.begin(), ways_.end(), id_of(thing),
                                          [&](const Way& way, const auto& key) { return id(way) < key; });
        const bool known = !fresh && was != ways_.end() && id(*was) == id_of(thing);
        Way way{thing.kind, thing.number, thing, thing, seconds - travel_s};
        if (known) {
            const float on = eased(float((seconds - was->began) / travel_s));
            if (same_place(was->to, thing)) way.from = was->from, way.began = was->began;
            else way.from = moved(was->from, was->to, on), way.began = seconds;
        } else if (!fresh) {
            way.from.fade = 0;
            way.began = seconds;
        }
        const float done = float((seconds - way.began) / travel_s);
        moving_ |= done < 1 && !same_place(way.from, thing);
        thing = moved(way.from, thing, eased(done));
        ways.push_back(std::move(way));
    }
    std::sort(ways.begin(), ways.end(), [&](const Way& a, const Way& b) { return id(a) < id(b); });
    ways_ = std::move(ways);
    return shown_;
}

}  // namespace stage
