#pragma once

// Scenarios that ask for as much as a text can. Each strains one thing, in a place where a
// run could do work or take memory that its budgets do not count. tools/limits measures what
// the page does with each, and how long that takes; tests/model/limits_test.cpp checks that
// the budgets count it.

#include <string>
#include <vector>

namespace support {

struct Limit {
    std::string name;
    std::string text;  // a scenario file
};

std::vector<Limit> limits();

}  // namespace support
