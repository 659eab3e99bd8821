// Recordings in, runs out.

#include "session/session.h"

namespace session {

void Session::show_recording(exchange::Recorded recorded) {
    history_ = {};
    parameters_.clear();
    runs_.clear();
    document_ = {};
    document_.source = scenario::json::Value::object();
    document_.variants.push_back({recorded.scenario.title, recorded.scenario});

    auto run = std::make_unique<Run>();
    run->variant = {recorded.scenario.title, std::move(recorded.scenario)};
    run->finished = std::move(recorded.log);
    laned_ = state.lanes;
    summarise(*run);
    runs_.push_back(std::move(run));
    frame_document(true);
    fold_lanes();
    ++revision_;
}

std::string Session::exported(exchange::Format format) const {
    return runs_.empty() ? std::string() : exchange::write(format, document_.variants.front().scenario.title, panes());
}

}  // namespace session
