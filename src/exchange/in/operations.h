#pragma once

// Asynchronous operations of a trace of slices: assembled from the begins, ends and instants of a key, and placed
// on lanes.
//
//     of one key      b load -------------- e          one operation, and one nested in it
//                        b dns ---- e
//                           n byte                     at a moment of it
//     of one kind     lane 0  |- load -|   |- load -|  a kind is a process and a category
//                     lane 1     |- load ---|
//
// If the operations of a key overlap without being nested, each end is matched to a begin of the same name, and
// operations with different names are separate. An instant of a key that has no open operation becomes an operation
// that takes no time.

#include "exchange/in/recorded.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace exchange {

// How many of the open begins an end is compared with, from the innermost outwards, when it names what it ends.
constexpr size_t max_searched = 256;

class Operations {
public:
    enum class What : uint8_t { begin, end, instant };

    // Call these in any order; events of one time and key keep the order of the calls. The category is the
    // number of a name, too.
    void add(What what, uint32_t key, uint32_t process, uint32_t category, uint32_t name, int64_t at) {
        steps_.push_back({at, key, uint32_t(steps_.size()), process, category, name, what});
    }

    std::vector<int64_t> times() const;
    // Removes the events whose times satisfy `at_times`, and returns their number.
    uint64_t leave_out(const std::function<bool(int64_t at)>& at_times);

    // Assembles all operations. The recording lasts from `begin` to `end`; from now on times count from `begin`.
    void put_together(int64_t begin, int64_t end);
    bool has(uint32_t process) const;
    // Makes the lanes of a process, which are new threads of the builder: by kind, in the order in which the kinds
    // begin. Each operation is a task, which `task_of` makes or finds.
    using TaskOf = std::function<uint32_t(uint32_t key, const LogBuilder::Task&)>;
    void lay_on_lanes(LogBuilder& builder, const Texts& names, uint32_t process, const TaskOf& task_of);

    // A kind is named after its category, or after its operations if they all have one name.
    bool by_category = false;
    uint64_t lone_ends = 0, lone_begins = 0, too_deep = 0, without_lane = 0;

private:
    struct Step {
        int64_t at;
        uint32_t key, order, process, category, name;
        What what;
    };
    struct Inner {
        int64_t from, to;
        uint32_t name, depth;  // for an instant, from == to and depth has no meaning
    };
    struct Operation {
        int64_t from, to;
        uint32_t process, category, key, name;
        uint32_t order;         // the order of its first step
        uint32_t first, count;  // a range of inner_
        bool ended;
        uint32_t kind, lane;
    };
    struct Open {
        int64_t from;
        uint32_t name;
    };

    bool nest(size_t first, size_t last) const;
    void operations_of(size_t first, size_t last, int64_t end);
    void order_kinds();
    void lay_kind(LogBuilder& builder, const Texts& names, size_t first, size_t last, const TaskOf& task_of);

    std::vector<Step> steps_;
    std::vector<Operation> all_;                        // sorted by process, kind and begin
    std::vector<Inner> inner_;                          // sorted by operation, then begin
    std::set<std::pair<uint32_t, std::string>> taken_;  // names of kinds, by process
    uint32_t lanes_ = 0;
};

}  // namespace exchange
