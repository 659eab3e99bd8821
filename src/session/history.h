#pragma once

// Undo and redo. A step keeps the text of the scenario, not the programs that it expands to, and shares
// recordings. The steps of one drag of a slider have the same key and count as one.

#include "session/run.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace session {

class History {
public:
    struct Step {
        std::string text;  // of the scenario; empty if there is none
        std::vector<Recording> recordings;
        bool fresh = false;   // the step opened something else
        uint32_t origin = 0;  // of the text: Session::origin()
    };

    static constexpr size_t max_steps = 500;
    // Limit for the memory of the steps. The newest one is always kept, so that opening a
    // recording can be undone.
    size_t max_bytes = size_t(16) << 20;

    // Returns true if a change with this key is part of the last step, which then goes back to the
    // beginning of the drag: nothing must be pushed.
    bool goes_on(std::string_view key) const { return !key.empty() && key == key_ && future_.empty(); }
    // Call this before `before` is replaced.
    void push(Step before, std::string_view key);
    void settle() { key_.clear(); }

    bool can_undo() const { return !past_.empty(); }
    bool can_redo() const { return !future_.empty(); }
    // Require can_undo() and can_redo(). `now` is what is replaced; its `fresh` is not read.
    Step undo(Step now);
    Step redo(Step now);

    size_t bytes() const;

private:
    std::vector<Step> past_, future_;
    std::string key_;
};

}  // namespace session
