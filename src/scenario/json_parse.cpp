// nlohmann/json parses the grammar. It does not tell a SAX reader where a value is in the
// text; the Scanner that feeds it does.

#define JSON_NOEXCEPTION
#define JSON_NO_IO
#define JSON_ASSERT(condition) ((void)0)  // the texts of assertions would become part of the page
#include <nlohmann/json.hpp>

#include "scenario/document.h"
#include "scenario/json_explain.h"
#include "scenario/json_scan.h"

#include <optional>
#include <unordered_set>

namespace scenario::json {

namespace {

// Builds the tree, or stops at the first error.
class Builder {
public:
    explicit Builder(Scanner& scanner) : scanner_(scanner) {}

    Value root;
    std::optional<Error> error;

    bool null() {
        add(Kind::null);
        return true;
    }
    bool boolean(bool truth) {
        add(Kind::boolean).boolean = truth;
        return true;
    }
    bool number_integer(int64_t number) {
        Value& value = add(Kind::integer);
        value.integer = number;
        value.number = double(number);
        return true;
    }
    bool number_unsigned(uint64_t number) {
        if (number <= uint64_t(INT64_MAX)) return number_integer(int64_t(number));
        return number_float(double(number), {});
    }
    bool number_float(double number, const std::string&) {
        add(Kind::number).number = number;
        return true;
    }
    bool string(std::string& text) {
        add(Kind::string).string = std::move(text);
        return true;
    }
    template <class Bytes>
    bool binary(Bytes&) {
        return false;
    }  // JSON text has no binary values

    bool start_object(size_t) { return open(Kind::object); }
    bool start_array(size_t) { return open(Kind::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& text) {
        Frame& top = frames_.back();
        if (top.keys.size() == max_keys)
            return stop("more than " + std::to_string(max_keys) + " keys in one object", pointer_to(pointer(), text));
        if (!top.keys.insert(text).second)
            return stop("the key \"" + text + "\" stands twice in this object; keep one of them",
                        pointer_to(pointer(), text));
        top.value->members.push_back({text, scanner_.value(), {}});
        top.awaits_value = true;
        return true;
    }

    template <class Exception>
    bool parse_error(size_t, const std::string&, const Exception&) {
        Stuck stuck;
        stuck.finished = finished_;
        stuck.last_value = last_value_;
        if (!frames_.empty()) {
            const Value& innermost = *frames_.back().value;
            stuck.inside = innermost.kind;
            stuck.opened = innermost.place;
            if (frames_.back().awaits_value) stuck.key = &innermost.members.back().key;
        }
        error = explain(scanner_, stuck);
        // The lexer has already passed on the 0 of a word like 02.
        const bool of_last_value = Place{error->line, error->column} == last_value_ && !finished_;
        error->pointer = pointer(of_last_value);
        return false;
    }

private:
    struct Frame {
        Value* value;
        bool awaits_value = false;             // a key was read
        std::unordered_set<std::string> keys;  // looked up, never walked
    };

    Value& add(Kind kind) {
        Value* value = &root;
        if (frames_.empty()) {
            finished_ = true;
        } else {
            Frame& top = frames_.back();
            top.awaits_value = false;
            value = top.value->kind == Kind::array ? &top.value->items.emplace_back()
                                                   : &top.value->members.back().value;
        }
        value->kind = kind;
        value->place = last_value_ = scanner_.value();
        return *value;
    }
    bool open(Kind kind) {
        if (frames_.size() == size_t(deepest))
            return stop(
                "this is nested too deeply; at most " + std::to_string(deepest) + " levels are allowed",
                pointer());
        Value& value = add(kind);
        finished_ = false;
        frames_.push_back({&value, false, {}});
        return true;
    }
    bool close() {
        frames_.pop_back();
        finished_ = frames_.empty();
        return true;
    }
    bool stop(std::string message, std::string where) {
        error = Error{std::move(message), scanner_.value().line, scanner_.value().column, std::move(where)};
        return false;
    }

    // The pointer of the innermost open bracket, of the key whose value is expected there,
    // or of the last value in it.
    std::string pointer(bool of_last_value = false) const {
        std::string text;
        for (size_t i = 0; i < frames_.size(); ++i) {
            const Value& value = *frames_[i].value;
            if (i + 1 == frames_.size() && !frames_[i].awaits_value && !of_last_value) break;
            if (value.items.empty() && value.members.empty()) break;
            text = pointer_to(text, value.kind == Kind::array ? std::to_string(value.items.size() - 1)
                                                              : value.members.back().key);
        }
        return text;
    }

    Scanner& scanner_;
    std::vector<Frame> frames_;
    Place last_value_;
    bool finished_ = false;  // the outermost value is complete
};

Place place_of(std::string_view text, size_t offset) {
    Place place{1, 1};
    for (size_t i = 0; i < offset; ++i) {
        if (text[i] == '\n')
            place = {place.line + 1, 1};
        else if (!continues_character(text[i + 1]))
            ++place.column;
    }
    return place;
}

}  // namespace

Result<Value> parse(std::string_view text, size_t longest) {
    if (text.size() > longest)
        return Error{"the text is " + std::to_string(text.size() / 1024 + 1) + " KiB long; at most " +
                         std::to_string(longest / 1024) + " KiB are allowed",
                     1,
                     1,
                     {}};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark
    if (const size_t bad = find_bad_utf8(text); bad != text.npos) {
        const Place place = place_of(text, bad);
        return Error{
            "these bytes are not UTF-8; save the file in that encoding", place.line, place.column, {}};
    }
    if (const size_t zero = text.find('\0'); zero != text.npos) {
        const Place place = place_of(text, zero);
        return Error{"there is a zero byte here; remove it", place.line, place.column, {}};
    }
    Scanner scanner(text);
    Builder builder(scanner);
    const bool read = nlohmann::json::sax_parse(Feed{&scanner}, Feed{}, &builder);
    if (builder.error) return *builder.error;
    assert(read);
    (void)read;
    return std::move(builder.root);
}

}  // namespace scenario::json
