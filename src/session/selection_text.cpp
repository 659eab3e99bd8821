#include "session/selection_text.h"

#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace session {

namespace {

using chart::LaneKind;

constexpr size_t longest_text = 80;
constexpr size_t max_parts = 6;
constexpr std::string_view time_unit = "ns", callback_name = "callback";

struct KindName {
    LaneKind kind;
    std::string_view name;
};
constexpr KindName kind_names[] = {
    // of lanes that have gaps
    {LaneKind::server, "server"},
    {LaneKind::core, "core"},
    {LaneKind::thread, "thread"},
    {LaneKind::operation, "operation"},
};

// Only digits.
template <class Number>
std::optional<Number> whole_number(std::string_view text, Number max) {
    Number value = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9') return {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > max) return {};
    return value;
}

struct Parts {
    std::array<std::string_view, max_parts> all;
    size_t count = 0;
    bool too_many = false;
};

Parts split(std::string_view text) {
    Parts parts;
    while (true) {
        if (parts.count == max_parts) {
            parts.too_many = true;
            return parts;
        }
        const size_t colon = text.find(':');
        parts.all[parts.count++] = text.substr(0, colon);
        if (colon == std::string_view::npos) return parts;
        text.remove_prefix(colon + 1);
    }
}

std::optional<uint32_t> small_number(std::string_view text) { return whole_number<uint32_t>(text, 999'999'999); }

}  // namespace

std::string selection_text(const Selection& selection) {
    if (const ChosenBar* bar = std::get_if<ChosenBar>(&selection))
        return std::to_string(bar->pane) + ':' + std::to_string(bar->span);
    if (const ChosenCallback* chosen = std::get_if<ChosenCallback>(&selection))
        return std::to_string(chosen->pane)
            .append(":")
            .append(callback_name)
            .append(":")
            .append(std::to_string(chosen->callback));
    const ChosenGap* gap = std::get_if<ChosenGap>(&selection);
    if (!gap) return {};
    const chart::GroupKey& group = gap->lane.group;
    for (const KindName& row : kind_names) {
        if (row.kind != group.kind) continue;
        std::string text = std::to_string(gap->lane.pane) + ':';
        text.append(row.name).append(":").append(std::to_string(gap->lane.place));
        if (group.server > 0 || group.index > 0) text += ':' + std::to_string(group.server);
        if (group.index > 0) text += ':' + std::to_string(group.index);
        return text + ':' + std::to_string(gap->at.ns).append(time_unit);
    }
    return {};
}

Selection parse_selection(std::string_view text) {
    if (text.size() > longest_text) return {};
    const Parts parts = split(text);
    if (parts.too_many || parts.count < 2) return {};
    const auto pane = small_number(parts.all[0]);
    if (!pane) return {};
    if (parts.count == 2) {
        const auto span = small_number(parts.all[1]);
        return span ? Selection(ChosenBar{*pane, *span}) : Selection();
    }
    if (parts.count == 3) {
        const auto callback = parts.all[1] == callback_name ? small_number(parts.all[2]) : std::nullopt;
        return callback ? Selection(ChosenCallback{*pane, *callback, {}}) : Selection();
    }
    std::string_view last = parts.all[parts.count - 1];
    if (!last.ends_with(time_unit)) return {};
    last.remove_suffix(time_unit.size());
    const auto at = whole_number<int64_t>(last, std::numeric_limits<int64_t>::max() / 2);
    if (!at) return {};
    std::array<uint32_t, 3> numbers{};  // place, server, index
    for (size_t i = 2; i + 1 < parts.count; ++i) {
        const auto number = small_number(parts.all[i]);
        if (!number) return {};
        numbers[i - 2] = *number;
    }
    for (const KindName& row : kind_names)
        if (row.name == parts.all[1]) return ChosenGap{{*pane, {row.kind, numbers[1], numbers[2]}, numbers[0]}, {*at}};
    return {};
}

}  // namespace session
