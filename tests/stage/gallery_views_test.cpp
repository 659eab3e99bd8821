// Every built-in scenario in every view that applies, at twenty moments and in several widths.

#include "scenario/builtin_files.h"
#include "sim/draw.h"
#include "stage/sentence.h"
#include "stage/views.h"
#include "tests/catch2.h"
#include "tests/stage/pictures.h"
#include "tests/support/scenarios.h"

#include <set>

namespace {

constexpr float widths[] = {280, 390, 640, 960, 1300};

void check_picture(const stage::Run& run, const stage::Plan& plan) {
    CHECK(pictures::overlap_in(pictures::texts_of(plan), plan.width, plan.height) == "");
    std::set<std::pair<stage::Kind, uint32_t>> ids;
    for (const stage::Thing& thing : plan.things) {
        INFO("kind " << int(thing.kind) << ", number " << thing.number);
        CHECK(ids.insert({thing.kind, thing.number}).second);
        CHECK(thing.x - thing.width / 2 >= -1);
        CHECK(thing.x + thing.width / 2 <= plan.width + 1);
        CHECK(thing.y - thing.height / 2 >= -1);
        CHECK(thing.y + thing.height / 2 <= plan.height + 1);
        CHECK(thing.progress >= 0);
        CHECK(thing.progress <= 1);
        if (thing.stands == stage::Stands::nothing) continue;
        const std::string why = stage::sentence(run, plan, thing).plain();
        CHECK(why.size() > 10);
        CHECK(why.find_first_of("*{}") == std::string::npos);
    }
}

void check_run(const stage::Run& run, uint64_t seed, uint32_t moments) {
    for (const stage::ViewRow& view : stage::views()) {
        if (!view.why_not(run).empty()) continue;
        for (uint32_t k = 0; k < moments; ++k) {
            const Time t = k == 0   ? Time{}
                           : k == 1 ? run.log->end
                                    : Time{int64_t(sim::bits({seed, sim::Purpose::compute, 3, k, 0, 0}) %
                                                   uint64_t(run.log->end.ns + 1))};
            const float width = widths[(k + seed) % 5];
            INFO(view.name << " at " << t.ns << " ns, " << width << " px");
            const stage::Plan plan = view.plan(run, run.at(t), {width, 390});
            CHECK(plan.width <= width);
            check_picture(run, plan);
            CHECK(plan == view.plan(run, run.at(t), {width, 390}));
        }
    }
}

}  // namespace

TEST_CASE("every built-in scenario can be shown in every view that applies", "[stage]") {
    uint64_t seed = 0;
    for (const Embedded& file : scenario::builtin_files()) {
        const auto document = scenario::read(file.bytes);
        REQUIRE(document);
        for (const scenario::Variant& variant : document->variants) {
            INFO(file.name << ": " << variant.title);
            const pictures::Ended ended(variant.scenario);
            check_run(ended.run, ++seed, 20);
        }
    }
}

TEST_CASE("random scenarios can be shown in every view that applies", "[stage]") {
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        const pictures::Ended ended(support::random_scenario(seed, seed % 3 == 0 ? 8 : 1));
        check_run(ended.run, seed, 5);
    }
}
