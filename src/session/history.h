#pragma once

// Undo and redo. A step contains the text of the scenario, not the programs that it expands to, and
// shares recordings. The steps of one drag of a slider have the same key and count as one.

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
        bool fresh = false;   // the step opened another scenario or recording
        uint32_t origin = 0;  // of the text: Session::origin()
        std::vector<int64_t> shown = {};  // Session::shown()
    };

    static constexpr size_t max_steps = 500;
    // The maximum memory of all steps. The newest step is always kept, so that opening a
    // recording can be undone.
    size_t max_bytes = size_t(16) << 20;

    // Returns true if a change with this key belongs to the last step, which undoes the whole
    // drag. Nothing must be pushed then.
    bool goes_on(std::string_view key) const { return !key.empty() && key == key_ && future_.empty(); }
    // Requires that this is called before `before` is replaced.
    void push(Step before, std::string_view key);
    void settle() { key_.clear(); }

    bool can_undo() const { return !past_.empty(); }
    bool can_redo() const { return !future_.empty(); }
    // These require can_undo() and can_redo(). `now` is what is replaced; its `fresh` is ignored.
    Step undo(Step now);
    Step redo(Step now);

    size_t bytes() const;

private:
    std::vector<Step> past_, future_;
    std::string key_;
};

}  // namespace session
