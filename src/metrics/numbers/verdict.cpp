#include "metrics/numbers/report.h"

#include <algorithm>
#include <array>

namespace metrics {

namespace {

std::string cardinal(size_t n) {
    constexpr Phrase names[] = {Phrase("none"),  Phrase("one"),  Phrase("two"), Phrase("three"),
                                Phrase("four"),  Phrase("five"), Phrase("six"), Phrase("seven"),
                                Phrase("eight"), Phrase("nine"), Phrase("ten")};
    return n < std::size(names) ? say_plain(names[n]) : std::to_string(n);
}

// Words that apply to the same runs.
struct Group {
    std::vector<RichText> words;
    std::vector<bool> runs;
};

std::vector<Group> groups_of(const std::vector<Verdict>& verdicts) {
    const std::array<std::pair<bool Verdict::*, RichText>, 3> all = {{{&Verdict::concurrent, say("*concurrent*")},
                                                                      {&Verdict::parallel, say("*parallel*")},
                                                                      {&Verdict::asynchronous, say("*asynchronous*")}}};
    std::vector<Group> groups;
    for (const auto& [is, word] : all) {
        std::vector<bool> runs;
        for (const Verdict& verdict : verdicts) runs.push_back(verdict.*is);
        const auto same =
            std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.runs == runs; });
        if (same == groups.end()) groups.push_back({{word}, runs});
        else same->words.push_back(word);
    }
    return groups;
}

// "two are *parallel*", "none is *parallel* or *asynchronous*"
RichText clause(const Group& group) {
    const size_t all = group.runs.size(), n = size_t(std::count(group.runs.begin(), group.runs.end(), true));
    if (n == 0) {
        RichText words = group.words.front();
        if (group.words.size() == 2) words = say("{one} or {other}", {{"one", words}, {"other", group.words[1]}});
        if (group.words.size() == 3)
            words = say("{one}, {other} or {third}",
                        {{"one", words}, {"other", group.words[1]}, {"third", group.words[2]}});
        return all == 2 ? say("neither is {words}", {{"words", words}}) : say("none is {words}", {{"words", words}});
    }
    const RichText words = list_of(group.words);
    if (n == all && all == 2) return say("both are {words}", {{"words", words}});
    if (n == all) return say("all {count} are {words}", {{"count", cardinal(n)}, {"words", words}});
    return say("{count} {n|is|are} {words}", {{"count", cardinal(n)}, {"n", n}, {"words", words}});
}

// Depends on whether the run is concurrent, parallel and asynchronous.
RichText verdict_on_one(const Verdict& v) {
    if (v.concurrent && v.parallel && v.asynchronous)
        return say("All three at once: *concurrent*, *parallel* and *asynchronous*.");
    if (v.concurrent && v.parallel) return say("*Concurrent* and *parallel*, but not *asynchronous*.");
    if (v.concurrent && v.asynchronous) return say("*Concurrent* and *asynchronous*, but not *parallel*.");
    if (v.concurrent) return say("*Concurrent*, but not *parallel* or *asynchronous*.");
    if (v.parallel && v.asynchronous) return say("*Parallel* and *asynchronous*, but not *concurrent*.");
    if (v.parallel) return say("*Parallel*, but not *concurrent* or *asynchronous*.");
    if (v.asynchronous)
        return say(
            "*Asynchronous*, but not *concurrent* or *parallel*: one thing after another, without holding a thread "
            "during waits.");
    return say("Neither *concurrent* nor *parallel* nor *asynchronous*: one thing after another.");
}

}  // namespace

RichText verdict_sentence(const std::vector<Verdict>& verdicts) {
    if (verdicts.empty()) return {};
    const bool parts =
        std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) { return verdict.only_parts; });
    if (verdicts.size() == 1)
        return verdict_on_one(verdicts[0]).then(parts ? say("One task, whose parts run in parallel.") : RichText());
    const std::vector<Group> groups = groups_of(verdicts);
    RichText text;
    if (groups.size() == 1) text = say("{^runs}.", {{"runs", clause(groups[0])}});
    else if (groups.size() == 2)
        text = say("{^some}, and {others}.", {{"some", clause(groups[0])}, {"others", clause(groups[1])}});
    else
        text = say("{^some}, {others} and {third}.",
                   {{"some", clause(groups[0])}, {"others", clause(groups[1])}, {"third", clause(groups[2])}});
    return text.then(
        parts ? say("A run that is *parallel* but not *concurrent* is one task, whose parts run in parallel.")
              : RichText());
}

}  // namespace metrics
