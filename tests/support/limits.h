#pragma once

// Scenarios that ask for as much as a text may: each leans on one thing, in the place
// where a run could do work or take memory that its budgets don't see. What the page
// does with each, and how long that takes, is measured by tools/limits; that the
// budgets see it is what tests/app/limits_test.cpp says.

#include <string>
#include <vector>

namespace support {

struct Limit {
    std::string name;
    std::string text;  // a scenario file
};

std::vector<Limit> limits();

}  // namespace support
