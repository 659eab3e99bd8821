#include "chart/loops/loop_lanes.h"

#include "base/arrange.h"
#include "base/say.h"
#include "chart/frame/text_width.h"
#include "metrics/code_names.h"
#include "metrics/names.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace chart {

using scenario::OpKind;
using scenario::Runtime;
using trace::Callback;
using trace::Phase;
using Look = LoopItem::Look;

std::string queue_name(LoopQueue queue) {
    constexpr Phrase names[] = {Phrase("Ready queue"), Phrase("Next-ticks"), Phrase("Microtasks"), Phrase("Task queue"),
                                Phrase("Timer heap"), Phrase("Poll queue"), Phrase("Immediates"), Phrase("Frames"),
                                Phrase("Promises"), Phrase("Futures"), Phrase("Thread pool")};
    return say_plain(names[size_t(queue)]);
}

uint8_t phase_colour(Phase phase) {
    switch (phase) {
        case Phase::script: return 0;
        case Phase::next_tick: return 4;
        case Phase::microtask: return 3;
        case Phase::timers: return 1;
        case Phase::poll: return 5;
        case Phase::check: return 2;
        case Phase::ready: return 7;
        case Phase::frame: return 2;
        case Phase::render: return 6;
    }
    return 0;
}

namespace {

// The queue in which a callback waits for its event, and the queue in which it waits for the loop.
struct Queues {
    LoopQueue before, after;
};

Queues queues_of(Runtime runtime, const scenario::Operation* operation, Phase phase) {
    if (runtime == Runtime::asyncio) {
        const OpKind kind = operation ? operation->kind : OpKind::log;
        const bool timer = kind == OpKind::sleep || kind == OpKind::call_later;
        return {timer                       ? LoopQueue::timers
                : kind == OpKind::to_thread ? LoopQueue::pool
                                            : LoopQueue::futures,
                LoopQueue::ready};
    }
    const bool node = runtime == Runtime::node;
    switch (phase) {
        case Phase::next_tick: return {LoopQueue::next_ticks, LoopQueue::next_ticks};
        case Phase::microtask: return {LoopQueue::promises, LoopQueue::microtasks};
        case Phase::timers: return {LoopQueue::timers, node ? LoopQueue::timers : LoopQueue::tasks};
        case Phase::check: return {LoopQueue::immediates, LoopQueue::immediates};
        case Phase::frame: return {LoopQueue::frames, LoopQueue::frames};
        default: return {operation ? LoopQueue::pool : LoopQueue::poll, node ? LoopQueue::poll : LoopQueue::tasks};
    }
}

}  // namespace

Waits waiting_of(Runtime runtime, const scenario::Operation* operation, const Callback& callback, Time end) {
    Waits waits;
    const Time until = callback.began.value_or(callback.cancelled ? callback.ended.value_or(end) : end);
    const Time ready = std::min(until, callback.ready.value_or(until));
    const auto [before, after] = queues_of(runtime, operation, callback.phase);
    if (ready > callback.registered) waits.parts[waits.count++] = {before, callback.registered, ready, false};
    if (until > ready) waits.parts[waits.count++] = {after, ready, until, true};
    return waits;
}

namespace {

// Stores a text that many items share only once.
class Texts {
public:
    explicit Texts(std::vector<std::string>& texts) : texts_(texts) {}
    uint32_t of(std::string text) {
        const auto [at, fresh] = numbers_.try_emplace(std::move(text), uint32_t(numbers_.size()));
        if (fresh) texts_.push_back(at->first);
        return at->second;
    }

private:
    std::unordered_map<std::string, uint32_t> numbers_;  // looked up, never walked
    std::vector<std::string>& texts_;
};

class Builder {
public:
    Builder(const scenario::Scenario& scenario, const trace::Log& log)
        : scenario_(scenario), log_(log), names_(scenario), python_(scenario.strategy.runtime == Runtime::asyncio) {
        name_callbacks();
    }

    LoopPicture all() {
        for (server_ = 0; server_ < metrics::server_count(log_); ++server_)
            for (int64_t loop = 0; loop < scenario_.strategy.loops; ++loop) one(uint32_t(loop));
        return std::move(picture_);
    }

private:
    bool mine(const Callback& callback) const { return callback.server == server_ && callback.loop == loop_; }
    const trace::Callbacks& record() const { return log_.callbacks; }
    Time end_of(const Callback& callback) const { return callback.ended.value_or(log_.end); }

    // A task of asyncio is named after its function and number, and has its own colour; in other
    // runtimes the phase determines the colour. A callback of one of several tasks of a row has the
    // number of the task.
    void name_callbacks() {
        const size_t count = record().all.size();
        std::map<std::string, uint32_t> started;       // the number of tasks of each function that have started
        std::vector<uint32_t> number(count, 0);        // the number of a task among those of its function, from 1
        uint32_t tasks = 0;
        names_of_.resize(count);
        colours_.resize(count);
        for (uint32_t i = 0; i < count; ++i) {
            const Callback& one = record().all[i];
            names_of_[i] = names_.callback(log_, i);
            colours_[i] = phase_colour(one.phase);
            if (!python_) continue;
            const bool begins = names_.starts_task(log_, i) || one.by == trace::no_callback;
            if (begins) {
                number[i] = ++started[names_of_[i]];
                colours_[i] = uint8_t(tasks++ % 8);
            } else {
                number[i] = one.function == trace::no_function ? 0 : number[one.by];
                colours_[i] = colours_[one.by];
            }
        }
        for (uint32_t i = 0; i < count; ++i) {
            const Callback& one = record().all[i];
            const bool several = one.task && one.task.index < log_.tasks.size() &&
                                 scenario_.work[log_.tasks[one.task.index].row].count != 1;
            if (several && one.function != trace::no_function)
                names_of_[i] += ' ' + std::to_string(log_.tasks[one.task.index].index + 1);
            else if (number[i] > 0 && started[names_of_[i]] > 1) names_of_[i] += ' ' + std::to_string(number[i]);
        }
    }

    LoopLane& add(LoopPart part, uint32_t row, std::string label, LoopQueue queue = LoopQueue::ready) {
        if (!label.empty() && scenario_.strategy.loops > 1)
            label = say_plain("Loop {n} · {lane}", {{"n", loop_ + 1}, {"lane", label}});
        if (!label.empty() && metrics::server_count(log_) > 1)
            label = say_plain("Server {n} · {lane}", {{"n", server_ + 1}, {"lane", label}});
        picture_.lanes.push_back({part, queue, row, std::move(label), {}});
        return picture_.lanes.back();
    }

    void one(uint32_t loop) {
        loop_ = loop;
        ran_.clear();
        for (uint32_t i = 0; i < record().all.size(); ++i)
            if (mine(record().all[i]) && record().all[i].began) ran_.push_back(i);
        arrange(ran_, [&](uint32_t a, uint32_t b) { return record().all[a].turn < record().all[b].turn; });
        if (ran_.empty()) return;
        order();
        phases();
        stack();
        waits();
        console();
    }

    void order() {
        std::vector<LoopItem> pairs;
        for (uint32_t i = 0; i < record().either.size(); ++i) {
            const trace::Either& pair = record().either[i];
            const Callback &a = record().all[pair.first], &b = record().all[pair.second];
            if (!mine(a) || !a.began) continue;
            pairs.push_back({*a.began, b.began.value_or(*a.began), i,
                             texts_.of(say_plain("either order is possible here")), phase_colour(Phase::next_tick),
                             Look::words, false});
        }
        if (pairs.empty()) return;
        arrange(pairs, [](const LoopItem& a, const LoopItem& b) { return a.begin < b.begin; });
        add(LoopPart::order, 0, say_plain("Order")).items = std::move(pairs);
    }

    // Consecutive callbacks of one phase become one item.
    void phases() {
        std::vector<LoopItem>& items = add(LoopPart::phases, 0, say_plain("Phase")).items;
        const std::string idle = python_                                       ? "select"
                                 : scenario_.strategy.runtime == Runtime::node ? say_plain("poll: waits")
                                                                               : say_plain("idle");
        Phase last = Phase::script;
        for (const uint32_t i : ran_) {
            const Callback& one = record().all[i];
            const Time begin = *one.began, end = end_of(one);
            if (!items.empty() && items.back().end == begin && last == one.phase) {
                items.back().end = end;
                continue;
            }
            if (!items.empty() && items.back().end < begin)
                items.push_back(
                    {items.back().end, begin, i, texts_.of(idle), phase_colour(Phase::poll), Look::idle, false});
            items.push_back(
                {begin, end, i, texts_.of(phase_text(one.phase)), phase_colour(one.phase), Look::runs, false});
            last = one.phase;
        }
    }

    static std::string phase_text(Phase phase) {
        const std::string name = trace::phase_name(phase);
        return phase == Phase::next_tick || phase == Phase::microtask ? name + 's' : name;
    }

    void stack() {
        std::vector<std::vector<LoopItem>> rows(1);
        std::vector<std::pair<Time, int>> deeper;
        for (const uint32_t i : ran_)
            rows[0].push_back({*record().all[i].began, end_of(record().all[i]), i, texts_.of(names_of_[i]), colours_[i],
                               Look::runs, record().all[i].interrupted});
        for (const trace::StackFrame& frame : record().frames) {
            if (frame.callback >= record().all.size() || !mine(record().all[frame.callback])) continue;
            const Callback& of = record().all[frame.callback];
            const Time end = frame.ended == frame.began && !of.ended ? log_.end : frame.ended;
            if (frame.depth > max_depth) {
                deeper.push_back({frame.began, 1});
                deeper.push_back({end, -1});
                continue;
            }
            if (frame.depth >= rows.size()) rows.resize(frame.depth + 1);
            rows[frame.depth].push_back({frame.began, end, frame.callback,
                                         texts_.of(names_.function(log_, frame.function)), colours_[frame.callback],
                                         Look::runs, false});
        }
        for (uint32_t depth = 0; depth < rows.size(); ++depth)
            add(LoopPart::stack, depth, depth == 0 ? say_plain("Call stack") : "").items = std::move(rows[depth]);
        if (!deeper.empty()) add(LoopPart::stack, max_depth + 1, "").items = counted(std::move(deeper));
    }

    struct InQueue {
        uint32_t number;
        Waits waits;
        Time begin() const { return waits.parts[0].begin; }
        Time end() const { return waits.parts[waits.count - 1].end; }
    };

    void waits() {
        std::vector<std::vector<InQueue>> queues(loop_queue_count);
        for (uint32_t i = 0; i < record().all.size(); ++i) {
            const Callback& one = record().all[i];
            if (!mine(one)) continue;
            Waits waits = waiting_of(scenario_.strategy.runtime, names_.operation(one.site), one, log_.end);
            if (waits.count == 0) continue;
            if (waits.count == 2 && waits.parts[0].queue != waits.parts[1].queue) {
                queues[size_t(waits.parts[1].queue)].push_back({i, {{waits.parts[1], {}}, 1}});
                waits.count = 1;
            }
            queues[size_t(waits.parts[0].queue)].push_back({i, waits});
        }
        for (size_t queue = 0; queue < loop_queue_count; ++queue) stacked(LoopQueue(queue), queues[queue]);
    }

    // Gives each callback the highest row that is free.
    void stacked(LoopQueue queue, std::vector<InQueue>& all) {
        if (all.empty()) return;
        arrange(all, [](const auto& a, const auto& b) { return a.begin() < b.begin(); });
        std::vector<std::vector<LoopItem>> rows;
        std::vector<std::pair<Time, int>> beyond;
        for (const InQueue& entry : all) {
            const uint32_t number = entry.number;
            size_t row = 0;
            while (row < rows.size() && rows[row].back().end > entry.begin()) ++row;
            if (row == max_rows) {
                beyond.push_back({entry.begin(), 1});
                beyond.push_back({entry.end(), -1});
                continue;
            }
            if (row == rows.size()) rows.emplace_back();
            const Callback& one = record().all[number];
            const std::string text = words_of(number, queue);
            for (uint32_t i = 0; i < entry.waits.count; ++i) {
                const Waiting& part = entry.waits.parts[i];
                const bool last = i + 1 == entry.waits.count;
                const bool cancelled = last && (one.cancelled || (one.interrupted && !part.due));
                rows[row].push_back({part.begin, part.end, number, texts_.of(text), colours_[number],
                                     part.due ? Look::due : Look::waits, cancelled});
            }
        }
        const std::string label = queue_name(queue);
        for (uint32_t row = 0; row < rows.size(); ++row)
            add(LoopPart::waits, row, row == 0 ? label : "", queue).items = std::move(rows[row]);
        if (!beyond.empty()) add(LoopPart::waits, max_rows, "", queue).items = counted(std::move(beyond));
    }

    // "get: sleep 40 ms"; in the queue of the loop, only the name.
    std::string words_of(uint32_t number, LoopQueue queue) const {
        const Callback& one = record().all[number];
        const bool named = one.function != trace::no_function;
        const bool waits = queue == LoopQueue::timers || queue == LoopQueue::promises || queue == LoopQueue::futures ||
                           queue == LoopQueue::pool;
        const std::string event = named && waits ? names_.waits_for(one) : std::string();
        return event.empty() || event == names_of_[number] ? names_of_[number] : names_of_[number] + ": " + event;
    }

    std::vector<LoopItem> counted(std::vector<std::pair<Time, int>> changes) {
        arrange(changes, [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<LoopItem> items;
        int count = 0;
        for (size_t i = 0; i < changes.size(); ++i) {
            count += changes[i].second;
            if (i + 1 == changes.size() || changes[i + 1].first == changes[i].first || count == 0) continue;
            items.push_back({changes[i].first, changes[i + 1].first, uint32_t(count),
                             texts_.of('+' + std::to_string(count)), 0, Look::beyond, false});
        }
        return items;
    }

    void console() {
        std::vector<LoopItem> lines;
        for (uint32_t i = 0; i < record().lines.size(); ++i) {
            const trace::Line& line = record().lines[i];
            if (line.callback < record().all.size() ? !mine(record().all[line.callback]) : loop_ > 0) continue;
            lines.push_back({line.at, line.at, i, texts_.of(line.text),
                             line.error ? phase_colour(Phase::render) : phase_colour(Phase::ready), Look::words,
                             line.error});
        }
        const uint32_t rows = rows_for(lines);
        for (uint32_t row = 0; row < rows; ++row)
            add(LoopPart::console, row, row == 0 ? say_plain("Console") : "").items = lines;
    }

    // Returns the number of rows that the lines need when the whole run is shown in a picture of the usual width.
    uint32_t rows_for(const std::vector<LoopItem>& lines) const {
        constexpr double usual_px = 760;
        std::vector<double> free;
        for (const LoopItem& line : lines) {
            const double x = usual_px * double(line.begin.ns) / double(std::max<int64_t>(1, log_.end.ns));
            const double width = double(text_width(picture_.texts[line.text], 11)) + 12,
                         x0 = std::min(x, usual_px - width);
            size_t row = 0;
            while (row < free.size() && free[row] > x0) ++row;
            if (row == max_console_rows) return max_console_rows;
            if (row == free.size()) free.push_back(0);
            free[row] = x0 + width;
        }
        return uint32_t(free.size());
    }

    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const metrics::CodeNames names_;
    bool python_;
    uint32_t server_ = 0, loop_ = 0;
    LoopPicture picture_;
    Texts texts_{picture_.texts};
    std::vector<uint32_t> ran_;             // callbacks of the loop, in the order in which they began
    std::vector<std::string> names_of_;     // by callback
    std::vector<uint8_t> colours_;
};

}  // namespace

LaneChoice lanes_named(const std::vector<std::string>& names) {
    const auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    return {.cores = has("cores"),
            .threads = has("threads"),
            .tasks = has("tasks"),
            .loops = has("loops"),
            .devices = has("devices"),
            .queues = has("queues")};
}

LaneChoice first_lanes(const scenario::Scenario& scenario) {
    if (!scenario.shown.lanes.empty()) return lanes_named(scenario.shown.lanes);
    if (scenario.functions.empty() || scenario.strategy.runtime == Runtime::plain) return {};
    if (!scenario.javascript.empty()) {  // does it look as if it used the pool?
        const auto names = [&](std::string_view word) { return scenario.javascript.find(word) != std::string::npos; };
        return {.cores = false,
                .threads = names("pbkdf2") || names("scrypt") || names("zlib") || names("readFile") ||
                           names("writeFile") || names("stat("),
                .devices = !scenario.devices.empty()};
    }
    const auto operations = scenario::operations_of(scenario.functions);
    const bool pool = std::any_of(operations.begin(), operations.end(), [](const scenario::Operation* one) {
        return one->kind == OpKind::pool_cpu || one->kind == OpKind::fs_stat || one->kind == OpKind::fs_read_file ||
               one->kind == OpKind::to_thread;
    });
    return {.cores = false, .threads = pool};
}

LoopPicture loop_picture(const scenario::Scenario& scenario, const trace::Log& log) {
    if (log.callbacks.empty()) return {};
    return Builder(scenario, log).all();
}

}  // namespace chart
