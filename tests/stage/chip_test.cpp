#include "stage/chip.h"

#include "sim/draw.h"
#include "stage/chip_facts.h"
#include "stage/sentence.h"
#include "tests/catch2.h"
#include "tests/stage/pictures.h"
#include "tests/support/scenarios.h"

#include <cmath>

using namespace stage;
using metrics::Doing;

namespace {

bool within(const Thing& thing, const Thing* box) {
    return box && std::abs(thing.x - box->x) <= box->width / 2 + 1 && std::abs(thing.y - box->y) <= box->height / 2 + 1;
}

const Thing* part_of(const Plan& plan, ChipPart part) { return plan.find(Kind::chip_part, uint32_t(part)); }

// Each task that is there is where the trace says: on its core, at the interfaces, or in the memory.
void check_tasks(const Run& run, const Plan& plan, const metrics::Scene& scene) {
    size_t drawn = 0, more = 0;
    for (const Thing& thing : plan.things)
        if (thing.kind == Kind::more) more += size_t(std::atoi(thing.text.c_str() + 1));
    for (const metrics::TaskNow& now : scene.tasks) {
        const Thing* const task = plan.find(Kind::chip_task, now.task.index);
        if (!task) continue;
        ++drawn;
        CHECK(task->span == now.span);
        if (now.core) {
            const Thing* const core = plan.find(Kind::chip_core, now.core.index);
            CHECK(within(*task, core));
            CHECK(core->span == now.span);
        } else if ((now.doing == Doing::blocked || now.doing == Doing::waiting) &&
                   now.reason == trace::Reason::device) {
            CHECK(within(*task, part_of(plan, ChipPart::io)));
            CHECK(task->look == (now.doing == Doing::waiting ? Look::dotted : Look::ring));
        } else if (now.doing != Doing::sharing && now.doing != Doing::running && now.doing != Doing::switching) {
            CHECK(within(*task, part_of(plan, ChipPart::memory)));
        }
    }
    // Small cells have the number of the task themselves.
    const Thing* const first = plan.find(Kind::chip_core, 0);
    size_t in_cells = 0;
    if (first && first->scale < 0.7f)
        for (const metrics::TaskNow& now : scene.tasks) in_cells += bool(now.core);
    CHECK(drawn + more + in_cells == scene.tasks.size());
    for (uint32_t core = 0; core < run.log->cores; ++core)
        if (!scene.on_core({core}) && !run.scenes->has(trace::SpanKind::sharing))
            CHECK(plan.find(Kind::chip_core, core)->look == Look::empty);
}

}  // namespace

TEST_CASE("a chip shows where each task is, as the trace says", "[stage]") {
    for (const char* name : {"waiting-on-the-database", "hundred-requests", "typing-and-music", "lock-contention",
                             "convoy-effect", "cache-affinity"})
        for (const scenario::Variant& variant : pictures::variants_of(name)) {
            INFO(name << ": " << variant.title);
            const pictures::Ended ended(variant.scenario);
            for (uint32_t k = 0; k < 25; ++k) {
                const Time t{int64_t(sim::bits({6, sim::Purpose::compute, 4, k, 0, 0}) % uint64_t(ended.log.end.ns))};
                for (const float width : {280.0f, 640.0f, 1300.0f}) {
                    const metrics::Scene scene = ended.run.at(t);
                    check_tasks(ended.run, plan_chip(ended.run, scene, {width, 390}), scene);
                }
            }
        }
}

// By hand: 24 requests of 2 ms, 20 ms at the database and 2 ms. At 10 ms, the event loop on its one core has sent off
// five of them and runs the sixth; the pool with four threads has sent off four, and its cores are idle.
TEST_CASE("answers under way are at the interfaces, and a core is as warm as it was busy", "[stage]") {
    const auto variants = pictures::variants_of("waiting-on-the-database");
    const pictures::Ended pool(variants[0].scenario), loop(variants[1].scenario);
    const Plan held = plan_chip(pool.run, pool.run.at(msec(10)), {640, 390});
    const Plan free = plan_chip(loop.run, loop.run.at(msec(11)), {640, 390});
    for (uint32_t task = 0; task < 4; ++task) CHECK(held.find(Kind::chip_task, task)->look == Look::ring);
    for (uint32_t task = 0; task < 5; ++task) CHECK(free.find(Kind::chip_task, task)->look == Look::dotted);
    CHECK(free.find(Kind::chip_task, 5)->look == Look::solid);
    CHECK(held.find(Kind::chip_core, 0)->look == Look::empty);
    CHECK(free.find(Kind::chip_core, 0)->look == Look::solid);
    CHECK(part_of(held, ChipPart::io)->label == "4 answers under way");
    CHECK(part_of(free, ChipPart::power)->label == "1 of 2 cores at work");
    CHECK(warmth_of(loop.run, msec(11))[0] == 1);
    CHECK(warmth_of(loop.run, msec(11))[1] == 0);
    // A twenty-fourth of 148 ms before 10 ms, from 3.83 ms on: the cores worked until 4 ms.
    CHECK(std::abs(warmth_of(pool.run, msec(10))[0] - 0.167 / 6.167) < 0.001);

    CHECK(sentence(pool.run, held, *part_of(held, ChipPart::io))
              .plain()
              .starts_with("Right now the answers to request 1, request 2, request 3 and request 4 are under way. 4 "
                           "threads are held "
                           "meanwhile and do nothing. The interfaces to USB devices"));
    CHECK(sentence(loop.run, free, *part_of(free, ChipPart::io)).plain().find("No thread waits for them.") !=
          std::string::npos);
    // 4 threads of 1 MiB and 24 tasks of 4 KiB.
    CHECK(in_memory(pool.run, pool.run.at(msec(10))).bytes == 4 * 1048576 + 24 * 4096);
    CHECK(sentence(pool.run, held, *held.find(Kind::chip_core, 0)).plain().find("A core fetches instructions") !=
          std::string::npos);
}

TEST_CASE("a chip has room for one core and for hundreds", "[stage]") {
    auto scenario = pictures::variants_of("hundred-requests")[0].scenario;
    for (const int64_t cores : {1, 2, 4, 16, 64, 192, 256, 1000}) {
        scenario.machine.cores = cores;
        const pictures::Ended ended(scenario);
        for (const float width : {280.0f, 640.0f, 1300.0f}) {
            INFO(cores << " cores, " << width << " px");
            const metrics::Scene scene = ended.run.at(msec(9));
            const Plan plan = plan_chip(ended.run, scene, {width, 390});
            CHECK(plan.width == width);
            size_t drawn = 0;
            for (const Thing& thing : plan.things) {
                CHECK(thing.x - thing.width / 2 >= -0.01f);
                CHECK(thing.x + thing.width / 2 <= plan.width + 0.01f);
                CHECK(thing.y + thing.height / 2 <= plan.height + 0.01f);
                if (thing.kind == Kind::chip_core) {
                    ++drawn;
                    CHECK(thing.width >= 8);
                    CHECK(thing.height >= 8);
                }
            }
            CHECK(drawn == (cores > max_chip_cores ? 0 : size_t(cores)));
            if (drawn == 0) CHECK(plan.find(Kind::crowd, 0)->text == std::to_string(cores_now(ended.run, scene).work));
        }
    }
}

TEST_CASE("every part of a chip says what it is for", "[stage]") {
    const pictures::Ended ended(pictures::variants_of("waiting-on-the-database")[1].scenario);
    const metrics::Scene scene = ended.run.at(msec(11));
    const Plan plan = plan_chip(ended.run, scene, {800, 390});
    for (size_t part = 0; part < chip_part_count; ++part) {
        CHECK(about(ChipPart(part)).plain().size() > 80);
        CHECK(chip_sentence(ended.run, scene, ChipPart(part)).plain().size() > 80);
    }
    // Each is somewhere in the picture, and a pointer finds it.
    for (const ChipPart part : {ChipPart::shared_cache, ChipPart::memory_controller, ChipPart::memory,
                                ChipPart::pci_express, ChipPart::graphics, ChipPart::io, ChipPart::power}) {
        const Thing* const thing = part_of(plan, part);
        REQUIRE(thing);
        const Thing* const found = hit(plan, thing->x - thing->width / 2 + 3, thing->y + thing->height / 2 - 3);
        REQUIRE(found);
        CHECK(found->of == uint32_t(part));
    }
}
