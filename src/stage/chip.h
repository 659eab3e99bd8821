#pragma once

// A run as a chip: its floor plan, with what each part has to do with the run at this moment.
//
//     +-------------------+---------+----------+
//     | core     core     | memory  | graphics |   block in a core   the task that it executes
//     |                   | control |          |   glow              how busy the core was lately
//     | core     core     | PCIe    |          |   ring at the I/O   an answer that is under way; dotted if no
//     |                   | I/O     | power    |                     thread is held meanwhile
//     | shared cache                           |
//     +-------------------+---------+----------+   memory            what threads and tasks occupy
//     | memory (modules beside the chip)       |
//
// Up to 256 cores are drawn one by one, smaller and smaller; of more, the picture says how many do what. With several
// servers, all cores are in one picture, and each has the number of its server, too: 2.1 is core 1 of server 2.

#include "base/say.h"
#include "stage/plan.h"
#include "stage/run.h"

namespace stage {

constexpr uint32_t max_chip_cores = 256;

// Thing::of of a thing that stands for a part of the chip.
enum class ChipPart : uint8_t {
    core, registers, private_cache, shared_cache, memory_controller, memory, pci_express, graphics, io, power
};
constexpr size_t chip_part_count = size_t(ChipPart::power) + 1;

// Why a run has no chip; empty if it has one.
RichText why_no_chip(const Run& run);
Plan plan_chip(const Run& run, const metrics::Scene& scene, const Room& room);

// What the part is for, in two or three sentences, and what it has to do with the run at this moment.
RichText chip_sentence(const Run& run, const metrics::Scene& scene, ChipPart part);
RichText about(ChipPart part);

}  // namespace stage
