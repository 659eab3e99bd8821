#include "exchange/out/chrome_out.h"

#include "base/arrange.h"

namespace exchange {

std::string microseconds(Time t) {
    std::string text = std::to_string(t.ns / 1000);
    int rest = int(t.ns % 1000);
    if (rest == 0) return text;
    text += '.';
    for (int unit = 100; rest > 0; rest %= unit, unit /= 10) text += char('0' + rest / unit);
    return text;
}

void ChromeEvents::write(std::string& out) {
    arrange(places_, [](const Place& a, const Place& b) { return a.at != b.at ? a.at < b.at : a.length > b.length; });
    for (size_t i = 0; i < places_.size(); ++i) {
        out.append(text_, places_[i].from, places_[i].size);
        out += i + 1 < places_.size() ? ",\n" : "\n";
    }
}

void chrome_head(JsonWriter& json, const char* phase, const char* category, std::string_view name, ChromeLane lane,
                 Time at) {
    json.begin_object().member("ph", phase).member("cat", category).member("name", name);
    json.member("pid", lane.process).member("tid", lane.thread).key("ts").raw(microseconds(at));
}

}  // namespace exchange
