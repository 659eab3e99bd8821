#pragma once

// A case of an oracle file (README.md has the format), and what the function of its family
// makes of it: the values of `expected` as the simulator computes them, in the same shape.
//
//     case file -> Case -> family function -> Runner (scenario text, reader, model) -> Answer -> compare()

// Json is the ordered kind, which keeps the keys of a scenario in the order in which they are written.
#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

namespace oracles {

using Json = nlohmann::ordered_json;

// Describes in words what is wrong with a case, or with the scenario made from it.
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
    Json want;  // `expected`, perhaps in another shape (merged segments), or with more values to compare
    // Keys, at any depth, that are only for information: the README says that they need not match.
    std::set<std::string> information = {};
    // Keys whose tolerance has another name: "start" -> "job_start".
    std::map<std::string, std::string> tolerance_of = {};
    std::string remark = {};  // printed with -v
};

class Runner;
using Family = std::function<Answer(const Case&, Runner&)>;

}  // namespace oracles
