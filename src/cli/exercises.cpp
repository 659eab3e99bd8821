#include "cli/exercises.h"

#include "base/say.h"
#include "cli/exercise_files.h"

#include <charconv>

namespace cli {

namespace {

using scenario::json::Value;

std::optional<uint32_t> parse_seed(std::string_view text) {
    uint32_t seed = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return seed;
}

}  // namespace

std::string check_of(std::string_view text) {
    uint32_t hash = 2'166'136'261u;
    for (const char c : text) hash = (hash ^ uint8_t(c)) * 16'777'619u;
    std::string check;
    for (int i = 0; i < 4; ++i, hash /= 36) check += "0123456789abcdefghijklmnopqrstuvwxyz"[hash % 36];
    return check;
}

std::optional<ExerciseCode> parse_code(std::string_view text) {
    const size_t first = text.find('.'), last = text.rfind('.');
    if (first == text.npos || first == last) return {};
    const size_t second = text.find('.', first + 1);
    if (second == last || text.substr(last + 1) != check_of(text.substr(0, last))) return {};
    const auto seed = parse_seed(text.substr(first + 1, second - first - 1));
    if (!seed) return {};
    return ExerciseCode{std::string(text.substr(0, first)), *seed,
                        std::string(text.substr(second + 1, last - second - 1))};
}

uint32_t drawn(uint32_t seed, uint32_t parameter, uint32_t count) {
    uint32_t hash = seed * 0x9e3779b1u + parameter * 0x85ebca6bu;
    hash = (hash ^ (hash >> 16)) * 0x85ebca6bu;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35u;
    return (hash ^ (hash >> 16)) % count;
}

Result<std::string> exercise_figure(std::string_view id, uint32_t seed) {
    const auto file = scenario::json::parse(exercise_files()[0].bytes);
    if (!file) return file.error();
    for (const Value& exercise : file->find("exercises")->items) {
        if (exercise.find("id")->string != id) continue;
        Value figure = *exercise.find("figure");
        Value& set = figure["set"] = Value::object();
        uint32_t parameter = 0;
        for (const auto& [name, place, values] : exercise.find("vary")->members)
            set[name] = values.items[drawn(seed, parameter++, uint32_t(values.items.size()))];
        return scenario::json::write(figure);
    }
    return Error{say_plain("There is no exercise “{id}”.", {{"id", id}})};
}

}  // namespace cli
