#include "tests/fuzz/any_scenario.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace fuzz {

namespace {

class Bytes {
public:
    explicit Bytes(std::span<const uint8_t> bytes) : bytes_(bytes) {}
    uint64_t below(uint64_t count) {  // 0 to count - 1
        if (count <= 1) return 0;
        uint64_t value = next();
        if (count > 256) value |= uint64_t(next()) << 8;
        if (count > 65536) value |= uint64_t(next()) << 16;
        return value % count;
    }
    bool some() { return below(3) == 2; }  // true in one case of three; false when no bytes are left
    std::string one_of(std::initializer_list<std::string_view> of) { return std::string(of.begin()[below(of.size())]); }
    std::string number(uint64_t from, uint64_t to) { return std::to_string(from + below(to - from + 1)); }
    bool empty() const { return at_ >= bytes_.size(); }

private:
    uint8_t next() { return empty() ? 0 : bytes_[at_++]; }
    std::span<const uint8_t> bytes_;
    size_t at_ = 0;
};

// One object: keys and values, separated by commas.
class Object {
public:
    void add(std::string_view key, std::string_view value) {
        text_ += (text_.empty() ? "\"" : ", \"") + std::string(key) + "\": " + std::string(value);
    }
    std::string text() const { return "{" + text_ + "}"; }

private:
    std::string text_;
};

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
std::string joined(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    return text;
}

class Maker {
public:
    explicit Maker(std::span<const uint8_t> bytes) : b(bytes) {}

    std::string scenario() {
        devices_ = b.below(4);
        locks_ = b.below(3);
        queues_ = b.below(3);
        programs_ = 1 + b.below(4);
        rows_ = 1 + b.below(4);
        Object whole;
        whole.add("version", "1");
        whole.add("seed", b.number(0, 1000));
        stops_ = b.some();
        if (stops_) whole.add("stop", b.one_of({"\"1s\"", "\"1ns\"", "\"20ms\"", "\"17h\""}));
        if (b.some()) whole.add("warmup", b.one_of({"3", "\"5ms\"", "0", "\"1h\""}));
        whole.add("machine", machine());
        Object devices, locks, semaphores, queues, programs;
        for (size_t i = 0; i < devices_; ++i) devices.add("d" + std::to_string(i), device());
        for (size_t i = 0; i < locks_; ++i)
            locks.add("l" + std::to_string(i),
                      b.one_of({"{}", "{\"per\": \"server\"}", "{\"inherit\": \"inheritance\"}",
                                "{\"inherit\": \"ceiling\", \"ceiling\": 1}"}));
        for (size_t i = 0; i < queues_; ++i) queues.add("q" + std::to_string(i), queue());
        // A program spawns only programs that come after it.
        for (size_t i = 0; i < programs_; ++i) programs.add("p" + std::to_string(i), steps(i + 1, 0, false));
        whole.add("devices", devices.text());
        whole.add("locks", locks.text());
        semaphores.add("s0",
                       b.some() ? b.number(0, 3) : joined({"{\"count\": ", b.number(0, 3), ", \"per\": \"server\"}"}));
        whole.add("semaphores", semaphores.text());
        whole.add("queues", queues.text());
        whole.add("programs", programs.text());
        std::string rows;
        for (size_t i = 0; i < rows_; ++i) rows += (i ? ", " : "") + work(i);
        whole.add("work", "[" + rows + "]");
        whole.add("strategy", strategy());
        if (b.some()) whole.add("compare", joined({"[{\"strategy\": ", strategy(), "}, {\"seed\": 2}]"}));
        return whole.text();
    }

private:
    std::string time() {
        return quoted(b.one_of(
            {"1ms", "2ms", "3ms", "4ms", "10ms", "0ns", "1ns", "2ns", "1us", "999ns", "1s", "1h", "1.5ms", "24h"}));
    }
    std::string some_time() {  // more than 0
        return quoted(b.one_of({"4ms", "2ms", "1us", "10us", "1ms", "100ms", "1s", "1h", "7us"}));
    }
    std::string law(bool at_all = true) {
        switch (at_all ? b.below(12) : 0) {
            case 5: return joined({"{\"exponential\": ", time(), "}"});
            case 6: return b.one_of({"{\"uniform\": [\"1ms\", \"5ms\"]}", "{\"uniform\": [\"0ns\", \"24h\"]}"});
            case 7: return joined({"{\"", b.one_of({"normal", "lognormal"}), "\": [", time(), ", ", time(), "]}"});
            case 8: return joined({"{\"erlang\": [", b.number(1, 40), ", ", time(), "]}"});
            case 9: return joined({"{\"pareto\": [", b.one_of({"1.5", "0.05", "100", "3"}), ", ", time(), "]}"});
            case 10: return joined({"{\"choice\": [[0.5, ", time(), "], [2, {\"exponential\": ", time(), "}]]}"});
            case 11: return joined({"{\"list\": [", time(), ", ", time(), ", ", time(), "]}"});
            default: return time();
        }
    }

    // A program may have 2,000 steps, with repeats unrolled: after the first 1,000 there are only plain ones,
    // one per list.
    std::string step(size_t from, int depth, bool part) {
        weight_ += 3 * times_;
        switch (weight_ > 1'000 ? 0 : b.below(19)) {
            case 3:
                if (devices_ == 0) break;
                {
                    Object io;
                    io.add("io", quoted("d" + std::to_string(b.below(devices_))));
                    if (b.some()) io.add("time", law());
                    if (b.some()) io.add("blocking", b.one_of({"true", "false"}));
                    if (b.some()) io.add("priority", b.number(0, 5));
                    return io.text();
                }
            case 4: return joined({"{\"sleep\": ", law(), "}"});
            case 5:
            case 6: {
                if (locks_ == 0) break;
                const size_t lock = b.below(locks_);
                const std::string name = quoted("l" + std::to_string(lock));
                if (std::find(held_.begin(), held_.end(), lock) != held_.end()) break;
                held_.push_back(lock);
                const std::string inner = list(from, depth + 1, part);
                held_.pop_back();
                return joined({"{\"lock\": ", name, "}, ", inner, ", {\"unlock\": ", name, "}"});
            }
            case 7:
            case 8:
                if (queues_ == 0) break;
                return joined({"{\"", b.one_of({"send", "receive"}), "\": \"q", b.number(0, queues_ - 1), "\"}"});
            case 9:
                if (from >= programs_) break;
                return joined({"{\"spawn\": \"p", b.number(from, programs_ - 1), "\"}"});
            case 10:
                return b.some() ? joined({"{\"join\": \"p", b.number(0, programs_ - 1), "\"}"}) : "{\"join\": true}";
            case 11: {
                if (depth > 3) break;
                std::vector<size_t> held;
                held.swap(held_);  // parts begin without locks
                const std::string each = list(from, depth + 1, true);
                held_ = held;
                return joined(
                    {"{\"split\": {\"parts\": ", b.one_of({"2", "1", "3", "8", "100"}), ", \"each\": [", each, "]}}"});
            }
            case 12: return joined({"{\"offload\": ", law(), "}"});
            case 13: return "{\"yield\": true}";
            case 14:
                if (depth > 3) break;
                {
                    const uint64_t times = 1 + b.below(9), before = times_;
                    if (times_ * times > 100) break;
                    times_ *= times;
                    const std::string steps = list(from, depth + 1, part);
                    times_ = before;
                    return joined({"{\"repeat\": {\"times\": ", std::to_string(times), ", \"steps\": [", steps, "]}}"});
                }
            case 15: return b.one_of({"{\"mark\": \"m\"}", "{\"log\": \"l\"}"});
            case 16:
                if (part) break;
                return "{\"job\": true}";
            case 17: return joined({"{\"", b.one_of({"acquire", "release"}), "\": \"s0\"}"});
            default: break;
        }
        return joined({"{\"compute\": ", law(), "}"});
    }
    std::string list(size_t from, int depth, bool part) {
        std::string text = step(from, depth, part);
        for (size_t more = depth > 2 ? 0 : b.below(depth == 0 ? 6 : 3); more > 0 && weight_ <= 1'000; --more)
            text += ", " + step(from, depth, part);
        return text;
    }
    std::string steps(size_t from, int depth, bool part) {
        weight_ = 0;
        return "[" + list(from, depth, part) + "]";
    }

    std::string device() {
        Object device;
        device.add("time", law());
        if (b.some()) device.add("capacity", b.number(0, 3));
        if (b.some()) device.add("discipline", quoted(b.one_of({"fifo", "priority", "preemptive", "sharing"})));
        if (b.some()) device.add("per", "\"server\"");
        return device.text();
    }
    std::string queue() {
        Object queue;
        if (b.some()) queue.add("capacity", b.number(0, 3));
        if (b.some()) queue.add("full", quoted(b.one_of({"wait", "drop"})));
        if (b.some()) queue.add("delay", time());
        if (b.some()) queue.add("per", "\"server\"");
        return queue.text();
    }

    std::string scheduler() {
        Object s;
        s.add("policy", quoted(b.one_of({"fcfs", "round-robin", "sjf", "srtf", "ljf", "lrtf", "hrrn", "feedback",
                                         "priority", "mlfq", "multilevel-queue", "lottery", "stride", "fair", "edf",
                                         "rm", "processor-sharing"})));
        if (b.some()) s.add("quantum", some_time());
        if (b.some()) s.add("slice", quoted(b.one_of({"fresh", "keep", "clock", "whole"})));
        if (b.some()) s.add("preemptive", b.one_of({"true", "false"}));
        if (b.some()) s.add("queues", quoted(b.one_of({"per-core", "global"})));
        if (b.some()) s.add("balance", quoted(b.one_of({"steal", "periodic", "none"})));
        if (b.some()) s.add("peek", some_time());
        if (b.some()) s.add("partition", quoted(b.one_of({"round", "least-loaded", "first-fit-decreasing"})));
        if (b.some()) s.add("ties", quoted(b.one_of({"preempted-first", "arrivals-first"})));
        if (b.some()) s.add("on_block", quoted(b.one_of({"hold", "switch"})));
        if (b.some()) s.add("on_wake", quoted(b.one_of({"preempt", "queue"})));
        if (b.some()) s.add("order", quoted(b.one_of({"cyclic", "fifo"})));
        if (b.some()) {
            std::string levels;
            for (size_t n = 1 + b.below(4); n > 0; --n)
                levels += joined({levels.empty() ? "" : ", ", "{\"quantum\": ", some_time(),
                                  ", \"allotment\": ", b.number(1, 3), "}"});
            s.add("levels", "[" + levels + "]");
        }
        if (b.some()) {
            std::string classes;
            for (size_t n = 2 + b.below(3); n > 0; --n)
                classes +=
                    joined({classes.empty() ? "" : ", ",
                            "{\"policy\": ", quoted(b.one_of({"round-robin", "fcfs", "srtf", "hrrn", "priority"})),
                            ", \"quantum\": ", some_time(), "}"});
            s.add("classes", "[" + classes + "]");
        }
        if (b.some()) s.add("preempted", quoted(b.one_of({"head", "tail", "policy"})));
        if (b.some()) s.add("boost", some_time());
        if (b.some()) s.add("stay_on_io", b.one_of({"true", "false"}));
        if (b.some()) s.add("io_front", b.one_of({"true", "false"}));
        if (b.some()) s.add("random", joined({"[", b.number(0, 70'000), ", 1]"}));
        if (b.some()) s.add("tick", quoted(b.one_of({"1ms", "1ns", "3us", "1h"})));
        if (b.some()) {
            Object cache;
            cache.add("size", b.number(0, 20));
            if (b.some()) cache.add("warmup", time_up_to_an_hour());
            if (b.some()) cache.add("warm_speed", b.one_of({"2", "1", "1.5", "100"}));
            s.add("cache", cache.text());
        }
        return s.text();
    }
    std::string time_up_to_an_hour() { return quoted(b.one_of({"1ms", "0ns", "1ns", "5ms", "1h"})); }
    std::string machine() {
        Object m;
        cores_ = 1 + b.below(5);
        m.add("cores", std::to_string(cores_));
        uint64_t servers = 1;
        if (b.some()) {
            servers = 1 + b.below(4);
            m.add("servers", std::to_string(servers));
            m.add("balancer", quoted(b.one_of({"round-robin", "random", "least-connections", "choices"})));
            if (b.some()) m.add("choices", b.number(1, 3));
        }
        if (b.some()) {
            Object a;
            a.add("min", std::to_string(b.below(2) ? servers : 1));
            a.add("max", std::to_string(servers + b.below(4)));
            a.add("target", b.one_of({"0.5", "0.9", "0.1"}));
            a.add("check", quoted(b.one_of({"10ms", "1ms", "1s"})));
            if (b.some()) a.add("boot", time_up_to_an_hour());
            if (b.some()) a.add("cooldown", time_up_to_an_hour());
            m.add("autoscale", a.text());
        }
        if (b.some()) m.add("speed", b.one_of({"2", "0.5", "1.7", "1"}));
        m.add("scheduler", scheduler());
        if (b.some()) {
            Object costs;
            for (const char* key :
                 {"thread_switch", "process_switch", "migration", "thread_start", "process_start", "callback"})
                if (b.some()) costs.add(key, quoted(b.one_of({"1us", "1ns", "1ms", "0ns"})));
            m.add("costs", costs.text());
        }
        if (b.some()) m.add("memory", "{\"thread\": \"1MiB\", \"process\": \"1024GiB\", \"task\": 0}");
        return m.text();
    }

    std::string work(size_t i) {
        Object w;
        w.add("run", quoted("p" + std::to_string(b.below(programs_))));
        w.add("id", quoted("r" + std::to_string(i)));
        switch (b.below(8)) {
            case 3:
                w.add("every", law());
                w.add("count", b.number(1, 40));
                break;
            case 4:
                w.add("rate", b.one_of({"100", "1e9", "0.001", "1"}));
                w.add("until", quoted(b.one_of({"50ms", "1s", "1ns"})));
                break;
            case 5: w.add("times", joined({"[", time(), ", ", time(), "]"})); break;
            case 6:
                w.add("users", b.number(1, 20));
                w.add("think", law());
                b.some() ? w.add("count", b.number(1, 90))
                         : w.add("until", quoted(b.one_of({"50ms", "1s", "1ns", "1h"})));
                break;
            case 7:
                w.add("period", some_time());
                w.add("until", quoted(b.one_of({"50ms", "1ms", "1s", "1ns"})));
                break;
            default: w.add("count", b.number(1, 60)); break;
        }
        if (b.some()) w.add("at", time());
        if (i > 0 && b.some()) w.add("after", joined({"[\"r", b.number(0, i - 1), "\"]"}));
        if (b.some()) w.add("serial", "true");
        if (b.some()) w.add("priority", b.number(0, 4));
        if (b.some()) w.add("class", b.number(0, 1));
        if (b.some()) w.add("nice", b.one_of({"0", "-20", "19", "5"}));
        if (b.some()) w.add("tickets", b.one_of({"1", "2", "1000000", "7"}));
        if (b.some()) w.add("deadline", time());
        if (b.some()) w.add("patience", time());
        if (b.some()) w.add("process", b.one_of({"\"\"", "\"a\"", "\"b\""}));
        if (b.some()) w.add("affinity", joined({"[", b.number(0, cores_ - 1), ", ", b.number(0, cores_ - 1), "]"}));
        if (b.some()) w.add("working_set", b.number(0, 30));
        return w.text();
    }
    std::string strategy() {
        Object s;
        s.add("kind", quoted(b.one_of({"thread-per-task", "one-at-a-time", "thread-pool", "event-loop", "async-pool",
                                       "process-per-task", "process-pool", "queue-workers", "data-parallel"})));
        if (b.some()) s.add("threads", b.number(1, 5));
        if (b.some()) s.add("workers", b.number(0, 3));
        if (b.some()) s.add("loops", b.number(1, 3));
        if (b.some()) s.add("queue", b.number(0, 4));
        if (b.some()) {
            s.add("core", b.number(0, 3));
            s.add("max", b.number(3, 6));
        }
        if (b.some()) s.add("when_full", quoted(b.one_of({"reject", "wait"})));
        return s.text();
    }

    Bytes b;
    uint64_t devices_ = 0, locks_ = 0, queues_ = 0, programs_ = 1, rows_ = 1, cores_ = 1;
    std::vector<size_t> held_;
    uint64_t weight_ = 0, times_ = 1;  // the number of steps so far; the product of the enclosing repeats
    bool stops_ = false;
};

}  // namespace

std::string any_scenario(std::span<const uint8_t> bytes) { return Maker(bytes).scenario(); }

}  // namespace fuzz
