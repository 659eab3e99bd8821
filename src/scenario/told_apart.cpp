#include "scenario/told_apart.h"

#include "base/number.h"
#include "base/say.h"
#include "scenario/parameters.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace scenario {

namespace {

constexpr size_t max_told = 2;  // the maximum number of differences in a title

std::string value_of(const Parameter& row) {
    for (const Choice& choice : row.choices)
        if (choice.value == row.value) return choice.label;
    if (row.type == ParameterType::duration)
        if (const auto time = parse_time(row.value)) return time_words(*time);
    if (row.type == ParameterType::boolean) return row.value == "true" ? say_plain("yes") : say_plain("no");
    if (row.type == ParameterType::integer)
        if (const auto number = parse_integer(row.value)) return grouped_text(*number);
    return row.value;
}

std::string words_of(const Parameter& row) {
    return say_plain("{label} {value}", {{"label", row.label}, {"value", value_of(row)}});
}

std::vector<Parameter> parameters_of(const json::Value& file) {
    const Result<Document> document = interpret(file);
    return document ? parameters(*document) : std::vector<Parameter>();
}

// Returns descriptions of the enabled parameters of `of` whose values differ in `other`.
std::vector<std::string> own(const std::vector<Parameter>& of, const std::vector<Parameter>& other) {
    std::vector<std::string> differ;
    for (const Parameter& row : of) {
        if (!row.enabled) continue;
        const auto same =
            std::find_if(other.begin(), other.end(), [&](const Parameter& one) { return one.id == row.id; });
        if (same == other.end() ? row.value != row.initial : same->value != row.value) differ.push_back(words_of(row));
    }
    return differ;
}

}  // namespace

std::vector<std::string> differences(const json::Value& from, const json::Value& to) {
    return own(parameters_of(to), parameters_of(from));
}

void tell_apart(std::vector<Variant>& variants, const std::vector<bool>& untitled,
                const std::vector<json::Value>& files) {
    std::vector<std::string> titles;
    for (const Variant& variant : variants) titles.push_back(variant.title);
    const bool one_strategy = std::all_of(variants.begin(), variants.end(), [&](const Variant& variant) {
        return strategy_label(variant.scenario) == strategy_label(variants.front().scenario);
    });
    for (size_t i = 0; i < variants.size(); ++i) {
        if (!untitled[i]) continue;
        size_t other = 0;
        while (other < titles.size() && (other == i || titles[other] != titles[i])) ++other;
        if (other == titles.size()) continue;
        std::vector<std::string> told = own(parameters_of(files[i]), parameters_of(files[other]));
        if (told.size() > max_told) told.resize(max_told);
        std::string title = one_strategy && !told.empty() && titles[i] == strategy_label(variants[i].scenario)
                                ? std::string()
                                : titles[i];
        for (const std::string& part : told)
            title = title.empty() ? part
                                  : say_plain("{title} · {part}", {{"title", std::string(title)}, {"part", part}});
        variants[i].title = std::move(title);
    }
}

}  // namespace scenario
