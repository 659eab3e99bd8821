#include "tests/reference/small_scenario.h"

#include "scenario/fields.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"
#include "sim/draw.h"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace reference {

namespace {

class Maker {
public:
    explicit Maker(uint64_t seed) : seed_(seed) {}

    std::string scenario() {
        devices_ = to(2);
        locks_ = to(2);
        queues_ = to(1);
        programs_ = 1 + to(2);
        const int rows = int(1 + to(2));
        machine();
        for (int i = 0; i < devices_; ++i) device("d" + number(i));
        for (int i = 0; i < locks_; ++i) lock("l" + number(i));
        std::string semaphores;
        if ((semaphores_ = to(1)) > 0)
            add(semaphores, "s0",
                one_in(3) ? "{\"count\": " + number(to(2)) + ", \"per\": \"server\"}" : number(to(2)));
        for (int i = 0; i < queues_; ++i) queue("q" + number(i));
        for (int i = 0; i < programs_; ++i) set("programs", "\"p" + number(i) + "\": " + steps(i, 0));
        std::string work;
        for (int i = 0; i < rows; ++i) work += (i ? ", " : "") + row(i);
        const std::string stop = one_in(6) ? "\"stop\": " + ms(5, 40) + ", " : "";
        return "{\"version\": 1, \"seed\": " + number(to(99)) + ", " + stop + "\"machine\": {" + machine_ +
               "}, \"devices\": {" + objects_[0] + "}, \"locks\": {" + objects_[1] + "}, \"semaphores\": {" +
               semaphores + "}, \"queues\": {" + objects_[2] + "}, \"programs\": {" + objects_[3] + "}, \"work\": [" +
               work + "], \"strategy\": " + strategy() + "}";
    }

private:
    int to(int max) { return int(sim::bits({seed_, sim::Purpose::compute, 7, turn_++, 0, 0}) % uint64_t(max + 1)); }
    bool one_in(int n) { return to(n - 1) == 0; }
    static std::string number(int n) { return std::to_string(n); }
    static std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }
    std::string one_of(std::initializer_list<std::string_view> of) {
        return std::string(of.begin()[to(int(of.size()) - 1)]);
    }
    std::string ms(int min, int max) { return quoted(number(min + to(max - min)) + "ms"); }
    std::string list(std::string_view items) { return "[" + std::string(items) + "]"; }
    void set(std::string_view where, const std::string& member) {
        std::string& object = objects_[where == "devices" ? 0 : where == "locks" ? 1 : where == "queues" ? 2 : 3];
        object += (object.empty() ? "" : ", ") + member;
    }
    static void add(std::string& object, std::string_view key, const std::string& value) {
        object += (object.empty() ? "" : ", ") + quoted(key) + ": " + value;
    }

    std::string law() {
        switch (to(14)) {
            case 0: return "{\"exponential\": " + ms(1, 5) + "}";
            case 1: return "{\"uniform\": [\"0ms\", " + ms(1, 6) + "]}";
            case 2: return "{\"list\": [" + ms(0, 3) + ", " + ms(1, 5) + ", " + ms(0, 2) + "]}";
            case 3: return "{\"choice\": [[1, " + ms(0, 2) + "], [2, " + ms(1, 4) + "]]}";
            case 4:
                return one_of({"{\"normal\": [\"1ms\", \"2ms\"]}", "{\"erlang\": [2, \"3ms\"]}",
                               "{\"pareto\": [2, \"1ms\"]}", "{\"lognormal\": [\"2ms\", \"1ms\"]}", "\"1ns\"",
                               "\"2.5ms\""});
            default: return ms(0, 5);
        }
    }

    void machine() {
        cores_ = 1 + to(2);
        add(machine_, "cores", number(cores_));
        int servers = 1;
        if (one_in(6)) {
            servers = 1 + to(2);
            add(machine_, "servers", number(servers));
            add(machine_, "balancer", quoted(one_of({"round-robin", "random", "least-connections", "choices"})));
        }
        if (one_in(8))
            add(machine_, "autoscale",
                "{\"min\": 1, \"max\": " + number(servers + to(2)) + ", \"target\": " + one_of({"0.5", "0.8", "0.3"}) +
                    ", \"check\": " + ms(2, 10) + ", \"boot\": " + ms(0, 6) + ", \"cooldown\": " + ms(0, 9) +
                    (one_in(2) ? ", \"tolerance\": " + one_of({"0", "0.3", "0.1"}) : "") +
                    (one_in(2) ? ", \"stabilisation\": " + ms(0, 30) : "") + "}");
        if (one_in(8)) add(machine_, "speed", one_of({"2", "0.5", "1.7"}));
        add(machine_, "scheduler", "{" + scheduler() + "}");
        std::string costs;
        if (one_in(3))
            for (const char* key :
                 {"thread_switch", "process_switch", "migration", "thread_start", "process_start", "callback"})
                if (one_in(2)) add(costs, key, one_of({"\"1ms\"", "\"1ms\"", "\"0.3ms\"", "\"2ms\""}));
        add(machine_, "costs", "{" + costs + "}");
    }

    std::string scheduler() {
        std::string s;
        const auto policies = scenario::policy_rows();
        add(s, "policy",
            quoted(one_in(5) ? one_of({"round-robin", "mlfq", "multilevel-queue"})
                             : policies[size_t(to(int(policies.size()) - 1))].name));
        if (one_in(2)) add(s, "quantum", ms(1, 4));
        if (one_in(3)) add(s, "slice", quoted(one_of({"keep", "clock", "whole"})));
        if (one_in(5)) add(s, "preemptive", one_of({"true", "false"}));
        if (one_in(3)) add(s, "preempted", quoted(one_of({"head", "tail"})));
        if (cores_ > 1 && one_in(3)) {
            add(s, "queues", "\"per-core\"");
            add(s, "balance", quoted(one_of({"steal", "periodic", "none"})));
            if (one_in(2)) add(s, "peek", ms(1, 6));
            add(s, "partition", quoted(one_of({"round", "least-loaded", "first-fit-decreasing"})));
        }
        if (one_in(2)) add(s, "ties", "\"preempted-first\"");
        if (one_in(8)) add(s, "on_block", "\"hold\"");
        if (one_in(8)) add(s, "on_wake", "\"preempt\"");
        if (one_in(8)) add(s, "order", "\"cyclic\"");
        std::string levels;
        for (int n = 1 + to(2); n > 0; --n)
            levels += (levels.empty() ? "" : ", ") + ("{\"quantum\": " + ms(1, 4)) +
                      ", \"allotment\": " + number(1 + to(1)) + "}";
        add(s, "levels", list(levels));
        std::string classes;
        classes_ = 1 + to(2);
        for (int n = classes_; n > 0; --n)
            classes +=
                (classes.empty() ? "" : ", ") +
                ("{\"policy\": " +
                 quoted(scenario::class_policy_choices[size_t(to(int(scenario::class_policy_count) - 1))].value)) +
                (one_in(2) ? ", \"quantum\": " + ms(1, 4) : std::string()) + "}";
        add(s, "classes", list(classes));
        if (one_in(2)) add(s, "boost", ms(3, 12));
        if (one_in(4)) add(s, "stay_on_io", "true");
        if (one_in(4)) add(s, "io_front", "true");
        if (one_in(4)) add(s, "random", "[3, 0, 7, 1]");
        if (one_in(12)) add(s, "tick", one_of({"\"1ms\"", "\"2ms\""}));
        if (one_in(8))
            add(s, "cache",
                "{\"size\": " + number(to(3)) + ", \"warmup\": " + ms(0, 3) +
                    ", \"warm_speed\": " + one_of({"2", "1.5"}) + "}");
        return s;
    }

    void device(const std::string& name) {
        set("devices", quoted(name) + ": {\"time\": " + law() + ", \"capacity\": " + number(to(2)) +
                           ", \"discipline\": " + quoted(one_of({"fifo", "priority", "preemptive", "sharing"})) +
                           (one_in(4) ? ", \"per\": \"server\"}" : "}"));
    }
    void lock(const std::string& name) {
        std::string l;
        if (one_in(3)) add(l, "per", "\"server\"");
        add(l, "inherit", quoted(one_of({"none", "inheritance", "ceiling"})));
        if (one_in(4)) add(l, "ceiling", number(to(3)));
        set("locks", quoted(name) + ": {" + l + "}");
    }
    void queue(const std::string& name) {
        set("queues", quoted(name) + ": {\"capacity\": " + number(to(2)) +
                          ", \"full\": " + quoted(one_of({"wait", "drop"})) + ", \"delay\": " +
                          one_of({"\"0ms\"", "\"0ms\"", "\"2ms\""}) + (one_in(4) ? ", \"per\": \"server\"}" : "}"));
    }

    std::string steps(int program, int depth) {
        std::string steps;
        bool held = false, inner = false, acquired = false;
        std::string mine, other;
        const auto step = [&](const std::string& text) { steps += (steps.empty() ? "{" : ", {") + text + "}"; };
        for (int n = to(depth == 0 ? 5 : 2); n > 0; --n) {
            switch (to(18)) {
                case 0:
                case 1:
                    if (devices_ > 0)
                        step("\"io\": \"d" + number(to(devices_ - 1)) + "\"" +
                             (one_in(3) ? ", \"time\": " + law() : "") +
                             (one_in(3) ? ", \"priority\": " + number(to(3)) : "") +
                             (one_in(4) ? ", \"blocking\": true" : ""));
                    break;
                case 2:
                case 3: step("\"sleep\": " + law()); break;
                case 4:
                    if (locks_ > 0 && depth == 0) {
                        if (!held && !inner) mine = number(to(locks_ - 1));
                        if (held && !inner && locks_ > 1 && one_in(2)) {  // another lock inside, perhaps in a circle
                            other = number(1 - std::stoi(mine));
                            step("\"lock\": \"l" + other + "\"");
                            inner = true;
                        } else if (inner) {
                            step("\"unlock\": \"l" + other + "\"");
                            inner = false;
                        } else {
                            step((held ? "\"unlock\"" : "\"lock\"") + std::string(": \"l") + mine + "\"");
                            held = !held;
                        }
                    }
                    break;
                case 5:
                    if (queues_ > 0) step("\"send\": \"q0\"");
                    break;
                case 6:
                    if (queues_ > 0) step("\"receive\": \"q0\"");
                    break;
                case 7:
                    if (program + 1 < programs_) step("\"spawn\": \"p" + number(program + 1) + "\"");
                    break;
                case 8:
                    step("\"join\": " + (program + 1 < programs_ && one_in(2) ? "\"p" + number(program + 1) + "\""
                                                                              : std::string("true")));
                    break;
                case 9:
                    if (depth < 2)
                        step("\"split\": {\"parts\": " + number(1 + to(2)) +
                             ", \"each\": " + this->steps(program, depth + 1) + "}");
                    break;
                case 10: step("\"offload\": " + law()); break;
                case 11: step("\"yield\": true"); break;
                case 12:
                    if (depth == 0 && !held)
                        step("\"repeat\": {\"times\": 2, \"steps\": [{\"compute\": " + law() +
                             "}, {\"sleep\": " + law() + "}]}");
                    break;
                case 13: step(one_of({"\"mark\": \"m\"", "\"log\": \"t\""})); break;
                case 14:
                    if (depth == 0) step("\"job\": true");
                    break;
                case 15:
                    if (semaphores_ == 0 || depth > 0) break;
                    step((acquired && !one_in(4) ? "\"release\""
                          : one_in(6)            ? "\"release\""
                                                 : "\"acquire\"") +
                         std::string(": \"s0\""));
                    acquired = !acquired;
                    break;
                default: step("\"compute\": " + law()); break;
            }
        }
        if (inner) step("\"unlock\": \"l" + other + "\"");
        if (held) step("\"unlock\": \"l" + mine + "\"");
        if (acquired) step("\"release\": \"s0\"");
        if (steps.empty()) step("\"compute\": " + law());
        return list(steps);
    }

    std::string row(int i) {
        std::string w;
        add(w, "run", "\"p" + number(to(programs_ - 1)) + "\"");
        add(w, "id", "\"r" + number(i) + "\"");
        switch (to(8)) {
            case 0:
                add(w, "every", law());
                add(w, "count", number(1 + to(5)));
                break;
            case 1:
                add(w, "rate", one_of({"200", "500", "1000"}));
                add(w, "until", ms(5, 12));
                break;
            case 2: add(w, "times", list(ms(0, 6) + ", " + ms(0, 6) + ", " + ms(0, 12))); break;
            case 3:
                add(w, "users", number(1 + to(2)));
                add(w, "think", one_in(2) ? ms(1, 5) : "{\"exponential\": " + ms(1, 5) + "}");
                one_in(2) ? add(w, "count", number(1 + to(6))) : add(w, "until", ms(3, 20));
                break;
            case 4:
                add(w, "period", ms(3, 9));
                add(w, "until", ms(3, 25));
                break;
            default: add(w, "count", number(1 + to(4))); break;
        }
        if (one_in(3)) add(w, "at", ms(0, 6));
        if (i > 0 && one_in(5)) add(w, "after", "[\"r" + number(to(i - 1)) + "\"]");
        if (one_in(6)) add(w, "serial", "true");
        if (one_in(2)) add(w, "priority", number(to(3)));
        if (one_in(2)) add(w, "class", number(to(classes_ - 1)));
        if (one_in(2)) add(w, "nice", one_of({"0", "-20", "19", "5"}));
        if (one_in(2)) add(w, "tickets", one_of({"1", "2", "3", "10"}));
        if (one_in(4)) add(w, "deadline", ms(3, 20));
        if (one_in(6)) add(w, "patience", ms(0, 9));
        if (one_in(4)) add(w, "process", one_of({"\"a\"", "\"b\""}));
        if (one_in(5)) add(w, "affinity", list(number(to(cores_ - 1)) + ", " + number(to(cores_ - 1))));
        if (one_in(2)) add(w, "working_set", number(to(3)));
        return "{" + w + "}";
    }

    std::string strategy() {
        std::string s;
        const auto strategies = scenario::strategy_rows();
        add(s, "kind", quoted(one_in(6) ? "thread-per-task" : strategies[size_t(to(int(strategies.size()) - 1))].name));
        add(s, "threads", number(1 + to(2)));
        if (one_in(3)) {
            const int core = to(2);
            add(s, "core", number(core));
            add(s, "max", number(std::max(1, core + to(2))));
        }
        add(s, "workers", number(to(2)));
        add(s, "loops", number(1 + to(1)));
        if (one_in(3)) {
            add(s, "queue", number(to(2)));
            add(s, "when_full", quoted(one_of({"reject", "wait"})));
        }
        return "{" + s + "}";
    }

    uint64_t seed_;
    uint32_t turn_ = 0;
    int devices_ = 0, locks_ = 0, semaphores_ = 0, queues_ = 0, programs_ = 1, cores_ = 1, classes_ = 1;
    std::string machine_;
    std::string objects_[4];
};

}  // namespace

std::string small_scenario(uint64_t seed) { return Maker(seed).scenario(); }

}  // namespace reference
