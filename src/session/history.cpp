#include "session/history.h"

#include "session/prepared.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace session {

namespace {

History::Step take(std::vector<History::Step>& from, std::vector<History::Step>& to, History::Step now) {
    History::Step step = std::move(from.back());
    from.pop_back();
    now.fresh = step.fresh;
    to.push_back(std::move(now));
    return step;
}

}  // namespace

void History::push(Step before, std::string_view key) {
    key_ = key;
    future_.clear();
    past_.push_back(std::move(before));
    while (past_.size() > 1 && (past_.size() > max_steps || bytes() > max_bytes)) past_.erase(past_.begin());
}

History::Step History::undo(Step now) {
    assert(can_undo());
    key_.clear();
    return take(past_, future_, std::move(now));
}

History::Step History::redo(Step now) {
    assert(can_redo());
    key_.clear();
    return take(future_, past_, std::move(now));
}

// A recording is counted once, however many steps refer to it.
size_t History::bytes() const {
    size_t bytes = 0;
    std::vector<const exchange::Recorded*> counted;
    for (const std::vector<Step>* steps : {&past_, &future_})
        for (const Step& step : *steps) {
            bytes += sizeof(Step) + step.text.capacity();
            for (const Recording& recording : step.recordings) {
                if (std::find(counted.begin(), counted.end(), recording.get()) != counted.end()) continue;
                counted.push_back(recording.get());
                bytes += bytes_of(recording->log);
            }
        }
    return bytes;
}

}  // namespace session
