#pragma once

// Putting things in order with one piece of code for all kinds of them.
//
//     arrange(findings, [](const Find& a, const Find& b) { return a.at < b.at; });
//
// std::sort and std::stable_sort are made anew for each type and each comparison, 1 to 4 kB on the
// page for each. This asks through a pointer which of two comes first, finds the order as numbers, and then
// moves each thing to its place. Stable: equals stay as they were. Long stretches that are in order already
// cost a comparison or two for each thing.
//
// Millions that somebody waits for are std::sort's (metrics/numbers/overlap_count.h).

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

using GoesBefore = bool (*)(const void* asked, uint32_t a, uint32_t b);

// The numbers 0 to count - 1 in order; fewer than 2^32 of them.
std::vector<uint32_t> order_of(size_t count, const void* asked, GoesBefore before);

template <class Things, class Before>
void arrange(Things& all, const Before& before) {
    struct Asked {
        const Things& all;
        const Before& before;
    };
    const Asked asked{all, before};
    std::vector<uint32_t> source = order_of(all.size(), &asked, [](const void* it, uint32_t a, uint32_t b) -> bool {
        const auto& [things, goes_before] = *static_cast<const Asked*>(it);
        return goes_before(things[a], things[b]);
    });
    // Who has to move stands in circles: once round each, and every step puts one in its place.
    for (uint32_t first = 0; first < source.size(); ++first) {
        uint32_t place = first;
        while (source[place] != first) {
            std::swap(all[place], all[source[place]]);
            place = std::exchange(source[place], place);
        }
        source[place] = place;
    }
}
