// Recordings come in, and runs go out.

#include "session/session.h"

#include <utility>

namespace session {

void Session::open_recording(exchange::Recorded recorded, Opening opening) {
    const bool fresh = opening == Opening::replace || runs().empty();
    remember(fresh, {});
    scenario::Document document;
    document.source = scenario::json::Value::object();
    std::vector<Recording> recordings;
    if (fresh) shown_.clear();
    else {
        document = document_;
        recordings = recordings_;
    }
    recordings.push_back(std::make_shared<const exchange::Recorded>(std::move(recorded)));
    replace(std::move(document), std::move(recordings), fresh);
    if (!fresh) fit();
}

void Session::close_recording(size_t run) {
    const size_t first = shown_variants().size();
    if (run < first || run >= runs().size() || runs().size() == 1) return;
    remember(false, {});
    std::vector<Recording> recordings = recordings_;
    recordings.erase(recordings.begin() + ptrdiff_t(run - first));
    replace(document_, std::move(recordings), false);
    fit();
}

std::string Session::exported(exchange::Format format) const {
    return runs().empty() ? std::string() : exchange::write(format, title(), panes());
}

}  // namespace session
