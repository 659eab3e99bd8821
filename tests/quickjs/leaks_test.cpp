// Programs leave no memory of the engine behind, however they end. (The sanitizers look for all other memory.)

#include "base/json_writer.h"
#include "model/simulation.h"
#include "quickjs/engine/vm.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <pthread.h>

#include <string>
#include <vector>

namespace {

struct Small {
    const char* runtime;
    const char* program;
};

// Among them: timers and promises that never come, cycles, closures, errors, rejections, an exit in the middle, a
// program with a syntax error, a limit, and objects of the engine that have memory of their own.
constexpr Small programs[] = {
    {"node", "console.log('hello');"},
    {"node", "const a = {}; a.self = a; const f = () => a; a.f = f; setTimeout(f, 5);"},
    {"node", "new Promise(() => {}).then(() => 1); (async () => { await new Promise(() => {}); })();"},
    {"node", "setInterval(() => {}, 10); setTimeout(() => process.exit(3), 25);"},
    {"node", "Promise.reject(new Error('x'));"},
    {"node", "process.on('exit', () => console.log(1)); throw new Error('x');"},
    {"node", "const { pbkdf2 } = require('crypto'); pbkdf2('a', 'b', 1, 8, 'sha1', (e, k) => console.log(k));"},
    {"node", "for (;;);"},
    {"node", "process.nextTick(function again() { process.nextTick(again); });"},
    {"node",
     "async function* g() { try { yield 1; yield 2; } finally { console.log('f'); } } (async () => { for await "
     "(const x of g()) break; })();"},
    {"node", "const m = new Map([[{}, new Set([1])]]); new Proxy(m, {}); /(a+)+b/.exec('aaaa'); new Uint8Array(1000);"},
    {"node", "function f() { f(); } try { f(); } catch (e) { console.log(e.message); }"},
    {"node", "const list = []; for (let i = 0; i < 1000; i++) list.push({ i, next: list }); console.log(list.length);"},
    {"node", "require('fs').readFile(__filename, 'utf8', (e, text) => console.log(text));"},
    {"node", "console.log(2n ** 200n, structuredClone({ a: [1, { b: 2 }] }), new URL('http://a/b').href);"},
    {"node", "setImmediate(() => { throw null; });"},
    {"browser",
     "requestAnimationFrame(function frame() { if (performance.now() < 60) requestAnimationFrame(frame); });"},
    {"browser",
     "const c = new MessageChannel(); c.port1.onmessage = () => console.log(1); c.port2.postMessage({ a: 1 });"},
    {"browser",
     "Promise.reject(1); addEventListener('unhandledrejection', e => { e.preventDefault(); Promise.reject(2); }, "
     "{ once: true });"},
    {"browser",
     "scheduler.postTask(() => {}, { delay: 1e9 }); document.body.onclick = () => {}; document.body.click();"},
};

// Runs each of them once, in a thread with a large stack, because with sanitizers each call in a program uses ten times
// as much of it.
void run_all(const std::vector<scenario::Scenario>& scenarios) {
    constexpr size_t stack = size_t(256) << 20;
    pthread_attr_t attributes;
    REQUIRE(pthread_attr_init(&attributes) == 0);
    REQUIRE(pthread_attr_setstacksize(&attributes, stack) == 0);
    const auto body = [](void* all) -> void* {
        for (const auto& one : *static_cast<const std::vector<scenario::Scenario>*>(all)) model::run(one);
        return nullptr;
    };
    pthread_t thread;
    REQUIRE(pthread_create(&thread, &attributes, body, const_cast<std::vector<scenario::Scenario>*>(&scenarios)) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
    // A program with an error in its syntax is not opened.
    const auto wrong = scenario::read(
        R"({"version": 1, "strategy": {"kind": "event-loop", "runtime": "node"}, "javascript": "const = 1"})");
    REQUIRE(!wrong);
}

}  // namespace

TEST_CASE("a thousand runs leave no memory in use", "[quickjs]") {
    std::vector<scenario::Scenario> scenarios;
    for (const Small& one : programs) {
        JsonWriter json;
        json.begin_object().member("version", 1).key("machine").begin_object().member("cores", 2).end_object();
        json.key("strategy").begin_object().member("kind", "event-loop").member("runtime", one.runtime);
        json.member("steps", 20'000).end_object().member("javascript", one.program).end_object();
        const auto document = scenario::read(json.text());
        INFO((document ? "" : document.error().message));
        REQUIRE(document);
        scenarios.push_back(document->variants.front().scenario);
    }
    for (size_t round = 0; round < 1'000 / scenarios.size(); ++round) {
        run_all(scenarios);
        const quickjs::InUse left = quickjs::in_use();
        REQUIRE(left.programs == 0);
        REQUIRE(left.bytes == 0);
    }
}
