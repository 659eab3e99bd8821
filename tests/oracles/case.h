#pragma once

// A case of an oracle file (README.md has the format), and what a family's function
// makes of it: the values of `expected` as the simulator gives them, in the same shape.
//
//     case file -> Case -> family function -> Runner (scenario text, reader, model) -> Answer -> compare()

// The ordered kind keeps the keys of a scenario in the order in which they are written.
#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace oracles {

using Json = nlohmann::ordered_json;

// What is wrong with a case, or with the scenario made from it, in words.
struct Trouble : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Case {
    std::string id;
    std::string family;
    Json input;
    Json expected;
    Json tolerance;
};

struct Answer {
    Json got;   // in the shape of `want`
    Json want;  // `expected`, perhaps in another shape (merged segments), or with more to compare
    // Keys, at any depth, that only inform: the README says that they need not match.
    std::set<std::string> information = {};
    // Where the tolerance of a key has another name: "start" -> "job_start".
    std::map<std::string, std::string> tolerance_of = {};
    std::string remark = {};  // for -v
};

class Runner;
using Family = std::function<Answer(const Case&, Runner&)>;

}  // namespace oracles
