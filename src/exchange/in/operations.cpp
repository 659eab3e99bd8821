#include "exchange/in/operations.h"

#include "base/arrange.h"
#include "base/packer.h"
#include "base/say.h"

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace exchange {

namespace {

constexpr uint32_t max_lanes = 20'000;

// Returns the narrowest category of a list: the first, or a later one that extends it.
// "node,node.fs,node.fs.async" gives node.fs.async.
std::string_view narrowest(std::string_view categories) {
    // The prefix of Chrome's categories that are recorded only on request.
    constexpr std::string_view switched_off = "disabled-by-default-";
    std::string_view found;
    for (bool first = true; !categories.empty(); first = false) {
        const size_t comma = categories.find(',');
        std::string_view one = categories.substr(0, comma);
        categories = comma == std::string_view::npos ? std::string_view() : categories.substr(comma + 1);
        if (one.starts_with(switched_off)) one.remove_prefix(switched_off.size());
        if (first || (one.size() > found.size() && one.starts_with(found) && one[found.size()] == '.')) found = one;
    }
    return found;
}

}  // namespace

std::vector<int64_t> Operations::times() const {
    std::vector<int64_t> all;
    for (const Step& step : steps_) all.push_back(step.at);
    return all;
}

uint64_t Operations::leave_out(const std::function<bool(int64_t at)>& at_times) {
    return std::erase_if(steps_, [&](const Step& step) { return at_times(step.at); });
}

// Are the operations of a key properly nested? If so, each end has the name of the latest begin that is still open, or
// a name that no open begin has.
bool Operations::nest(size_t first, size_t last) const {
    std::vector<uint32_t> open;
    for (size_t i = first; i < last; ++i) {
        const Step& step = steps_[i];
        if (step.what == What::begin) open.push_back(step.name);
        if (step.what != What::end || open.empty()) continue;
        const auto last = open.rbegin() + std::ptrdiff_t(std::min(open.size(), max_searched));
        if (open.back() != step.name && std::find(open.rbegin(), last, step.name) != last) return false;
        open.pop_back();
    }
    return true;
}

void Operations::put_together(int64_t begin, int64_t end) {
    for (Step& step : steps_) step.at -= begin;
    arrange(steps_, [](const Step& a, const Step& b) {
        return std::tie(a.key, a.at, a.order) < std::tie(b.key, b.at, b.order);
    });
    for (size_t first = 0, last = 0; first < steps_.size(); first = last) {
        while (last < steps_.size() && steps_[last].key == steps_[first].key) ++last;
        if (nest(first, last)) {
            operations_of(first, last, end - begin);
            continue;
        }
        std::stable_sort(steps_.begin() + int64_t(first), steps_.begin() + int64_t(last),
                         [](const Step& a, const Step& b) { return a.name < b.name; });
        for (size_t from = first, to = first; from < last; from = to) {
            while (to < last && steps_[to].name == steps_[from].name) ++to;
            operations_of(from, to, end - begin);
        }
    }
    steps_ = {};
    order_kinds();
}

void Operations::order_kinds() {
    // Of two operations that begin together, the longer one has the lower lane.
    arrange(all_, [](const Operation& a, const Operation& b) {
        return std::tie(a.from, b.to, a.order) < std::tie(b.from, a.to, b.order);
    });
    std::map<std::pair<uint32_t, uint32_t>, uint32_t> kinds;  // by process and category
    for (Operation& one : all_)
        one.kind = kinds.try_emplace({one.process, one.category}, uint32_t(kinds.size())).first->second;
    arrange(all_, [](const Operation& a, const Operation& b) {
        return std::tie(a.process, a.kind) < std::tie(b.process, b.kind);
    });
}

// Assembles the operations of one key. An operation that begins while another is open is nested in it.
void Operations::operations_of(size_t first, size_t last, int64_t end) {
    std::vector<Open> open;
    const auto close = [&](int64_t at) {
        const Open closed = open.back();
        open.pop_back();
        Operation& operation = all_.back();
        if (open.empty()) {
            operation.to = at;
            operation.count = uint32_t(inner_.size()) - operation.first;
            const std::span<Inner> its = std::span(inner_).subspan(operation.first);
            if (its.size() > 1)
                arrange(its, [](const Inner& a, const Inner& b) {
                    return std::tie(a.from, a.depth, a.to, a.name) < std::tie(b.from, b.depth, b.to, b.name);
                });
        } else if (open.size() <= LogBuilder::max_depth) {
            inner_.push_back({closed.from, at, closed.name, uint32_t(open.size())});
        } else {
            ++too_deep;
        }
    };
    const auto begin = [&](const Step& step) {
        if (open.empty())
            all_.push_back({step.at, step.at, step.process, step.category, step.key, step.name, step.order,
                            uint32_t(inner_.size()), 0, true, 0, 0});
        open.push_back({step.at, step.name});
    };
    for (size_t i = first; i < last; ++i) {
        const Step& step = steps_[i];
        if (step.what == What::begin) {
            begin(step);
        } else if (step.what == What::instant && !open.empty()) {
            inner_.push_back({step.at, step.at, step.name, 0});
        } else if (step.what == What::instant) {
            begin(step);
            close(step.at);
        } else if (open.empty()) {
            ++lone_ends;
        } else {
            close(step.at);
        }
    }
    if (open.empty()) return;
    lone_begins += open.size();
    all_.back().ended = false;
    while (!open.empty()) close(end);
}

bool Operations::has(uint32_t process) const {
    const auto first =
        std::partition_point(all_.begin(), all_.end(), [&](const Operation& one) { return one.process < process; });
    return first != all_.end() && first->process == process;
}

void Operations::lay_on_lanes(LogBuilder& builder, const Texts& names, uint32_t process, const TaskOf& task_of) {
    const auto of_process =
        std::partition_point(all_.begin(), all_.end(), [&](const Operation& one) { return one.process < process; });
    for (size_t first = size_t(of_process - all_.begin()), last = first;
         first < all_.size() && all_[first].process == process; first = last) {
        while (last < all_.size() && all_[last].process == process && all_[last].kind == all_[first].kind) ++last;
        lay_kind(builder, names, first, last, task_of);
    }
}

void Operations::lay_kind(LogBuilder& builder, const Texts& names, size_t first, size_t last, const TaskOf& task_of) {
    Packer packer;
    bool one_name = !by_category;
    for (size_t i = first; i < last; ++i) {
        all_[i].lane = packer.lane_for({all_[i].from}, {std::max(all_[i].to, all_[i].from + 1)});
        one_name = one_name && all_[i].name == all_[first].name;
    }
    const uint32_t count = std::min(packer.lanes(), max_lanes - lanes_);
    lanes_ += count;
    const std::string category(names[all_[first].category]);
    std::string name(one_name      ? names[all_[first].name]
                     : by_category ? names[all_[first].category]
                                   : narrowest(names[all_[first].category]));
    if (name.empty()) name = say_plain("operations");
    if (!taken_.emplace(all_[first].process, name).second) name += " (" + category + ")";
    const uint32_t first_thread = uint32_t(builder.recording.threads.size());
    for (uint32_t lane = 0; lane < count; ++lane)
        builder.add_thread(
            {lane == 0 ? name : name + ' ' + std::to_string(lane + 1), all_[first].process, all_[first].kind + 1});

    std::vector<std::vector<LogBuilder::Nested>> nested;  // by lane
    nested.resize(count);
    for (size_t i = first; i < last; ++i) {
        const Operation& one = all_[i];
        const bool shown = one.lane < count;
        without_lane += !shown;
        const uint32_t thread = shown ? first_thread + one.lane : LogBuilder::none;
        const uint32_t task = task_of(
            one.key, {.arrival = one.from, .started = one.from, .finished = one.ended ? one.to : -1, .name = one.name});
        builder.add_span(
            {.start = one.from, .end = one.to, .task = task, .thread = thread, .kind = trace::SpanKind::waiting});
        if (!shown) continue;
        if (one.from == one.to) builder.add_instant(one.from, thread, one.name);
        for (const Inner* inner = inner_.data() + one.first; inner != inner_.data() + one.first + one.count; ++inner) {
            if (inner->from == inner->to) builder.add_instant(inner->from, thread, inner->name);
            else nested[one.lane].push_back({inner->from, inner->to, task, thread, inner->name, inner->depth});
        }
    }
    for (std::vector<LogBuilder::Nested>& lane : nested) {
        arrange(lane, [](const LogBuilder::Nested& a, const LogBuilder::Nested& b) { return a.depth < b.depth; });
        for (const LogBuilder::Nested& slice : lane) builder.add_nested(slice);
    }
}

}  // namespace exchange
