#include "app/calls/web_call.h"

#include "base/json_writer.h"
#include "base/say.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr std::string_view type_names[] = {"number", "whole", "flag", "text", "bytes", "canvas"};
constexpr std::string_view answer_names[] = {"nothing", "flag", "number", "text", "json", "outcome", "bytes"};

// Limits are whole numbers, or 0.01 (Ratio).
std::string limit_text(double limit) {
    return limit == std::floor(limit) ? std::to_string(int64_t(limit)) : "0.01";
}

}  // namespace

std::string_view argument_name(const Row& row, size_t argument) {
    std::string_view rest = row.arguments;
    for (; argument > 0; --argument) rest.remove_prefix(std::min(rest.find(' '), rest.size() - 1) + 1);
    return rest.substr(0, rest.find(' '));
}

std::string json_of(std::span<const Row> table) {
    JsonWriter json(JsonWriter::Style::compact);
    json.begin_array();
    for (const Row& row : table) {
        json.begin_object().member("name", row.name).key("arguments").begin_array();
        for (size_t i = 0; i < row.kinds.size(); ++i) {
            const Kind& kind = row.kinds[i];
            json.begin_object().member("name", argument_name(row, i)).member("type", type_names[size_t(kind.type)]);
            json.member("low", kind.low).member("high", kind.high).end_object();
        }
        json.end_array().member("answer", answer_names[size_t(row.returns)]).end_object();
    }
    json.end_array();
    return json.text();
}

std::string refused_number(const Row& row, size_t argument, double number) {
    const Kind& kind = row.kinds[argument];
    const bool whole = kind.type != Kind::Type::number;
    if (number >= kind.low && number <= kind.high && (!whole || number == std::floor(number))) return {};
    const std::string name(argument_name(row, argument)), low = limit_text(kind.low), high = limit_text(kind.high);
    const auto values = {Named{"call", row.name}, Named{"argument", name}, Named{"low", low}, Named{"high", high}};
    return whole ? say_plain("{call}: '{argument}' must be a whole number from {low} to {high}", values)
                 : say_plain("{call}: '{argument}' must be a number from {low} to {high}", values);
}

std::string refused_text(const Row& row, size_t argument, std::optional<size_t> size) {
    const Kind& kind = row.kinds[argument];
    if (size && double(*size) <= kind.high) return {};
    const std::string name(argument_name(row, argument)), max = limit_text(kind.high);
    const auto values = {Named{"call", row.name}, Named{"argument", name}, Named{"most", max}};
    return kind.type == Kind::Type::bytes
               ? say_plain("{call}: '{argument}' must be a Uint8Array of at most {most} bytes", values)
               : say_plain("{call}: '{argument}' must be a text of at most {most} bytes", values);
}

}  // namespace app
