#pragma once

// Writes JSON text, one call per token. Commas and indentation are added:
//
//     JsonWriter json;
//     json.begin_object().key("cores").value(2).key("title").value("x").end_object();
//     std::move(json).text()  ->  {"cores": 2, "title": "x"}
//
// Objects begun with `compact` stay on one line. Strings are escaped;
// bytes that are not UTF-8 become U+FFFD.

#include "base/say.h"
#include "base/time.h"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class JsonWriter {
public:
    enum class Style { pretty, compact };
    explicit JsonWriter(Style style = Style::pretty) : style_(style) {}

    JsonWriter& begin_object(Style style = Style::pretty) { return begin('{', style); }
    JsonWriter& end_object() { return end('}'); }
    JsonWriter& begin_array(Style style = Style::pretty) { return begin('[', style); }
    JsonWriter& end_array() { return end(']'); }
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth);
    JsonWriter& value(double number);  // null if it is not finite
    JsonWriter& value(std::integral auto number) { return raw(std::to_string(number)); }
    JsonWriter& value(Time t) { return value(t.ns); }
    // A list of texts; every second one is strong: ["", "Core 1", " is idle"].
    JsonWriter& value(const RichText& text);
    JsonWriter& null();
    JsonWriter& raw(std::string_view json);  // text that is JSON already
    template <class T>
    JsonWriter& value(const std::optional<T>& v) { return v ? value(*v) : null(); }

    // key and value in one
    template <class T>
    JsonWriter& member(std::string_view name, const T& v) { key(name); return value(v); }

    const std::string& text() const { return text_; }

private:
    struct Level { bool compact; bool empty; };
    JsonWriter& begin(char bracket, Style style);
    JsonWriter& end(char bracket);
    void before_value();
    void separate(Level& level);

    Style style_;
    std::string text_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};
