#pragma once

// Two processes with asynchronous operations, in µs:
//
//     web      main       0 main --- 4   6 main - 8
//              worker        1 job ------- 7
//              load       0 load ---------------- 8        instant "byte" at 3
//                            1 dns - 4   5 body - 8
//                            1 load ---- 6
//     gpu      raster                    6 tile --- 9
//              frame      0 frame - 3

#include "exchange/in/read.h"

inline exchange::Recorded operations_story() {
    exchange::Reader reader;
    reader.feed(R"([
        {"ph":"M","pid":1,"tid":1,"name":"process_name","args":{"name":"web"}},{"ph":"M","pid":2,"tid":1,"name":"process_name","args":{"name":"gpu"}},
        {"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":"main"}},{"ph":"M","pid":1,"tid":2,"name":"thread_name","args":{"name":"worker"}},
        {"ph":"M","pid":2,"tid":1,"name":"thread_name","args":{"name":"raster"}},
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":4,"name":"main"},{"ph":"X","pid":1,"tid":1,"ts":6,"dur":2,"name":"main"},{"ph":"X","pid":1,"tid":2,"ts":1,"dur":6,"name":"job"},
        {"ph":"X","pid":2,"tid":1,"ts":6,"dur":3,"name":"tile"},
        {"ph":"b","cat":"net","id":1,"pid":1,"ts":0,"name":"load"},{"ph":"b","cat":"net","id":1,"pid":1,"ts":1,"name":"dns"},{"ph":"n","cat":"net","id":1,"pid":1,"ts":3,"name":"byte"},
        {"ph":"e","cat":"net","id":1,"pid":1,"ts":4},{"ph":"b","cat":"net","id":1,"pid":1,"ts":5,"name":"body"},{"ph":"e","cat":"net","id":1,"pid":1,"ts":8},{"ph":"e","cat":"net","id":1,"pid":1,"ts":8},
        {"ph":"b","cat":"net","id":2,"pid":1,"ts":1,"name":"load"},{"ph":"e","cat":"net","id":2,"pid":1,"ts":6},
        {"ph":"b","cat":"cc","id":1,"pid":2,"ts":0,"name":"frame"},{"ph":"e","cat":"cc","id":1,"pid":2,"ts":3}])");
    auto recorded = std::move(reader).finish("story");
    return std::move(*recorded);
}

// Their numbers (trace::Log::span): the spans of the log by their ends, then the nested ones.
constexpr uint32_t frame_operation = 0, first_main = 1, second_load = 2, job_slice = 3, second_main = 4, first_load = 5,
                   tile_slice = 6, dns_operation = 7, body_operation = 8;
