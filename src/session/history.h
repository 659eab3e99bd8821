#pragma once

// Undo: the documents before and after the one in hand. Steps of one slider's
// drag share a key and count as one.

#include "scenario/document.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace session {

class History {
public:
    struct Step {
        scenario::Document document;
        bool fresh = false;  // the step loaded another scenario
    };

    // `before` is about to be replaced. A step whose key is the last one's, and
    // not empty, adds nothing: undo goes to the drag's beginning.
    void push(const scenario::Document& before, bool fresh, std::string_view key);
    void settle() { key_.clear(); }

    bool can_undo() const { return !past_.empty(); }
    bool can_redo() const { return !future_.empty(); }
    Step undo(const scenario::Document& now);  // only if can_undo()
    Step redo(const scenario::Document& now);

private:
    static constexpr size_t most = 500;
    std::vector<Step> past_, future_;
    std::string key_;
};

}  // namespace session
