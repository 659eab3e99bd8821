#pragma once

// A recording with everything that a recording can have, in µs:
//
//     main       0 loop ------------------------------ 20      instant "gc" at 11
//                  2 a --------- 10    12 c --- 15
//                    4 b 6  7 b 8
//     w                    8 work ------- 14
//     arrows     from b at 5 to work at 9, from work at 10 to c, which comes next after 11
//     counter    heap: 5 from 0, -3 from 10, 8 from 16

#include "exchange/in/read.h"

inline exchange::Recorded slices_story() {
    exchange::Reader reader;
    reader.feed(R"([
        {"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":"main"}},{"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"w"}},
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":20,"name":"loop"},{"ph":"X","pid":1,"tid":1,"ts":2,"dur":8,"name":"a"},{"ph":"X","pid":1,"tid":1,"ts":4,"dur":2,"name":"b"},
        {"ph":"X","pid":1,"tid":1,"ts":7,"dur":1,"name":"b"},{"ph":"X","pid":1,"tid":1,"ts":12,"dur":3,"name":"c"},{"ph":"X","pid":1,"tid":2,"ts":8,"dur":6,"name":"work"},
        {"ph":"s","cat":"f","id":1,"name":"n","pid":1,"tid":1,"ts":5},{"ph":"f","cat":"f","id":1,"name":"n","pid":1,"tid":2,"ts":9,"bp":"e"},
        {"ph":"s","cat":"f","id":2,"name":"n","pid":1,"tid":2,"ts":10},{"ph":"f","cat":"f","id":2,"name":"n","pid":1,"tid":1,"ts":11},
        {"ph":"i","s":"t","pid":1,"tid":1,"ts":11,"name":"gc"},
        {"ph":"C","pid":1,"ts":0,"name":"heap","args":{"value":5}},{"ph":"C","pid":1,"ts":10,"name":"heap","args":{"value":-3}},{"ph":"C","pid":1,"ts":16,"name":"heap","args":{"value":8}}])");
    auto recorded = std::move(reader).finish("story");
    return std::move(*recorded);
}

// Their numbers (trace::Log::span): the spans of the log by their ends, then the nested ones by depth.
constexpr uint32_t work_slice = 0, loop_slice = 1, a_slice = 2, c_slice = 3, b_slice = 4, second_b_slice = 5;
