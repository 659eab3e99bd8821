#pragma once

// The names of callbacks, wherever they are shown, in the words that programmers use:
// setTimeout and then, call_later and gather.
//
//     callback    what runs     "get", "setTimeout 20 ms", "then “promise”"
//     waits_for   until ready   "sleep 40 ms", "await get", "lock"
//
// Bodies have no names; one that begins by printing is identified by the text that it prints.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <string>
#include <vector>

namespace metrics {

class CodeNames {
public:
    explicit CodeNames(const scenario::Scenario& scenario);

    std::string callback(const trace::Log& log, uint32_t number) const;
    std::string waits_for(const trace::Callback& callback) const;  // empty: it waits only for the loop

    // Returns nullptr for a site that is not an operation.
    const scenario::Operation* operation(trace::CodeSite site) const {
        return site.operation() < operations_.size() ? operations_[site.operation()] : nullptr;
    }
    std::string function(const trace::Log& log, uint32_t number) const;

    // Returns whether the callback begins a coroutine, which is an asyncio task of its own. A callback that resumes
    // a coroutine does not.
    bool starts_task(const trace::Log& log, uint32_t number) const;

private:
    size_t place_among_alike(const trace::Log& log, uint32_t number) const;
    std::string anonymous(const trace::Log& log, uint32_t number) const;

    struct Place {
        const trace::Log* log = nullptr;
        uint32_t number = 0;
        size_t place = 0;
    };

    const scenario::Scenario* scenario_;
    std::vector<const scenario::Operation*> operations_;  // by id
    mutable Place before_;                                // what place_among_alike has found last
};

// "20 ms", "0.5 s"
std::string short_time(Time t);

}  // namespace metrics
