#include "session/run_set.h"

#include "session/prepared.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {

constexpr uint64_t slice_events = 4'000;      // the number of events between two readings of the clock
constexpr uint64_t long_slice_events = 1'000'000;

void end(Run& run) {
    run.finished = std::move(*run.simulation).take_log();
    run.simulation.reset();
    run.whole = false;
}

// Matches the old runs with the new ones.
class Places {
public:
    Places(const std::vector<std::unique_ptr<Run>>& old, const std::vector<scenario::Variant>& variants,
           const std::vector<Recording>& recordings)
        : old_(old),
          variants_(variants),
          recordings_(recordings),
          now_(old.size()),
          taken_(variants.size() + recordings.size()) {
        // Equal contents are matched first: the same scenario or recording, in the same place, then in another.
        match([&](const Run& run, size_t was, size_t is) { return was == is && shows(run, is); });
        match([&](const Run& run, size_t, size_t is) { return shows(run, is); });
        kept_ = now_;
        // If all variants have changed, they keep their order. If some came or went, the title decides.
        const auto simulated = std::count_if(old.begin(), old.end(), [](const auto& run) { return !run->recording; });
        const bool same_count = size_t(simulated) == variants.size();
        match([&](const Run& run, size_t was, size_t is) {
            if (run.recording || is >= variants.size()) return false;
            return same_count ? was == is : run.variant.title == variants[is].title;
        });
    }

    const std::vector<std::optional<uint32_t>>& now() const { return now_; }
    // Returns the number of the old run that becomes the new one.
    std::optional<size_t> kept_as(size_t is) const {
        const auto at = std::find(kept_.begin(), kept_.end(), std::optional(uint32_t(is)));
        return at == kept_.end() ? std::nullopt : std::optional(size_t(at - kept_.begin()));
    }

private:
    bool shows(const Run& run, size_t is) const {
        if (is >= variants_.size()) return run.recording == recordings_[is - variants_.size()];
        return !run.recording && run.variant.scenario == variants_[is].scenario;
    }

    template <class Fits>
    void match(Fits fits) {
        for (size_t was = 0; was < old_.size(); ++was)
            for (size_t is = 0; !now_[was] && is < taken_.size(); ++is)
                if (!taken_[is] && fits(*old_[was], was, is)) {
                    now_[was] = uint32_t(is);
                    taken_[is] = true;
                }
    }

    const std::vector<std::unique_ptr<Run>>& old_;
    const std::vector<scenario::Variant>& variants_;
    const std::vector<Recording>& recordings_;
    std::vector<std::optional<uint32_t>> now_, kept_;
    std::vector<bool> taken_;
};

}  // namespace

std::vector<std::optional<uint32_t>> RunSet::change(const std::vector<scenario::Variant>& variants,
                                                    const std::vector<Recording>& recordings, model::Budget each) {
    const Places places(runs_, variants, recordings);
    std::vector<std::unique_ptr<Run>> now(variants.size() + recordings.size());
    for (size_t i = 0; i < now.size(); ++i)
        if (const auto kept = places.kept_as(i)) now[i] = std::move(runs_[*kept]);
    runs_.clear();
    for (size_t i = 0; i < now.size(); ++i) {
        const bool simulated = i < variants.size();
        if (now[i]) {
            if (simulated) now[i]->variant.title = variants[i].title;
            continue;
        }
        now[i] = std::make_unique<Run>();
        Run& run = *now[i];
        run.id = ++last_id_;
        if (simulated) {
            run.variant = variants[i];
            run.program = scenario::code_text(run.variant.scenario);
            run.simulation = std::make_unique<model::Simulation>(run.variant.scenario, each);
        } else {
            run.recording = recordings[i - variants.size()];
            run.variant = {run.recording->scenario.title, run.recording->scenario};
        }
    }
    runs_ = std::move(now);
    return places.now();
}

bool RunSet::advance(Clock clock, double slice_ms) {
    const double began = clock ? clock() : 0;
    bool any_ended = false;
    bool going;
    do {  // runs at least once, so that a run progresses on a slow host, too
        going = false;
        for (const auto& run : runs_) {
            if (!run->running()) continue;
            if (run->simulation->advance(slice_events)) {
                going = true;
            } else {
                end(*run);
                any_ended = true;
            }
        }
    } while (going && (!clock || clock() - began < slice_ms));
    return any_ended;
}

void RunSet::finish() {
    for (const auto& run : runs_) {
        if (run->running()) {
            while (run->simulation->advance(long_slice_events)) {}
            end(*run);
        }
        if (run->whole) continue;
        measure(*run);
        run->whole = true;
    }
}

bool RunSet::running() const {
    return std::any_of(runs_.begin(), runs_.end(), [](const auto& run) { return run->running(); });
}

}  // namespace session
