#include "base/json_writer.h"

#include "base/number.h"
#include "base/utf8.h"

#include <cassert>
#include <cmath>

namespace {

void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (size_t i = 0; i < text.size();) {
        const size_t length = utf8_length(text, i);
        if (length != 1) {
            out += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(i, length);
            i += length == 0 ? 1 : length;
            continue;
        }
        const char c = text[i++];
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (uint8_t(c) < 0x20 || c == 0x7F) {
            constexpr char hex[] = "0123456789abcdef";
            out += "\\u00";
            out += hex[uint8_t(c) >> 4];
            out += hex[uint8_t(c) & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

}  // namespace

void JsonWriter::separate(Level& level) {
    if (!level.empty) text_ += level.compact ? ", " : ",";
    if (!level.compact) {
        text_ += '\n';
        text_.append(levels_.size() * 2, ' ');
    }
    level.empty = false;
}

void JsonWriter::before_value() {
    if (after_key_) after_key_ = false;
    else if (!levels_.empty()) separate(levels_.back());
}

JsonWriter& JsonWriter::begin(char bracket, Style style) {
    before_value();
    const bool compact =
        style_ == Style::compact || style == Style::compact || (!levels_.empty() && levels_.back().compact);
    text_ += bracket;
    levels_.push_back({compact, true});
    return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
    assert(!levels_.empty() && !after_key_);
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.empty && !level.compact) {
        text_ += '\n';
        text_.append(levels_.size() * 2, ' ');
    }
    text_ += bracket;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    assert(!levels_.empty() && !after_key_);
    separate(levels_.back());
    append_string(text_, name);
    text_ += ": ";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    before_value();
    append_string(text_, text);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) { return raw(truth ? "true" : "false"); }
JsonWriter& JsonWriter::value(double number) { return std::isfinite(number) ? raw(number_text(number)) : null(); }
JsonWriter& JsonWriter::value(const RichText& text) {
    begin_array(Style::compact);
    bool strong = false;  // whether the next item is strong
    for (const Piece& piece : text.pieces()) {
        if (piece.strong != strong) value("");
        value(piece.text);
        strong = !piece.strong;
    }
    return end_array();
}

JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    before_value();
    text_ += json;
    return *this;
}
