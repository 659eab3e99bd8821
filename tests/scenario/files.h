#pragma once

// What the scenario tests read: files of the repository, and texts drawn at random.

#include <cstdint>
#include <string>
#include <vector>

namespace scenario_test {

std::string file_text(const std::string& path);  // from the repository's top

// The built-in scenarios, by path.
extern const std::vector<std::string> gallery;

// Any valid scenario file: all laws, steps, work rows, strategies, compare rows and x- keys.
std::string random_text(uint64_t seed);

// A file with the usual parts, and one of them replaced: part("machine", "{\"cores\": 4}").
std::string part(const std::string& key, const std::string& value);

}  // namespace scenario_test
