#pragma once

// What has to be said beside a sample, one row for each language and strategy that needs it.

#include "base/say.h"
#include "samples/languages.h"
#include "scenario/scenario.h"

#include <string_view>

namespace samples {

struct Remark {
    Language language;
    scenario::StrategyKind strategy;
    bool idiomatic = true;       // false: the language has no idiomatic way; the sample is the nearest one
    std::string_view needs = {};  // what the sample needs besides the language
    Phrase text = "";
};

// Null: there is nothing to say.
const Remark* remark_on(Language language, scenario::StrategyKind strategy);

// What a scenario says and its samples leave out, in a sentence; empty if that is nothing.
RichText left_out(const scenario::Scenario& scenario, Language language);

// When the tasks of a row arrive, for a comment: "one every 10 ms"; empty: all at once, at the beginning.
std::string arrivals_of(const scenario::Work& row);

}  // namespace samples
