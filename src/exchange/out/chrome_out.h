#pragma once

// Events of Chrome's format, to be written in the order of time, and longer ones first, so that slices nest.

#include "base/json_writer.h"
#include "base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

constexpr auto compact = JsonWriter::Style::compact;

std::string microseconds(Time t);  // "12.345"

class ChromeEvents {
public:
    // At one time, longer events come first, then those that were added first.
    void add(Time at, Time length, const JsonWriter& json) {
        places_.push_back({at, length, text_.size(), json.text().size()});
        text_ += json.text();
    }

    void write(std::string& out);

private:
    struct Place {
        Time at, length;
        size_t from, size;
    };
    std::vector<Place> places_;
    std::string text_;
};

struct ChromeLane {  // with the terms of the format
    uint32_t process = 0, thread = 0;
};

// The numbers at which the events of one run begin: one file contains all runs.
struct ChromeBase {
    uint32_t process = 0, thread = 0, task = 0, core = 0;
    uint64_t flow = 0;
};

// Writes the beginning of an event.
void chrome_head(JsonWriter& json, const char* phase, const char* category, std::string_view name, ChromeLane lane,
                 Time at);

}  // namespace exchange
