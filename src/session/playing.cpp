// The playhead: where it is, how it steps from change to change, and how fast it plays.

#include "session/moments.h"
#include "session/session.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace session {

namespace {

constexpr double longest_frame_s = 0.1; // the longest time that is played in one frame, when the host has paused
constexpr double whole_run_s = 12;      // playing the whole run takes about this long

// Slow motion: playing slows down within this time of a change, to a tenth at most.
constexpr double slow_within_s = 0.15, slowest = 0.1, slow_step_s = 0.004;

// Returns the value nearest to `wanted` among 1, 2 and 5 times a power of ten, moved by `steps`.
double round_rate(double wanted, int steps = 0) {
    static constexpr double mantissas[] = {1, 2, 5};
    const double position = 3 * std::log10(std::max(wanted, 1.0));
    const int index = std::clamp(int(std::lround(position)) + steps, 0, 45);
    return mantissas[index % 3] * std::pow(10.0, index / 3);
}

}  // namespace

void Session::seek(Time t) {
    state.playing = false;
    state.playhead = std::clamp(t, Time{}, reach());
}

void Session::step(int direction) {
    const Time t = state.playhead;
    seek(direction > 0 ? moment_after(t).value_or(reach()) : moment_before(t).value_or(Time{}));
}

std::optional<Time> Session::moment_after(Time t) const {
    std::optional<Time> next;
    for (const auto& run : runs()) {
        const std::optional<Time> moment = session::moment_after(*run, t);
        if (moment && (!next || *moment < *next)) next = moment;
    }
    return next;
}

std::optional<Time> Session::moment_before(Time t) const {
    std::optional<Time> last;
    for (const auto& run : runs()) {
        const std::optional<Time> moment = session::moment_before(*run, t);
        if (moment && (!last || *moment > *last)) last = moment;
    }
    return last;
}

double Session::rate() const {
    return state.rate > 0 ? state.rate : round_rate(double(end().ns) / whole_run_s);
}

double Session::rate_at(int steps) const { return round_rate(rate(), steps); }

void Session::play_on(double seconds) {
    double left_s = std::min(seconds, longest_frame_s);
    const double fast = rate();
    while (left_s > 0) {
        const double step_s = state.slow_motion ? std::min(left_s, slow_step_s) : left_s;
        left_s -= step_s;
        played_ns_ += step_s * fast * (state.slow_motion ? slowness(slow_within_s * fast) : 1);
        const double whole = std::floor(played_ns_);
        played_ns_ -= whole;
        state.playhead += Time{int64_t(whole)};
    }
}

// Returns 1 far from any change, and less within `reach_ns` of one.
double Session::slowness(double reach_ns) const {
    double distance = reach_ns;
    const auto near = [&](std::optional<Time> moment) {
        if (moment) distance = std::min(distance, std::abs(double((*moment - state.playhead).ns)));
    };
    near(moment_after(state.playhead));
    near(moment_before(state.playhead + nsec(1)));
    return std::max(slowest, distance / reach_ns);
}

}  // namespace session
