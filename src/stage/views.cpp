#include "stage/views.h"

#include "stage/chip.h"
#include "stage/desk.h"
#include "stage/restaurant.h"

#include <algorithm>

namespace stage {

namespace {

constexpr ViewRow rows[] = {
    {View::restaurant, "restaurant", "Restaurant", "Tasks are tables, threads are waiters, and a device is a kitchen",
     why_no_restaurant, plan_restaurant},
    {View::desk, "desk", "Desk", "Cores are people at desks, and tasks are papers in their trays", why_no_desk,
     plan_desk},
    {View::chip, "chip", "Chip", "The parts of a processor, and what each has to do with the run", why_no_chip,
     plan_chip},
};

}  // namespace

std::span<const ViewRow> views() { return rows; }

const ViewRow& row_of(View view) {
    return *std::find_if(std::begin(rows), std::end(rows), [&](const ViewRow& row) { return row.view == view; });
}

const ViewRow* find_view(std::string_view name) {
    const auto at =
        std::find_if(std::begin(rows), std::end(rows), [&](const ViewRow& row) { return row.name == name; });
    return at == std::end(rows) ? nullptr : &*at;
}

}  // namespace stage
