#include "scenario/steps.h"

#include "scenario/field_makers.h"

#include <array>
#include <cassert>

namespace scenario {

namespace {

using Children = StepRow::Children;

constexpr StepRow rows[] = {
    {.kind = StepKind::compute,
     .field = field<&Step::time>({.key = "compute", .help = "Computes on a core for this long.", .max = 1 * day}),
     .computes = true},
    {.kind = StepKind::io,
     .field = field<&Step::device>(
         {.key = "io", .help = "Uses the device of this name once, and waits until that is done."}),
     .with = "time blocking priority"},
    {.kind = StepKind::sleep,
     .field = field<&Step::time>({.key = "sleep", .help = "Waits for this long.", .max = 1 * day})},
    {.kind = StepKind::lock,
     .field = field<&Step::lock>({.key = "lock", .help = "Takes the lock of this name, and waits until it is free."})},
    {.kind = StepKind::unlock,
     .field = field<&Step::lock>(
         {.key = "unlock", .help = "Releases the lock of this name to the first task that waits for it."}),
     .takes_no_time = true},
    {.kind = StepKind::acquire,
     .field = field<&Step::semaphore>(
         {.key = "acquire", .help = "Takes a permit of the semaphore of this name, and waits until there is one."})},
    {.kind = StepKind::release,
     .field = field<&Step::semaphore>({.key = "release",
                                       .help = "Hands a permit of the semaphore of this name to the first task that "
                                               "waits for one, or returns it to the semaphore."}),
     .takes_no_time = true},
    {.kind = StepKind::send,
     .field = field<&Step::queue>(
         {.key = "send",
          .help =
              "Puts a message into the queue of this name; waits, or drops the message, while the queue is full."})},
    {.kind = StepKind::receive,
     .field = field<&Step::queue>(
         {.key = "receive",
          .help = "Takes the first message out of the queue of this name, and waits while there is none."})},
    {.kind = StepKind::spawn,
     .field = field<&Step::program>({.key = "spawn", .help = "Starts a new task that runs the program of this name."},
                                    Type::maybe_program),
     .takes_no_time = true},
    {.kind = StepKind::join,
     .field = field<&Step::program>({.key = "join",
                                     .help = "Waits until all tasks that this one has spawned have ended, or those "
                                             "that run the program of this name."},
                                    Type::join)},
    {.kind = StepKind::split,
     .field = inner({.key = "split",
                     .help = "Runs several parts of the task's work at the same time, if there are threads for them, "
                             "and waits for all of them."},
                    Type::record, split_record),
     .children = Children::steps},
    {.kind = StepKind::offload,
     .field = field<&Step::time>(
         {.key = "offload",
          .help = "Lets a worker of the event loop compute for this long; without workers, the loop itself computes.",
          .max = 1 * day}),
     .computes = true,
     .children = Children::compute},
    {.kind = StepKind::yield,
     .field = unkept({.key = "yield", .help = "Lets other tasks that are ready go first."}, Type::flag)},
    {.kind = StepKind::mark,
     .field = field<&Step::text>(
         {.key = "mark", .help = "Sets a mark with this text on the timeline.", .min = 1, .max = 200}),
     .takes_no_time = true},
    {.kind = StepKind::log,
     .field = field<&Step::text>({.key = "log", .help = "Writes this text into the log.", .min = 1, .max = 200}),
     .takes_no_time = true},
    {.kind = StepKind::job,
     .field =
         unkept({.key = "job", .help = "Under queue-workers the task is answered here, and a worker does the rest."},
                Type::flag),
     .in_parts = false,
     .takes_no_time = true},
    {.kind = StepKind::code},  // made for a task that runs a function; no file can contain it
};
constexpr size_t said = std::size(rows) - 1;

constexpr bool steps_in_order_of_the_enum() {
    for (size_t i = 0; i < std::size(rows); ++i)
        if (size_t(rows[i].kind) != i) return false;
    return true;
}
static_assert(std::size(rows) == step_kind_count && steps_in_order_of_the_enum(), "each kind of step has its row");

// Keys that say more about a step, or may stand in its place.
constexpr Field other_fields[] = {
    inner({.key = "repeat", .help = "Repeats a list of steps.", .verb = true}, Type::repeat, repeat_record),
    field<&Step::time>(
        {.key = "time", .help = "How long the device is used, instead of its own time.", .max = 1 * day}),
    field<&Step::blocking>(
        {.key = "blocking", .help = "The wait holds the thread, even under a strategy where waits do not."}),
    field<&Step::priority>(
        {.key = "priority",
         .help = "The priority at the device, instead of that of the row of work; smaller is more urgent.",
         .min = -1e9,
         .max = 1e9}),
};
constexpr auto step_fields = [] {
    std::array<Field, said + std::size(other_fields)> all{};
    for (size_t i = 0; i < said; ++i) {
        all[i] = rows[i].field;
        all[i].verb = true;
    }
    for (size_t i = 0; i < std::size(other_fields); ++i) all[said + i] = other_fields[i];
    return all;
}();

constexpr Field split_fields[] = {
    field<&Step::parts>(
        {.key = "parts", .help = "How many parts there are.", .min = 1, .max = 10'000, .required = true}),
    several<&Step::steps>({.key = "each", .help = "What each part does.", .min = 1, .max = 2'000, .required = true},
                          Type::list, step_record),
};
constexpr Field repeat_fields[] = {
    unkept({.key = "times", .help = "How many times.", .min = 1, .max = 2'000, .required = true}, Type::integer),
    several<&Step::steps>({.key = "steps", .help = "What is repeated.", .min = 1, .max = 2'000, .required = true},
                          Type::list, step_record),
};

}  // namespace

constinit const Record step_record{"step", step_fields, default_of<Step>};
constinit const Record split_record{"split", split_fields, default_of<Step>};
constinit const Record repeat_record{"repeat", repeat_fields, default_of<Step>};

std::span<const StepRow> step_rows() { return std::span(rows).first(said); }

const StepRow& row_of(StepKind kind) { return rows[size_t(kind)]; }

bool goes_with(const StepRow& row, std::string_view key) {
    for (std::string_view rest = row.with; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(' '));
        if (one == key) return true;
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
    return false;
}

}  // namespace scenario
