#pragma once

// What the scenario tests read: files of the repository, texts drawn at random, and documents.

#include "scenario/document.h"

#include <cstdint>
#include <string>
#include <vector>

namespace scenario_test {

std::string file_text(const std::string& path);  // relative to the top of the repository

// The built-in scenarios, by path.
extern const std::vector<std::string> gallery;

// Any valid scenario file: all laws, steps, work rows, strategies, compare rows and x- keys.
std::string random_text(uint64_t seed);

// A file with the usual parts, and one of them replaced: part("machine", "{\"cores\": 4}").
std::string part(const std::string& key, const std::string& value);

// Reads a text that must be valid; otherwise the test fails with the error.
scenario::Document document_of(const std::string& text);

// Sets a parameter to a value that must be allowed.
scenario::Document changed(const scenario::Document& document, const std::string& id, const std::string& value);

}  // namespace scenario_test
