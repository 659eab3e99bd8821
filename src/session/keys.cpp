#include "session/keys.h"

#include "base/say.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {

std::string_view without(std::string_view key, std::string_view prefix, unsigned bit, unsigned& modifiers) {
    if (!key.starts_with(prefix)) return key;
    modifiers |= bit;
    return key.substr(prefix.size());
}

struct Chord {
    std::string_view code;
    unsigned modifiers = 0;
};
Chord chord_of(std::string_view key) {
    Chord chord{key};
    chord.code = without(chord.code, "Ctrl+", control, chord.modifiers);
    chord.code = without(chord.code, "Shift+", shift, chord.modifiers);
    return chord;
}

}  // namespace

bool has_key(std::string_view keys, std::string_view code, unsigned modifiers) {
    if (modifiers & alt) return false;
    if (modifiers & meta) modifiers = (modifiers & ~unsigned(meta)) | control;
    const auto all = keys_of(keys);
    return std::any_of(all.begin(), all.end(), [&](std::string_view key) {
        const Chord chord = chord_of(key);
        return chord.code == code && chord.modifiers == modifiers;
    });
}

std::vector<std::string_view> keys_of(std::string_view keys) {
    std::vector<std::string_view> all;
    while (!keys.empty()) {
        const size_t space = std::min(keys.find(' '), keys.size());
        all.push_back(keys.substr(0, space));
        keys.remove_prefix(std::min(space + 1, keys.size()));
    }
    return all;
}

std::vector<std::string> key_labels(std::string_view keys) {
    std::vector<std::string> labels;
    for (std::string_view key : keys_of(keys)) {
        std::string label = key_label(key);  // the + of the number pad is a plus, too
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
    }
    return labels;
}

std::string key_label(std::string_view key) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"ArrowLeft", "←"}, {"ArrowRight", "→"}, {"ArrowUp", "↑"}, {"ArrowDown", "↓"}, {"Equal", "+"},   {"Minus", "-"},
        {"Comma", ","},     {"Period", "."},     {"Slash", "/"},   {"Escape", "Esc"},
        {"NumpadAdd", "+"}, {"NumpadSubtract", "-"}, {"BracketLeft", "["}, {"BracketRight", "]"},
    };
    if (key == "Shift+Slash") return "?";
    if (key == "Shift+Comma") return "<";
    if (key == "Shift+Period") return ">";
    const Chord chord = chord_of(key);
    std::string label(chord.code);
    if (label.starts_with("Key")) label.erase(0, 3);
    if (label.starts_with("Digit")) label.erase(0, 5);
    for (const auto& [code, name] : names)
        if (chord.code == code) label = name;
    if (chord.modifiers & shift) label = say_plain("Shift {key}", {{"key", std::string(label)}});
    if (chord.modifiers & control) label = say_plain("Ctrl {key}", {{"key", std::string(label)}});
    return label;
}

}  // namespace session
