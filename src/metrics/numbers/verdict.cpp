#include "metrics/numbers/report.h"

namespace metrics {

namespace {

// "first", "second" ... "last"
RichText ordinal(size_t i, size_t count) {
    constexpr Phrase names[] = {Phrase("first"), Phrase("second"), Phrase("third"), Phrase("fourth"), Phrase("fifth"),
                                Phrase("sixth"), Phrase("seventh"), Phrase("eighth"), Phrase("ninth"), Phrase("tenth")};
    if (i + 1 == count && count > 2) return say("last");
    return i < std::size(names) ? say(names[i]) : say("{n}th", {{"n", i + 1}});
}

std::string cardinal(size_t n) {
    constexpr Phrase names[] = {Phrase("none"), Phrase("one"), Phrase("two"), Phrase("three"), Phrase("four"), Phrase("five"),
                                Phrase("six"), Phrase("seven"), Phrase("eight"), Phrase("nine"), Phrase("ten")};
    return n < std::size(names) ? say_plain(names[n]) : std::to_string(n);
}

// "the first two", "the second and last": some of `count` runs, in their order.
RichText listing(const std::vector<size_t>& which, size_t count) {
    const bool neighbours = which.size() > 1 && which.back() - which.front() + 1 == which.size();
    if (neighbours && which.back() + 1 == count) return say("the last {count}", {{"count", cardinal(which.size())}});
    if (neighbours && which.front() == 0) return say("the first {count}", {{"count", cardinal(which.size())}});
    std::vector<RichText> names;
    for (const size_t i : which) names.push_back(ordinal(i, count));
    return say("the {list}", {{"list", list_of(names)}});
}

// The sentences for one of the three words, by how many runs have it.
struct Sentences {
    Phrase both, all, neither, none, all_but, only;
};
constexpr Sentences of_concurrent = {
    .both = "Both are *concurrent*.",
    .all = "All {count} are *concurrent*.",
    .neither = "Neither is *concurrent*.",
    .none = "None is *concurrent*.",
    .all_but = "All but {which} are *concurrent*.",
    .only = "Only {which} {n|is|are} *concurrent*.",
};
constexpr Sentences of_parallel = {
    .both = "Both are *parallel*.",
    .all = "All {count} are *parallel*.",
    .neither = "Neither is *parallel*.",
    .none = "None is *parallel*.",
    .all_but = "All but {which} are *parallel*.",
    .only = "Only {which} {n|is|are} *parallel*.",
};
constexpr Sentences of_asynchronous = {
    .both = "Both are *asynchronous*.",
    .all = "All {count} are *asynchronous*.",
    .neither = "Neither is *asynchronous*.",
    .none = "None is *asynchronous*.",
    .all_but = "All but {which} are *asynchronous*.",
    .only = "Only {which} {n|is|are} *asynchronous*.",
};

RichText sentence(const std::vector<Verdict>& verdicts, bool Verdict::*is, const Sentences& say_it) {
    std::vector<size_t> yes, no;
    for (size_t i = 0; i < verdicts.size(); ++i) (verdicts[i].*is ? yes : no).push_back(i);
    const size_t n = verdicts.size();
    if (no.empty()) return n == 2 ? say(say_it.both) : say(say_it.all, {{"count", cardinal(n)}});
    if (yes.empty()) return say(n == 2 ? say_it.neither : say_it.none);
    if (no.size() == 1 && n > 3) return say(say_it.all_but, {{"which", listing(no, n)}});
    return say(say_it.only, {{"which", listing(yes, n)}, {"n", yes.size()}});
}

// By whether it is concurrent, parallel and asynchronous.
RichText verdict_on_one(const Verdict& v) {
    if (v.concurrent && v.parallel && v.asynchronous) return say("All three at once: *concurrent*, *parallel* and *asynchronous*.");
    if (v.concurrent && v.parallel) return say("*Concurrent* and *parallel*, but not *asynchronous*.");
    if (v.concurrent && v.asynchronous) return say("*Concurrent* and *asynchronous*, but not *parallel*.");
    if (v.concurrent) return say("*Concurrent*, but not *parallel* or *asynchronous*.");
    if (v.parallel && v.asynchronous) return say("*Parallel* and *asynchronous*, but not *concurrent*: one task, whose parts run in parallel.");
    if (v.parallel) return say("*Parallel*, but not *concurrent* or *asynchronous*: one task, whose parts run in parallel.");
    if (v.asynchronous) return say("*Asynchronous*, but not *concurrent* or *parallel*.");
    return say("Neither *concurrent* nor *parallel* nor *asynchronous*: one thing after another.");
}

}  // namespace

RichText verdict_sentence(const std::vector<Verdict>& verdicts) {
    if (verdicts.empty()) return {};
    if (verdicts.size() == 1) return verdict_on_one(verdicts[0]);
    return sentence(verdicts, &Verdict::concurrent, of_concurrent)
        .then(sentence(verdicts, &Verdict::parallel, of_parallel))
        .then(sentence(verdicts, &Verdict::asynchronous, of_asynchronous));
}

}  // namespace metrics
