#pragma once

// Sorting with one piece of code for all types.
//
//     arrange(findings, [](const Find& a, const Find& b) { return a.at < b.at; });
//
// std::sort and std::stable_sort are instantiated for each type and each comparison, and each instance adds 1 to 4
// kB to the page. This function compares through a pointer, finds the order as a list of numbers, and then moves
// each element to its place. It is stable: equal elements keep their order. Long runs that are already in order
// cost one or two comparisons per element.
//
// Use std::sort for large inputs that a user waits for (metrics/numbers/overlap_count.h).

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

using GoesBefore = bool (*)(const void* asked, uint32_t a, uint32_t b);

// Returns the numbers 0 to count - 1 in order. Requires fewer than 2^32 of them.
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
    // The permutation is applied cycle by cycle; every step puts one element in its place.
    for (uint32_t first = 0; first < source.size(); ++first) {
        uint32_t place = first;
        while (source[place] != first) {
            std::swap(all[place], all[source[place]]);
            place = std::exchange(source[place], place);
        }
        source[place] = place;
    }
}
