// Recordings in, runs out.

#include "app/lab.h"

namespace app {

void Lab::show_recording(exchange::Recorded recorded) {
    history_ = {};
    parameters_.clear();
    runs_.clear();
    document_ = {};
    document_.source = scenario::json::Value::object();
    document_.variants.push_back({recorded.scenario.title, recorded.scenario});

    auto run = std::make_unique<PaneRun>();
    run->variant = {recorded.scenario.title, std::move(recorded.scenario)};
    run->finished = std::move(recorded.log);
    laned_ = state.lanes;
    summarise(*run);
    runs_.push_back(std::move(run));
    frame_document(true);
    fold_lanes();
    ++revision_;
}

std::string Lab::exported(exchange::Format format) const {
    return runs_.empty() ? std::string() : exchange::write(format, document_.variants.front().scenario.title, panes());
}

}  // namespace app
