#pragma once

// Each sentence of the gallery that says something about a run, beside a function that computes from the runs as
// they come whether it holds. Sentences about the world outside have a source instead.

#include "tests/session/gallery_story.h"

#include <span>

namespace gallery {

struct Claim {
    const char* scenario;
    const char* words;              // as they stand in the title, the description or the name of a run
    bool (*holds)(const Story& s);  // s[0] is the first run; nullptr: nothing that a run could show
    const char* source = "";        // of what is known from outside
};

// By what the scenarios are about; the order does not matter.
std::span<const Claim> claims_about_cores();
std::span<const Claim> claims_about_waits();
std::span<const Claim> claims_about_servers();
std::span<const Claim> claims_about_loops();

std::vector<Claim> all_claims();

}  // namespace gallery
