#include "tests/reference/shrink.h"

#include "base/time.h"
#include "scenario/json.h"

#include <cassert>
#include <vector>

namespace reference {

namespace {

using scenario::json::Kind;
using scenario::json::Value;

// All values of the tree, the outermost first.
void collect(Value& value, std::vector<Value*>& all) {
    all.push_back(&value);
    for (Value& item : value.items) collect(item, all);
    for (auto& member : value.members) collect(member.value, all);
}

std::vector<Value> smaller(const Value& value) {
    std::vector<Value> ways;
    for (size_t i = 0; i < value.items.size(); ++i) {
        ways.push_back(value);
        ways.back().items.erase(ways.back().items.begin() + std::ptrdiff_t(i));
    }
    for (size_t i = 0; i < value.members.size(); ++i) {
        ways.push_back(value);
        ways.back().members.erase(ways.back().members.begin() + std::ptrdiff_t(i));
    }
    if (value.kind == Kind::integer)
        for (const int64_t less : {int64_t(0), int64_t(1), value.integer / 2, value.integer - 1})
            if (less >= 0 && less < value.integer) ways.push_back(Value::of(less));
    if (value.kind == Kind::string)
        if (const auto time = parse_time(value.string); time && *time > msec(1))
            for (const Time less : {msec(1), Time{time->ns / 1'000'000 / 2 * 1'000'000}, *time - msec(1)})
                if (less > Time{} && less < *time) ways.push_back(Value::of(time_text(less)));
    if (value.kind == Kind::object && value.members.size() == 1) ways.push_back(Value::of("1ms"));  // a law
    return ways;
}

}  // namespace

std::string shrunk(const std::string& text, const std::function<bool(const std::string&)>& fails) {
    auto parsed = scenario::json::parse(text);
    assert(parsed);
    Value best = *parsed;
    for (bool any = true; any;) {
        any = false;
        std::vector<Value*> all;
        collect(best, all);
        for (size_t i = 0; i < all.size(); ++i) {
            for (const Value& way : smaller(*all[i])) {
                const Value before = *all[i];
                *all[i] = way;
                if (fails(scenario::json::write(best))) {
                    any = true;
                    break;
                }
                *all[i] = before;
                all.clear();  // the tree has changed
                collect(best, all);
            }
            all.clear();
            collect(best, all);
        }
    }
    return scenario::json::write(best);
}

}  // namespace reference
