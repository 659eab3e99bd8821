#pragma once

// Devices as lanes: one for each use that a device serves at a time, with bars of the tasks that
// it serves. Of a device that serves any number at once, very many, or all a little, there is a row
// of numbers instead (groups.h).

#include "chart/lanes.h"

#include <utility>
#include <vector>

namespace chart {

constexpr uint32_t most_slots = 16;

struct DeviceGroup {
    uint32_t device = 0;
    uint32_t server = no_server;  // of those that each server has, where there are several
    uint32_t slots = 0;           // 0: a row of numbers
    bool line = false;            // somebody waits for it at some time
    std::vector<std::pair<uint32_t, uint32_t>> uses;  // span, slot; in the order of spans
};

// By server, then device.
std::vector<DeviceGroup> device_groups(const scenario::Scenario& scenario, const trace::Log& log);

// Of that scenario's device: has each server its own, and are there several?
bool per_server(const trace::Log& log, scenario::Per per);

}  // namespace chart
