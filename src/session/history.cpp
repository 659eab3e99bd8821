#include "session/history.h"

#include <cassert>
#include <utility>

namespace session {

void History::push(const scenario::Document& before, bool fresh, std::string_view key) {
    const bool goes_on = !key.empty() && key == key_ && future_.empty();
    key_ = key;
    if (goes_on) return;
    future_.clear();
    if (past_.size() == most) past_.erase(past_.begin());
    past_.push_back({before, fresh});
}

History::Step History::undo(const scenario::Document& now) {
    assert(can_undo());
    key_.clear();
    Step step = std::move(past_.back());
    past_.pop_back();
    future_.push_back({now, step.fresh});
    return step;
}

History::Step History::redo(const scenario::Document& now) {
    assert(can_redo());
    key_.clear();
    Step step = std::move(future_.back());
    future_.pop_back();
    past_.push_back({now, step.fresh});
    return step;
}

}  // namespace session
