// What the parts of a chip are for, and what each has to do with the run.

#include "metrics/names.h"
#include "stage/chip.h"
#include "stage/chip_facts.h"

#include <algorithm>
#include <cassert>

namespace stage {

namespace {

struct PartText {
    ChipPart part;
    Phrase text;
};

constexpr PartText part_texts[] = {
    {.part = ChipPart::core,
     .text = "A core fetches instructions and carries them out, one stream at a time. Everything else on the chip is "
             "there to keep the cores supplied."},
    {.part = ChipPart::registers,
     .text = "The registers contain the numbers with which a core calculates, and the level 1 cache what it used last, "
             "a few dozen kilobytes. A switch to another thread saves the registers and loads those of the other."},
    {.part = ChipPart::private_cache,
     .text = "The level 2 cache belongs to one core and has room for about a megabyte. A thread that returns to its "
             "core may still find its data here; on another core it must load them again."},
    {.part = ChipPart::shared_cache,
     .text = "All cores of the chip share the level 3 cache, which is tens of megabytes in size. What one core has "
             "written, another can read from here, without going to the memory."},
    {.part = ChipPart::memory_controller,
     .text = "It fetches data from the memory when no cache has them, which takes as long as a few hundred "
             "instructions. All cores share it, so that they may have to wait for each other here."},
    {.part = ChipPart::memory,
     .text = "The memory is not on the chip. Here are the stacks of all threads, also of those that wait, and the data "
             "of all tasks: a task that waits without a thread occupies only its own few kilobytes."},
    {.part = ChipPart::pci_express,
     .text = "It connects the chip with graphics cards, fast disks and network cards. These write their data into the "
             "memory by themselves, so that no core has to copy them."},
    {.part = ChipPart::graphics,
     .text = "It has many small calculating units of its own and computes what the screen shows. None of the tasks "
             "here uses it."},
    {.part = ChipPart::io,
     .text = "The interfaces to USB devices, the network and disks. A request is handed over here; when its answer has "
             "come, an interrupt tells a core, and until then no core has anything to do with it."},
    {.part = ChipPart::power,
     .text = "It measures temperature and current, and sets voltage and clock of each core. A core that is idle is "
             "clocked down or switched off; if only a few work, they may run faster."},
};
static_assert(std::size(part_texts) == chip_part_count, "each part has its text");

RichText registers_now(const Run& run, const metrics::Scene& scene) {
    const CoresNow cores = cores_now(run, scene);
    RichText text = say("Right now {n|{n} core executes|{n} cores execute} a task.", {{"n", cores.work}});
    if (cores.switching == 0) return text;
    return text.then(say("{n|{n} core changes|{n} cores change} to another thread.", {{"n", cores.switching}}));
}

RichText cache_now(const Run& run, const metrics::Scene& scene) {
    if (run.log->recording || run.scenario->machine.scheduler.cache.size == 0)
        return say("This scenario does not model caches: a thread is as fast on every core.");
    size_t warm = 0;
    for (uint32_t core = 0; core < run.log->cores; ++core) warm += warm_threads(run, {core}, scene.at).size();
    return say("Right now the caches of the cores contain the data of {n|{n} thread|{n} threads}.", {{"n", warm}});
}

RichText memory_now(const Run& run, const metrics::Scene& scene) {
    if (run.log->recording) return {};
    const InMemory now = in_memory(run, scene);
    return say(
        "Right now {threads|{threads} thread|{threads} threads} and {tasks|{tasks} task|{tasks} tasks} occupy "
        "*{bytes}*.",
        {{"threads", now.threads}, {"tasks", now.tasks}, {"bytes", bytes_text(now.bytes)}});
}

RichText io_now(const Run& run, const metrics::Scene& scene) {
    const auto tasks = answers_under_way(scene);
    if (tasks.empty()) return say("Right now no answer is under way.");
    std::vector<RichText> names;
    size_t held = 0;
    for (const metrics::TaskNow* now : tasks) {
        names.push_back(RichText(metrics::task_name(*run.scenario, *run.log, now->task)));
        held += now->doing == metrics::Doing::blocked;
    }
    const RichText who = say("Right now {n|the answer to {tasks} is|the answers to {tasks} are} *under way*.",
                             {{"n", tasks.size()}, {"tasks", list_of(names, 4)}});
    RichText text = who;
    if (held == 0) return text.then(say("No thread waits for {n|it|them}.", {{"n", tasks.size()}}));
    return text.then(
        say("{held|{held} thread is|{held} threads are} held meanwhile and {held|does|do} nothing.", {{"held", held}}));
}

RichText power_now(const Run& run, const metrics::Scene& scene) {
    const CoresNow cores = cores_now(run, scene);
    return say("Right now {work} of {all} cores {work|works|work}, and {idle|{idle} is|{idle} are} idle.",
               {{"work", cores.work + cores.switching}, {"all", cores.all}, {"idle", cores.idle}});
}

}  // namespace

RichText about(ChipPart part) {
    for (const PartText& row : part_texts)
        if (row.part == part) return say(row.text);
    assert(false);
    return {};
}

RichText chip_sentence(const Run& run, const metrics::Scene& scene, ChipPart part) {
    RichText text;
    switch (part) {
        case ChipPart::core:
        case ChipPart::power: text = power_now(run, scene); break;
        case ChipPart::registers: text = registers_now(run, scene); break;
        case ChipPart::private_cache:
        case ChipPart::shared_cache: text = cache_now(run, scene); break;
        case ChipPart::memory_controller:
        case ChipPart::memory: text = memory_now(run, scene); break;
        case ChipPart::pci_express:
        case ChipPart::io: text = io_now(run, scene); break;
        case ChipPart::graphics: break;
    }
    return text.then(about(part));
}

}  // namespace stage
