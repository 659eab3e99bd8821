#pragma once

// A JSON tree that remembers the place of each value in the text and keeps the order of
// keys. Duplicate keys are errors, and so is text after the end.

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scenario::json {

struct Place {
    int line = 0;  // from 1; 0 if the value came from no text
    int column = 0;
    bool operator==(const Place&) const = default;
};

enum class Kind : uint8_t { null, boolean, integer, number, string, array, object };

struct Member;
struct Value {
    Kind kind = Kind::null;
    Place place;
    bool boolean = false;
    int64_t integer = 0;  // set also when kind is integer; `number` then contains it too
    double number = 0;
    std::string string;
    std::vector<Value> items;     // array
    std::vector<Member> members;  // object, in the order of the text

    const Value* find(std::string_view key) const;
    Value* find(std::string_view key);
    // Returns the value of the key; adds it, as null, if there is none.
    Value& operator[](std::string_view key);
    void erase(std::string_view key);

    static Value of(std::string_view text);
    static Value of(int64_t number);
    static Value of(double number);
    static Value of(bool truth);
    static Value object();
    static Value array();
};
struct Member {
    std::string key;
    Place place;
    Value value;
};

// Compares values and their order, not their places in a text.
bool operator==(const Value& a, const Value& b);

constexpr size_t longest_text = 256 * 1024;
Result<Value> parse(std::string_view text, size_t longest = longest_text);
std::string write(const Value& value);  // pretty: short arrays and objects are on one line

// RFC 7396: members of `patch` replace those of `target`, null removes them, and objects merge.
Value merge_patch(Value target, const Value& patch);

// "/work/0" + "count" -> "/work/0/count", with ~0 and ~1 for ~ and /.
std::string pointer_to(std::string_view parent, std::string_view key);

}  // namespace scenario::json
