#include "session/state.h"

namespace session {

void show(State& state, const chart::Viewport& viewport, Time limit) {
    const bool whole = viewport.begin.ns <= 0 && viewport.end >= limit;
    state.begin = whole ? Time{} : viewport.begin;
    state.end = whole ? Time{} : viewport.end;
}

}  // namespace session
