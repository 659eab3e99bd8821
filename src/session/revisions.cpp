#include "session/revisions.h"

#include "session/commands.h"
#include "session/session.h"

namespace session {

namespace {

std::vector<uint8_t> switches(const Session& session) {
    std::vector<uint8_t> all;
    for (const Command& command : commands())
        all.push_back(uint8_t(command.enabled(session)) + 2 * uint8_t(command.checked && command.checked(session)));
    return all;
}

// Are the states equal in all that the commands about runs depend on: which runs they apply to, and whether a run can
// branch at the playhead?
bool same_runs(const State& a, const State& b) {
    return a.focus == b.focus && a.aim == b.aim && a.baseline == b.baseline &&
           (a.playhead == Time{}) == (b.playhead == Time{});
}

bool same_moment(const State& a, const State& b) {
    return a.playhead == b.playhead && a.focus == b.focus && a.selection == b.selection && a.trail == b.trail &&
           a.view == b.view && same_runs(a, b);
}

// Stores `now`. Returns 1 if it differs from the previous value, else 0. It returns a number because `|`
// evaluates both of its sides.
template <class Value>
int changes(Value& before, const Value& now) {
    if (before == now) return 0;
    before = now;
    return 1;
}

}  // namespace

void see(const Session& session, uint64_t document, uint64_t results, uint64_t lanes, RevisionsSeen& seen) {
    Revisions& count = seen.revisions;
    const State& now = session.state;
    State& before = seen.state;
    const auto also = [](uint64_t& number, bool goes_up) { number += goes_up; };

    const bool undo = changes(seen.can_undo, session.can_undo()) | changes(seen.can_redo, session.can_redo());
    const bool new_document = changes(seen.document, document) | undo;
    also(count.document, new_document);
    const bool new_results = changes(count.results, results);
    count.lanes = lanes;

    const chart::Viewport viewport = session.viewport();
    const bool view = changes(seen.begin, viewport.begin) | changes(seen.end, viewport.end);
    const bool moment = !same_moment(before, now) || new_results;
    also(count.view, view);
    also(count.moment, moment);
    also(count.commands, changes(seen.commands, switches(session)) | new_document | !same_runs(before, now));
    also(count.play, changes(seen.running, session.running()) | changes(seen.rate, session.rate()) |
                         changes(before.playing, now.playing) | changes(before.slow_motion, now.slow_motion));
    also(count.find, changes(before.find, now.find) | (now.find && moment));
    also(count.range, changes(before.range, now.range) | (now.range && (new_results || view)));
    also(count.marks, changes(before.marks, now.marks));
    also(count.prediction, changes(before.prediction, now.prediction) | (now.prediction && new_results));
    if (moment) before = now;
}

}  // namespace session
