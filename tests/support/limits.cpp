#include "tests/support/limits.h"

#include <initializer_list>
#include <string_view>

namespace support {

namespace {

// Replaces single quotes by double ones.
std::string json(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c == '\'') c = '"';
    return out;
}

// The text `count` times, separated by commas; # is replaced by the number, from 0.
std::string times(int count, std::string_view text) {
    std::string out;
    for (int i = 0; i < count; ++i) {
        if (i > 0) out += ", ";
        for (const char c : text) c == '#' ? out += std::to_string(i) : out += c;
    }
    return out;
}

class Table {
public:
    // The parts of a file after its version, separated by commas.
    void add(std::string name, std::initializer_list<std::string> parts) {
        std::string text = "{'version': 1";
        for (const std::string& part : parts) text += ",\n" + part;
        all_.push_back({std::move(name), json(text + "}\n")});
    }
    std::vector<Limit> take() { return std::move(all_); }

private:
    std::vector<Limit> all_;
};

std::string machine(std::string_view rest) { return "'machine': {" + std::string(rest) + "}"; }
std::string scheduler(std::string_view rest, int cores = 1) {
    return machine("'cores': " + std::to_string(cores) + ", 'scheduler': {" + std::string(rest) + "}");
}
std::string strategy(std::string_view kind, std::string_view rest = {}) {
    return "'strategy': {'kind': '" + std::string(kind) + "'" + (rest.empty() ? "" : ", ") + std::string(rest) + "}";
}
std::string program(std::string_view steps) { return "'programs': {'p': [" + std::string(steps) + "]}"; }
std::string work(std::string_view rest) { return "'work': [{'run': 'p', " + std::string(rest) + "}]"; }

const std::string a_ms = program("{'compute': '1ms'}");
const std::string a_crowd = work("'count': 100000");
const std::string many = work("'count': 10000000");
// 999 rows, of which the later ones give up sooner.
std::string impatient() {
    std::string rows;
    for (int i = 0; i < 999; ++i)
        rows += (i > 0 ? ", " : "") + std::string("{'run': 'p', 'count': 200, 'at': '") + std::to_string(i) +
                "us', 'patience': '" + std::to_string(5'000 - 4 * i) + "us'}";
    return "'work': [" + rows + "]";
}

void texts(Table& table) {
    table.add(
        "text of steps",
        {program(times(2'000, "{'compute': {'choice': [[0.5, '1ms'], [0.5, {'exponential': '2ms'}]]}, 'x-n': #}")),
         work("'count': 1000")});
    table.add("text of programs",
              {"'programs': {" + times(60, "'p#': [{'repeat': {'times': 2000, 'steps': [{'yield': true}]}}]") + "}",
               "'work': [" + times(60, "{'run': 'p#'}") + "]"});
    table.add("variants of programs",
              {"'programs': {" + times(2, "'p#': [{'repeat': {'times': 1600, 'steps': [{'yield': true}]}}]") + "}",
               "'work': [{'run': 'p0'}]", "'compare': [" + times(31, "{'seed': #}") + "]"});
    table.add("variants of rows", {a_ms, "'work': [" + times(1'000, "{'run': 'p', 'id': 'r#', 'count': 100}") + "]",
                                   "'compare': [" + times(31, "{'seed': #}") + "]"});
    table.add("variants of text",
              {program(times(2'000, "{'log': 'it is now # and some more is said, so that the text is long enough'}")),
               work("'count': 10"), "'compare': [" + times(31, "{'seed': #, 'machine': {'cores': 2}}") + "]"});
    table.add("nested laws",
              {program("{'compute': {'choice': [" + times(1'000, "[1, {'erlang': [1000, '1ms']}]") + "]}}"), many});
    table.add("numbers", {scheduler("'policy': 'lottery', 'random': [" + times(25'000, "#") + "]"),
                          program("{'compute': {'list': [" + times(8'000, "'#us'") + "]}}"), a_crowd});
}

void arrivals(Table& table) {
    table.add("one a nanosecond", {"'stop': '1h'", a_ms, work("'rate': 1e9")});
    table.add("one a nanosecond, pool", {"'stop': '1h'", a_ms, work("'every': '1ns'"), strategy("thread-pool")});
    table.add("all at once", {a_ms, many});
    table.add("users", {"'stop': '1h'", program("{'compute': '1us'}"),
                        "'work': [" + times(10, "{'run': 'p', 'users': 100000}") + "]", strategy("thread-pool")});
    table.add("users who do not think", {"'stop': '1h'", program("{'compute': '0ns'}"), work("'users': 100000")});
    table.add("rows", {a_ms, "'work': [" + times(1'000, "{'run': 'p', 'count': 16000, 'process': 'p#'}") + "]"});
    std::string rows;
    // The last row comes first, so that everything that waits is examined again and again.
    for (int i = 0; i < 1'000; ++i)
        rows += (i > 0 ? ", " : "") + std::string("{'run': 'p', 'count': 1000, 'id': 'r") + std::to_string(i) + "'" +
                (i < 999 ? ", 'after': ['r" + std::to_string(i + 1) + "']" : "") + "}";
    table.add("rows after rows", {a_ms, "'work': [" + rows + "]"});
    table.add("serial", {a_ms, work("'count': 100000, 'serial': true")});
    table.add("turned away one after another",
              {a_ms, "'work': [{'run': 'p'}, {'run': 'p', 'count': 100000, 'serial': true}]",
               strategy("thread-pool", "'threads': 1, 'queue': 0, 'when_full': 'reject'")});
    table.add("erlang gaps", {"'stop': '1h'", a_ms, work("'every': {'erlang': [1000, '1us']}")});
}

void tasks(Table& table) {
    table.add("steps without time", {program("{'repeat': {'times': 2000, 'steps': [{'yield': true}]}}"), many});
    table.add("marks",
              {program("{'repeat': {'times': 2000, 'steps': [{'mark': '" + std::string(200, 'm') + "'}]}}"), many});
    table.add(
        "spawn storm",
        {"'programs': {'p': [{'repeat': {'times': 1999, 'steps': [{'spawn': 'q'}]}}, {'join': true}], "
         "'q': [{'repeat': {'times': 1999, 'steps': [{'spawn': 'r'}]}}, {'join': true}], 'r': [{'compute': '1ms'}]}",
         a_crowd});
    table.add("joins", {"'programs': {'p': [{'repeat': {'times': 1000, 'steps': [{'spawn': 'q'}]}}, {'repeat': "
                        "{'times': 999, 'steps': [{'join': 'r'}]}}], "
                        "'q': [{'compute': '1ms'}], 'r': [{'compute': '1ms'}]}",
                        a_crowd});
    const std::string parts = program("{'split': {'parts': 10000, 'each': [{'compute': '1us'}]}}");
    const std::string deep = program(
        "{'split': {'parts': 10000, 'each': [{'split': {'parts': 10000, 'each': [{'split': {'parts': 10000, 'each': "
        "[{'compute': '1us'}]}}]}}]}}");
    for (const char* kind :
         {"thread-per-task", "thread-pool", "event-loop", "data-parallel", "async-pool", "queue-workers"}) {
        table.add("parts, " + std::string(kind), {parts, a_crowd, strategy(kind)});
        table.add("parts of parts, " + std::string(kind), {deep, a_crowd, strategy(kind)});
    }
    table.add("small splits in a long line",
              {scheduler("'policy': 'round-robin', 'quantum': '1us'", 4),
               program("{'compute': '1us'}, {'split': {'parts': 2, 'each': [{'compute': '1us'}]}}"), a_crowd,
               strategy("thread-pool", "'threads': 100")});
    table.add("offloads", {program("{'offload': '1us'}, {'repeat': {'times': 999, 'steps': [{'offload': '1us'}]}}"),
                           a_crowd, strategy("event-loop", "'workers': 10000, 'loops': 256")});
}

void waits(Table& table) {
    const std::string devices =
        "'devices': {" + times(256, "'d#': {'time': '1ms', 'per': 'server', 'capacity': 1}") + "}";
    const std::string locks = "'locks': {" + times(256, "'l#': {'per': 'server'}") + "}";
    const std::string queues = "'queues': {" + times(256, "'q#': {'per': 'server'}") + "}";
    table.add("devices, locks and queues of servers",
              {machine("'servers': 1000, 'cores': 60"), devices, locks, queues, a_ms, a_crowd});
    table.add("32 times devices of servers", {machine("'servers': 1000"), devices, locks, queues, a_ms,
                                              work("'count': 10"), "'compare': [" + times(31, "{'seed': #}") + "]"});
    table.add("line before a lock",
              {"'locks': ['m']", program("{'lock': 'm'}, {'compute': '1us'}, {'unlock': 'm'}"), many});
    table.add("line before a lock that lends priorities",
              {"'locks': {'m': {'inherit': 'inheritance'}}", scheduler("'policy': 'priority'"),
               program("{'lock': 'm'}, {'compute': '1us'}, {'unlock': 'm'}"), many});
    table.add("line before a semaphore",
              {"'semaphores': {'s': 1000}", program("{'acquire': 's'}, {'compute': '1us'}, {'release': 's'}"), many});
    const std::string shared =
        "'devices': {'d': {'time': {'uniform': ['1ms', '1h']}, 'discipline': 'sharing', 'capacity': 1}}";
    table.add("shared device",
              {shared, program("{'io': 'd'}"), work("'every': '1us', 'count': 1000000"), strategy("event-loop")});
    for (const char* discipline : {"fifo", "priority", "preemptive"}) {
        std::string rows;
        for (int i = 0; i < 1'000; ++i)
            rows += (i > 0 ? ", " : "") + std::string("{'run': 'p', 'count': 300, 'at': '") + std::to_string(i) +
                    "us', 'priority': " + std::to_string((i % 2 ? i : 2'000 - i)) + "}";
        table.add(std::string(discipline) + " device",
                  {"'devices': {'d': {'time': '1ms', 'capacity': 10, 'discipline': '" + std::string(discipline) + "'}}",
                   program("{'io': 'd'}"), "'work': [" + rows + "]", strategy("event-loop")});
    }
    std::string rows;
    for (int i = 0; i < 1'000; ++i)
        rows += (i > 0 ? ", " : "") + std::string("{'run': 'p', 'count': 300, 'priority': ") +
                std::to_string(1'000 - i) + ", 'at': '" + std::to_string(i) + "us'}";
    table.add("preemptive device for 100,000",
              {"'devices': {'d': {'time': '1h', 'capacity': 100000, 'discipline': 'preemptive'}}",
               program("{'io': 'd'}"), "'work': [" + rows + "]", strategy("event-loop")});
    table.add("messages", {"'queues': {'q': {'capacity': 1000000, 'delay': '1us'}}",
                           "'programs': {'p': [{'repeat': {'times': 100, 'steps': [{'send': 'q'}]}}], 'r': [{'repeat': "
                           "{'times': 100, 'steps': [{'receive': 'q'}]}}]}",
                           "'work': [{'run': 'p', 'count': 100000}, {'run': 'r', 'count': 100000, 'at': '1ms'}]"});
    table.add("impatient, thread per task", {scheduler("'policy': 'fcfs'"), program("{'compute': '1h'}"), impatient()});
    for (const char* policy : {"round-robin", "mlfq", "srtf", "stride", "fair", "lottery", "processor-sharing"})
        table.add(std::string("impatient, ") + policy,
                  {scheduler("'policy': '" + std::string(policy) + "'"), program("{'compute': '1h'}"), impatient()});
    table.add("impatient, per core",
              {scheduler("'policy': 'fcfs', 'queues': 'per-core'", 256), program("{'compute': '1h'}"), impatient()});
    table.add("impatient, pool", {program("{'compute': '1h'}"), impatient(), strategy("thread-pool")});
    table.add("impatient, loops", {program("{'compute': '1h'}"), impatient(), strategy("event-loop", "'loops': 256")});
    table.add("impatient at a lock", {"'locks': ['m']", program("{'lock': 'm'}, {'compute': '1h'}, {'unlock': 'm'}"),
                                      impatient(), strategy("event-loop")});
    table.add("impatient at a device", {"'devices': {'d': {'time': '1h', 'capacity': 1}}", program("{'io': 'd'}"),
                                        impatient(), strategy("event-loop")});
    table.add("impatient at a queue",
              {"'queues': {'q': {}}", program("{'receive': 'q'}"), impatient(), strategy("event-loop")});
    table.add("impatient after others", {"'programs': {'p': [{'compute': '1h'}]}",
                                         impatient().substr(0, impatient().size() - 1) +
                                             ", {'run': 'p', 'serial': true, 'count': 300000, 'patience': '2ms'}]"});
}

void machines(Table& table) {
    table.add("cores",
              {machine("'servers': 1000, 'cores': 60, 'scheduler': {'policy': 'round-robin', 'quantum': '1us'}"),
               program("{'compute': '1s'}"), a_crowd});
    table.add("one server of 256 cores",
              {scheduler("'policy': 'round-robin', 'quantum': '1us'", 256), program("{'compute': '1s'}"), a_crowd});
    for (const char* policy : {"sjf", "srtf", "lrtf", "hrrn", "feedback", "priority", "mlfq", "multilevel-queue",
                               "lottery", "stride", "fair", "edf", "rm", "processor-sharing"})
        table.add(
            "100,000 threads, " + std::string(policy),
            {scheduler("'policy': '" + std::string(policy) + "', 'quantum': '1us'", 4),
             program("{'compute': {'exponential': '1ms'}}"), work("'every': '1ns', 'count': 100000, 'tickets': 1000")});
    for (const char* policy : {"srtf", "hrrn", "mlfq", "multilevel-queue", "fair", "edf", "processor-sharing"})
        table.add("256 cores, " + std::string(policy),
                  {scheduler("'policy': '" + std::string(policy) + "'", 256),
                   program("{'compute': {'exponential': '1ms'}}"), work("'every': '1us', 'count': 10000000")});
    table.add("shared by 100,000, all at once",
              {scheduler("'policy': 'processor-sharing'", 4), program("{'compute': {'exponential': '1ms'}}"), a_crowd});
    table.add("cyclic", {scheduler("'policy': 'round-robin', 'order': 'cyclic', 'quantum': '1us'"), a_ms, a_crowd});
    table.add("affinity", {scheduler("'policy': 'round-robin', 'quantum': '1us'", 256), a_ms,
                           "'work': [{'run': 'p', 'count': 100000, 'affinity': [" + times(256, "255") +
                               "]}, {'run': 'p', 'count': 100000, 'at': '1ms'}]"});
    table.add("boosts", {scheduler("'policy': 'mlfq', 'boost': '1us'"), program("{'compute': '1s'}"), a_crowd});
    table.add("boosts, per core", {scheduler("'policy': 'mlfq', 'boost': '1us', 'queues': 'per-core'", 256),
                                   program("{'compute': '1s'}"), a_crowd});
    table.add("slices by one clock", {scheduler("'policy': 'round-robin', 'slice': 'clock', 'quantum': '1us'", 256),
                                      program("{'compute': '1s'}"), a_crowd});
    for (const char* balance : {"'none'", "'steal'", "'periodic', 'peek': '1us'", "'steal', 'peek': '1us'"}) {
        table.add("per core, " + std::string(balance),
                  {scheduler("'policy': 'round-robin', 'quantum': '1us', 'queues': 'per-core', 'balance': " +
                                 std::string(balance),
                             256),
                   a_ms, work("'every': '1ns', 'count': 100000")});
        table.add("per core, few threads, " + std::string(balance),
                  {scheduler("'policy': 'round-robin', 'quantum': '1us', 'queues': 'per-core', 'balance': " +
                                 std::string(balance),
                             256),
                   program("{'repeat': {'times': 1000, 'steps': [{'compute': '1us'}, {'sleep': '1us'}]}}"),
                   work("'count': 200")});
    }
    table.add("least loaded",
              {scheduler("'policy': 'fcfs', 'queues': 'per-core', 'partition': 'least-loaded'", 256), a_ms, a_crowd});
    table.add(
        "autoscaler that looks all the time",
        {machine("'servers': 1, 'cores': 60, 'autoscale': {'min': 1, 'max': 1000, 'target': 0.5, 'check': '1ms'}"),
         program("{'compute': '1s'}"), a_crowd});
    table.add("servers that come and go", {machine("'servers': 1, 'cores': 1, 'autoscale': {'min': 1, 'max': 1000, "
                                                   "'target': 0.01, 'check': '1ms', 'boot': '1ns'}"),
                                           program("{'compute': '100us'}"), work("'every': '3ms', 'count': 1000000"),
                                           strategy("thread-pool", "'threads': 200")});
    table.add("threads of servers",
              {machine("'servers': 1000, 'cores': 60"), a_ms, a_crowd, strategy("thread-pool", "'threads': 200")});
    table.add("processes of servers",
              {machine("'servers': 1000, 'cores': 60"), a_ms, a_crowd, strategy("process-pool", "'threads': 200")});
    table.add("workers of servers", {machine("'servers': 19, 'cores': 60"), program("{'offload': '1ms'}"), a_crowd,
                                     strategy("event-loop", "'workers': 10000, 'loops': 256")});
    table.add("32 pools", {a_ms, a_crowd, strategy("thread-pool", "'threads': 6250"),
                           "'compare': [" + times(31, "{'seed': #}") + "]"});
    for (const char* policy : {"mlfq", "srtf", "fair", "lottery"}) {
        table.add("cores with queues of their own, " + std::string(policy),
                  {machine("'servers': 200, 'cores': 256, 'scheduler': {'policy': '" + std::string(policy) +
                           "', 'queues': 'per-core'}"),
                   a_ms, a_crowd});
        table.add("servers with queues of their own, " + std::string(policy),
                  {machine("'servers': 1000, 'scheduler': {'policy': '" + std::string(policy) + "'}"), a_ms, a_crowd});
    }
    table.add("choices", {machine("'servers': 1000, 'balancer': 'choices', 'choices': 1000"), a_ms, many});
    table.add("least connections", {machine("'servers': 1000, 'balancer': 'least-connections'"), a_ms, many});
    table.add(
        "caches",
        {scheduler("'policy': 'round-robin', 'quantum': '1us', 'cache': {'size': 1000000000000, 'warmup': '1us'}"),
         a_ms, work("'count': 100000, 'working_set': 1")});
    table.add("small caches",
              {scheduler("'policy': 'round-robin', 'quantum': '1us', 'cache': {'size': 1000, 'warmup': '1ns'}", 256),
               a_ms, work("'count': 100000, 'working_set': 1")});
    table.add("threads that end", {scheduler("'policy': 'round-robin', 'cache': {'size': 1000}", 256),
                                   program("{'compute': '1us'}"), work("'every': '1us', 'count': 10000000")});
    table.add("cores that are kept",
              {scheduler("'policy': 'round-robin', 'on_block': 'hold'", 256),
               program("{'repeat': {'times': 1000, 'steps': [{'compute': '1us'}, {'sleep': '1us'}]}}"), a_crowd});
    table.add("threads that take cores",
              {scheduler("'policy': 'round-robin', 'on_wake': 'preempt'", 256),
               program("{'repeat': {'times': 1000, 'steps': [{'compute': '1us'}, {'sleep': '1us'}]}}"), a_crowd});
}

// Event loops with a runtime, whose queues grow long.
void event_loops(Table& table) {
    const auto add = [&](const char* name, const char* runtime, const std::string& functions) {
        table.add(name, {"'functions': {" + functions + "}", "'work': [{'run': 'main'}]",
                         strategy("event-loop", "'runtime': '" + std::string(runtime) + "'")});
    };
    const auto often = [](const std::string& body) { return "'main': [{'repeat': 64000, 'do': [" + body + "]}]"; };
    const auto called = [&](const std::string& body) { return often("{'call': 'f'}") + ", 'f': [" + body + "]"; };
    const std::string wait = "{'await_value': true}, {'await_value': true}, ";
    add("timers of a page", "browser", often("{'timeout': '1ms', 'do': []}"));
    add("timers of a page that are cleared", "browser",
        called("{'timeout': '1h', 'name': 't', 'do': []}, " + wait + "{'clear': 't'}"));
    add("animation frames that are cleared", "browser",
        called("{'animation_frame': [], 'name': 't'}, " + wait + "{'clear': 't'}"));
    add("timers of node that are cleared", "node",
        called("{'timeout': '1h', 'name': 't', 'do': []}, " + wait + "{'clear': 't'}"));
    add("immediates that are cleared", "node", called("{'immediate': [], 'name': 't'}, " + wait + "{'clear': 't'}"));
    add("intervals of 1,900 lengths", "node", "'main': [" + times(1'900, "{'interval': '1#ms', 'do': []}") + "]");
    add("tasks at an asyncio lock", "asyncio",
        "'main': [{'new': 'lock', 'name': 'l'}, {'repeat': 64000, 'do': [{'create_task': 'f'}]}, {'sleep': '1h'}], "
        "'f': [{'with': 'l', 'do': [{'sleep': '0ms'}]}]");
    add("tasks at an asyncio event", "asyncio",
        "'main': [{'new': 'event', 'name': 'e'}, {'repeat': 64000, 'do': [{'create_task': 'f'}]}, {'sleep': '1ms'}, "
        "{'set': 'e'}], "
        "'f': [{'wait': 'e'}]");
    table.add("pictures after 999 days",
              {"'functions': {'main': [{'log': 'x'}]}", "'work': [{'run': 'main'}, {'run': 'main', 'at': '86313600s'}]",
               strategy("event-loop", "'runtime': 'browser'")});
}

}  // namespace

std::vector<Limit> limits() {
    Table table;
    texts(table);
    arrivals(table);
    tasks(table);
    waits(table);
    machines(table);
    event_loops(table);
    return table.take();
}

}  // namespace support
