#include "scenario/json.h"

#include "base/json_writer.h"

#include <algorithm>
#include <utility>

namespace scenario::json {

namespace {

constexpr size_t short_line = 96;  // a value of up to this width is written on one line

void write_compact(JsonWriter& out, const Value& value) {
    switch (value.kind) {
        case Kind::null: out.null(); break;
        case Kind::boolean: out.value(value.boolean); break;
        case Kind::integer: out.value(value.integer); break;
        case Kind::number: out.value(value.number); break;
        case Kind::string: out.value(value.string); break;
        case Kind::array:
            out.begin_array(JsonWriter::Style::compact);
            for (const Value& item : value.items) write_compact(out, item);
            out.end_array();
            break;
        case Kind::object:
            out.begin_object(JsonWriter::Style::compact);
            for (const Member& member : value.members) write_compact(out.key(member.key), member.value);
            out.end_object();
            break;
    }
}

std::string compact_text(const Value& value) {
    JsonWriter out(JsonWriter::Style::compact);
    write_compact(out, value);
    return out.text();
}

// `used` is the width of what precedes the value on its line.
void write_pretty(JsonWriter& out, const Value& value, size_t used, int depth) {
    const bool open = depth == 0 && value.kind == Kind::object;  // a file is never written on one line
    if (value.kind != Kind::array && value.kind != Kind::object) return write_compact(out, value);
    if (!open) {
        const std::string text = compact_text(value);
        if (used + text.size() <= short_line) {
            out.raw(text);
            return;
        }
    }
    const size_t indent = size_t(depth + 1) * 2;
    if (value.kind == Kind::array) {
        out.begin_array();
        for (const Value& item : value.items) write_pretty(out, item, indent, depth + 1);
        out.end_array();
    } else {
        out.begin_object();
        for (const Member& member : value.members)
            write_pretty(out.key(member.key), member.value, indent + member.key.size() + 4, depth + 1);
        out.end_object();
    }
}

}  // namespace

const Value* Value::find(std::string_view key) const {
    for (const Member& member : members)
        if (member.key == key) return &member.value;
    return nullptr;
}

Value* Value::find(std::string_view key) { return const_cast<Value*>(std::as_const(*this).find(key)); }

Value& Value::operator[](std::string_view key) {
    if (Value* found = find(key)) return *found;
    kind = Kind::object;
    members.push_back({std::string(key), {}, {}});
    return members.back().value;
}

void Value::erase(std::string_view key) {
    std::erase_if(members, [&](const Member& member) { return member.key == key; });
}

Value Value::of(std::string_view text) {
    Value value;
    value.kind = Kind::string;
    value.string = text;
    return value;
}
Value Value::of(int64_t number) {
    Value value;
    value.kind = Kind::integer;
    value.integer = number;
    value.number = double(number);
    return value;
}
Value Value::of(double number) {
    Value value;
    value.kind = Kind::number;
    value.number = number;
    return value;
}
Value Value::of(bool truth) {
    Value value;
    value.kind = Kind::boolean;
    value.boolean = truth;
    return value;
}
Value Value::object() {
    Value value;
    value.kind = Kind::object;
    return value;
}
Value Value::array() {
    Value value;
    value.kind = Kind::array;
    return value;
}

std::string write(const Value& value) {
    JsonWriter out;
    write_pretty(out, value, 0, 0);
    return out.text() + "\n";
}

bool operator==(const Value& a, const Value& b) {
    if (a.kind != b.kind || a.boolean != b.boolean || a.integer != b.integer || a.number != b.number) return false;
    const auto same_member = [](const Member& x, const Member& y) { return x.key == y.key && x.value == y.value; };
    return a.string == b.string && a.items == b.items &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same_member);
}

Value merge_patch(Value target, const Value& patch) {
    if (patch.kind != Kind::object) return patch;
    if (target.kind != Kind::object) {
        target = Value::object();
        target.place = patch.place;
    }
    for (const Member& change : patch.members) {
        if (change.value.kind == Kind::null) {
            target.erase(change.key);
            continue;
        }
        Value& old = target[change.key];
        Value merged = merge_patch(std::move(old), change.value);
        old = std::move(merged);
        for (Member& member : target.members)
            if (member.key == change.key) member.place = change.place;
    }
    return target;
}

std::string pointer_to(std::string_view parent, std::string_view key) {
    std::string pointer(parent);
    pointer += '/';
    for (char c : key) {
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

}  // namespace scenario::json
