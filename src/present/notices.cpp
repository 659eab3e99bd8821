#include "present/notices.h"

#include "base/number.h"
#include "base/say.h"
#include "session/session.h"

namespace present {

std::vector<Row> warnings_of(const session::Session& session) {
    std::vector<Row> rows;
    if (session.untold()) return rows;  // they could reveal the answer
    for (size_t i = 0; i < session.runs().size(); ++i) {
        const session::Run& run = *session.runs()[i];
        if (run.running()) continue;
        if (run.results.ended.forever()) {
            const Phrase phrase = run.results.ended.how == metrics::Ending::deadlock
                                      ? Phrase("{run} ends in a deadlock at {time}.")
                                      : Phrase("{run} is stuck at {time}: nothing can happen any more.");
            rows.push_back({"forever-" + std::to_string(i),
                            say_plain(phrase, {{"run", run.variant.title}, {"time", time_label(run.results.ended.at)}}),
                            {},
                            {},
                            Emphasis::warn});
        }
        if (run.log().complete) continue;
        rows.push_back({"stopped-" + std::to_string(i),
                        say_plain("{run} was stopped after {limit}.",
                                  {{"run", run.variant.title}, {"limit", run.log().stopped_by}}),
                        {},
                        {},
                        Emphasis::warn});
    }
    return rows;
}

std::string description_note(const session::Session& session) {
    if (!session.has_document() || !session.edited()) return {};
    return say_plain("This describes the original scenario, which has since been changed.");
}

Found found_of(const session::Session& session) {
    Found found;
    found.placeholder = say_plain("task, thread, reason, device, mark");
    if (!session.state.find || session.state.find->empty()) return found;
    const session::Findings& findings = session.found();
    const std::string count = grouped_text(int64_t(findings.all.size())) + (findings.more ? "+" : "");
    found.none = findings.all.empty();
    const auto at = session::found_place(session);
    if (found.none) found.text = say_plain("nothing found");
    else if (at)
        found.text = say_plain("{place} of {count}", {{"place", grouped_text(int64_t(*at + 1))}, {"count", count}});
    else found.text = say_plain("{count} found", {{"count", count}});
    return found;
}

}  // namespace present
