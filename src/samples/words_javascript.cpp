// JavaScript, as ECMAScript modules for Node. Every function is asynchronous, because almost nothing in its libraries
// blocks: a thread or process is a file that is run again.

#include "samples/words.h"

namespace samples {

namespace javascript {

constexpr Words functions{
    .head = "async function {function}(n) {",
    .foot = "}",
    .children = "const children = [];",
    .loop_head = "for (let {i} = 1; {i} <= {times}; {i}++) {",
    .loop_foot = "}",
    .compute = "compute({time});",
    .io = "await {device}.call();",
    .io_for = "await {device}.call({time});",
    .sleep = "await sleep({time});",
    .io_blocking = "{device}.callSync();",
    .lock = "await {lock}.acquire();",
    .unlock = "{lock}.release();",
    .acquire = "await {semaphore}.acquire();",
    .release = "{semaphore}.release();",
    .send = "await {queue}.send(n);",
    .receive = "await {queue}.receive();",
    .spawn = "children.push({function}(n));",
    .join = "await Promise.all(children);",
    .split = "await Promise.all(range({parts}).map(k => workers.exec('{function}', [k])));",
    .offload = "await workers.exec('compute', [{time}]);",
    .yield = "await setImmediate();",
    .print = "console.log({text});",
    .job = "await jobs.add('{function}', { n });",
    .device = "const {device} = device({time}, {capacity});",
    .lock_made = "const {lock} = new Semaphore(1);",
    .semaphore_made = "const {semaphore} = new Semaphore({count});",
    .queue_made = "const {queue} = new Channel({capacity});",
};

// Times are milliseconds.
constexpr std::string_view surroundings = R"(
w?sdD|import { setTimeout as sleep } from 'node:timers/promises';
w?y  |import { setImmediate } from 'node:timers/promises';
w    |
w    |const range = count => Array.from({ length: count }, (_, i) => i + 1);
w?dlmqD|
w?dlmqD|class Semaphore {
w?dlmqD|    #free; #waiting = [];
w?dlmqD|    constructor(free) { this.#free = free; }
w?dlmqD|    async acquire() { this.#free > 0 ? this.#free-- : await new Promise(go => this.#waiting.push(go)); }
w?dlmqD|    release() { this.#waiting.length > 0 ? this.#waiting.shift()() : this.#free++; }
w?dlmqD|}
w?q  |
w?q  |class Channel {
w?q  |    #messages = []; #full = new Semaphore(0); #space;
w?q  |    constructor(capacity) { this.#space = new Semaphore(capacity || Infinity); }
w?q  |    async send(message) { await this.#space.acquire(); this.#messages.push(message); this.#full.release(); }
w?q  |    async receive() { await this.#full.acquire(); this.#space.release(); return this.#messages.shift(); }
w?q  |}
w?c  |
w?c  |function compute(ms) { for (const end = performance.now() + ms; performance.now() < end;); }
w?d  |
w?d  |function device(ms, capacity) {
w?d  |    const places = new Semaphore(capacity || Infinity);
w?d  |    return {
w?d  |        async call(time = ms) { await places.acquire(); await sleep(time); places.release(); },
w?d  |        callSync: () => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms); },
w?d  |    };
w?d  |}
w    |
<devices>
<locks>
<semaphores>
<queues>
w    |
)";

constexpr std::string_view one_at_a_time = R"(
w?po |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
w?po |workerpool.worker({ {names} });
w?po |if (!workerpool.isMainThread) await new Promise(() => {});
<rows>
*K   |for (let n = 1; n <= {count}; n++) {
*S   |    await {function}(n);
*    |}
1S   |await {function}(1);
</rows>
w?po |await workers.terminate();
)";

constexpr std::string_view thread_per_task = R"(
w    |import { Worker, isMainThread, workerData } from 'node:worker_threads';
w?po |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
     |const programs = { {names} };
     |if (isMainThread) {
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*ST  |        new Worker(new URL(import.meta.url), { workerData: ['{function}', n] });
*    |    }
1ST  |    new Worker(new URL(import.meta.url), { workerData: ['{function}', 1] });
</rows>
     |} else {
     |    const [name, n] = workerData;
K    |    await programs[name](n);
     |}
)";

constexpr std::string_view thread_pool = R"(
w    |import { fileURLToPath } from 'node:url';
     |import workerpool from 'workerpool';
     |
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
     |if (workerpool.isMainThread) {
     |    const pool = workerpool.pool(fileURLToPath(import.meta.url), {
     |        workerType: 'thread', maxWorkers: {threads},
     |    });
     |    const tasks = [];
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*S   |        tasks.push(pool.exec('{function}', [n]));
*    |    }
1S   |    tasks.push(pool.exec('{function}', [1]));
</rows>
     |    await Promise.all(tasks);
     |    await pool.terminate();
     |} else {
KT   |    workerpool.worker({ {names} });
     |}
)";

constexpr std::string_view process_per_task = R"(
w    |import { fork } from 'node:child_process';
w    |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
     |const programs = { {names} };
     |const [name, n] = process.argv.slice(2);
     |if (name === undefined) {
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*ST  |        fork(fileURLToPath(import.meta.url), ['{function}', String(n)]);
*    |    }
1ST  |    fork(fileURLToPath(import.meta.url), ['{function}', '1']);
</rows>
     |} else {
K    |    await programs[name](Number(n));
     |}
)";

constexpr std::string_view process_pool = R"(
w    |import { fileURLToPath } from 'node:url';
     |import workerpool from 'workerpool';
     |
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
     |if (process.send === undefined) {
     |    const pool = workerpool.pool(fileURLToPath(import.meta.url), {
     |        workerType: 'process', maxWorkers: {threads},
     |    });
     |    const tasks = [];
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*S   |        tasks.push(pool.exec('{function}', [n]));
*    |    }
1S   |    tasks.push(pool.exec('{function}', [1]));
</rows>
     |    await Promise.all(tasks);
     |    await pool.terminate();
     |} else {
KT   |    workerpool.worker({ {names} });
     |}
)";

constexpr std::string_view event_loop = R"(
w?po |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
w?po |workerpool.worker({ {names} });
w?po |if (!workerpool.isMainThread) await new Promise(() => {});
     |const tasks = [];
<rows>
*    |for (let n = 1; n <= {count}; n++) {
*SK  |    tasks.push({function}(n));
*    |}
1SK  |tasks.push({function}(1));
</rows>
     |await Promise.all(tasks);
w?po |await workers.terminate();
)";

constexpr std::string_view async_pool = R"(
w    |import cluster from 'node:cluster';
w?po |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
<bodies>
     |
     |if (cluster.isPrimary) {
     |    for (let id = 0; id < {threads}; id++) cluster.fork();
     |} else {
     |    const tasks = [];
<rows>
     |    for (let n = cluster.worker.id; n <= {count}; n += {threads}) {
SK   |        tasks.push({function}(n));
     |    }
</rows>
     |    await Promise.all(tasks);
     |    cluster.worker.disconnect();
     |}
)";

constexpr std::string_view queue_workers = R"(
     |import { Queue, Worker } from 'bullmq';
w?po |import { fileURLToPath } from 'node:url';
w?po |import workerpool from 'workerpool';
w    |import { isMainThread } from 'node:worker_threads';
<surroundings>
w?po |const workers = workerpool.pool(fileURLToPath(import.meta.url));
     |const connection = { host: 'localhost', port: 6379 };
     |const jobs = new Queue('jobs', { connection });
     |
<bodies>
     |
     |const programs = { {names} };
K    |export default ({ name, data }) => programs[name](data.n);
     |
     |if (isMainThread) {
T    |    new Worker('jobs', new URL(import.meta.url), { connection, concurrency: {workers}, useWorkerThreads: true });
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*Sj  |        await {function}(n);
*SAJ |        await jobs.add('{function}', { n });
*    |    }
1Sj  |    await {function}(1);
1SAJ |    await jobs.add('{function}', { n: 1 });
</rows>
     |}
)";

constexpr std::string_view data_parallel = R"(
w    |import { fileURLToPath } from 'node:url';
     |import workerpool from 'workerpool';
     |
<surroundings>
     |const workers = workerpool.pool(fileURLToPath(import.meta.url), { workerType: 'thread', maxWorkers: {workers} });
     |
<bodies>
     |
     |if (workerpool.isMainThread) {
<rows>
*    |    for (let n = 1; n <= {count}; n++) {
*SK  |        await {function}(n);
*    |    }
1SK  |    await {function}(1);
</rows>
     |    await workers.terminate();
     |} else {
     |    workerpool.worker({ {names} });
     |}
)";

}  // namespace javascript

const LanguageWords javascript_words{
    .blocking = javascript::functions,
    .async = javascript::functions,
    .programs = {javascript::one_at_a_time, javascript::thread_per_task, javascript::thread_pool,
                 javascript::process_per_task, javascript::process_pool, javascript::event_loop, javascript::async_pool,
                 javascript::queue_workers, javascript::data_parallel},
    .is_async = {},
    .surroundings = javascript::surroundings,
};

}  // namespace samples
