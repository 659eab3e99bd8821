#pragma once

// Each sentence of the gallery that claims something about a run, next to a function that computes from the runs
// whether it is true. Sentences about the outside world have a source instead.

#include "tests/session/gallery_story.h"

#include <span>

namespace gallery {

struct Claim {
    const char* scenario;
    const char* words;              // as written in the title, the description or the name of a run
    bool (*holds)(const Story& s);  // s[0] is the first run; null if no run could show it
    const char* source = "";        // for what is known from outside
};

// Sorted by what the scenarios are about; the order has no meaning.
std::span<const Claim> claims_about_cores();
std::span<const Claim> claims_about_waits();
std::span<const Claim> claims_about_servers();
std::span<const Claim> claims_about_loops();

std::vector<Claim> all_claims();

}  // namespace gallery
