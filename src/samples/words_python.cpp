// Python 3.11 or newer.

#include "samples/words.h"

namespace samples {

namespace python {

constexpr Words blocking{
    .head = "def {function}(n):",
    .foot = "",
    .children = "children = []",
    .loop_head = "for {i} in range({times}):",
    .loop_foot = "",
    .compute = "compute({time})",
    .io = "{device}.call()",
    .io_for = "{device}.call({time})",
    .sleep = "time.sleep({time})",
    .lock = "{lock}.acquire()",
    .unlock = "{lock}.release()",
    .locked = "with {lock}:",
    .locked_end = "",
    .acquire = "{semaphore}.acquire()",
    .release = "{semaphore}.release()",
    .send = "{queue}.put(n)",
    .receive = "{queue}.get()",
    .spawn = "children.append(threading.Thread(target={function}, args=(n,)))\nchildren[-1].start()",
    .join = "for child in children:\n    child.join()",
    .split = "list(workers.map({function}, range(1, {after})))",
    .offload = "workers.submit(compute, {time}).result()",
    .yield = "time.sleep(0)",
    .print = "print({text})",
    .job = "jobs.put(({function}, n))",
    .nothing = "pass",
    .device = "{device} = Device({time}, {capacity})",
    .lock_made = "{lock} = threading.Lock()",
    .semaphore_made = "{semaphore} = threading.Semaphore({count})",
    .queue_made = "{queue} = queue.Queue({capacity})",
};

constexpr Words async{
    .head = "async def {function}(n):",
    .foot = "",
    .children = "children = []",
    .loop_head = "for {i} in range({times}):",
    .loop_foot = "",
    .compute = "compute({time})",
    .io = "await {device}.call()",
    .io_for = "await {device}.call({time})",
    .sleep = "await asyncio.sleep({time})",
    .io_blocking = "{device}.call_blocking()",
    .lock = "await {lock}.acquire()",
    .unlock = "{lock}.release()",
    .locked = "async with {lock}:",
    .locked_end = "",
    .acquire = "await {semaphore}.acquire()",
    .release = "{semaphore}.release()",
    .send = "await {queue}.put(n)",
    .receive = "await {queue}.get()",
    .spawn = "children.append(asyncio.create_task({function}(n)))",
    .join = "await asyncio.gather(*children)",
    .split = "await asyncio.gather(*({function}(k) for k in range(1, {after})))",
    .offload = "await asyncio.get_running_loop().run_in_executor(workers, compute, {time})",
    .yield = "await asyncio.sleep(0)",
    .print = "print({text})",
    .nothing = "pass",
    .device = "{device} = Device({time}, {capacity})",
    .lock_made = "{lock} = asyncio.Lock()",
    .semaphore_made = "{semaphore} = asyncio.Semaphore({count})",
    .queue_made = "{queue} = asyncio.Queue({capacity})",
};

// Times are seconds.
constexpr std::string_view surroundings = R"(
wa   |import asyncio
w    |import contextlib
w    |import queue
w    |import threading
w    |import time
w    |from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
w?c  |
w?c  |
w?c  |def compute(seconds):
w?c  |    end = time.perf_counter() + seconds
w?c  |    while time.perf_counter() < end:
w?c  |        pass
w?d  |
w?d  |
w?d  |class Device:
w?d  |    def __init__(self, seconds, capacity):
w?d  |        self.seconds = seconds
wB?d |        self.places = threading.Semaphore(capacity) if capacity else contextlib.nullcontext()
wa?d |        self.places = asyncio.Semaphore(capacity) if capacity else contextlib.nullcontext()
w?d  |
wB?d |    def call(self, seconds=None):
wB?d |        with self.places:
wB?d |            time.sleep(seconds or self.seconds)
wa?d |    async def call(self, seconds=None):
wa?d |        async with self.places:
wa?d |            await asyncio.sleep(seconds or self.seconds)
wa?d |
wa?d |    def call_blocking(self):
wa?d |        time.sleep(self.seconds)
w    |
w    |
<devices>
<locks>
<semaphores>
<queues>
w    |
w    |
)";

constexpr std::string_view one_at_a_time = R"(
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
<rows>
*K   |for n in range(1, {after}):
*S   |    {function}(n)
1S   |{function}(1)
</rows>
)";

constexpr std::string_view thread_per_task = R"(
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
<rows>
*    |for n in range(1, {after}):
*ST  |    threading.Thread(target={function}, args=(n,)).start()
1ST  |threading.Thread(target={function}, args=(1,)).start()
</rows>
)";

constexpr std::string_view thread_pool = R"(
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
TK   |with ThreadPoolExecutor(max_workers={threads}) as pool:
<rows>
*    |    for n in range(1, {after}):
*S   |        pool.submit({function}, n)
1S   |    pool.submit({function}, 1)
</rows>
)";

constexpr std::string_view process_per_task = R"(
w    |import multiprocessing
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
     |if __name__ == "__main__":
<rows>
*    |    for n in range(1, {after}):
*ST  |        multiprocessing.Process(target={function}, args=(n,)).start()
1ST  |    multiprocessing.Process(target={function}, args=(1,)).start()
</rows>
)";

constexpr std::string_view process_pool = R"(
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
     |if __name__ == "__main__":
TK   |    with ProcessPoolExecutor(max_workers={threads}) as pool:
<rows>
*    |        for n in range(1, {after}):
*S   |            pool.submit({function}, n)
1S   |        pool.submit({function}, 1)
</rows>
)";

constexpr std::string_view event_loop = R"(
<surroundings>
w?o  |workers = ThreadPoolExecutor(max_workers={workers})
w    |
w    |
<bodies>
     |
     |
     |async def main():
     |    async with asyncio.TaskGroup() as tasks:
<rows>
*    |        for n in range(1, {after}):
*S   |            tasks.create_task({function}(n))
1S   |        tasks.create_task({function}(1))
</rows>
     |
     |
K    |asyncio.run(main())
)";

constexpr std::string_view async_pool = R"(
<surroundings>
w?o  |workers = ThreadPoolExecutor()
w    |
w    |
<bodies>
     |
     |
     |async def serve(first):
     |    async with asyncio.TaskGroup() as tasks:
<rows>
     |        for n in range(first, {after}, {threads}):
S    |            tasks.create_task({function}(n))
</rows>
     |
     |
     |def run_loop(first):
K    |    asyncio.run(serve(first))
     |
     |
     |if __name__ == "__main__":
T    |    with ProcessPoolExecutor(max_workers={threads}) as loops:
     |        list(loops.map(run_loop, range(1, {after_threads})))
)";

constexpr std::string_view queue_workers = R"(
<surroundings>
w?po |workers = ThreadPoolExecutor()
w    |
w    |
     |jobs = queue.Queue({limit})
     |
     |
<bodies>
     |
     |
     |def worker():
     |    while True:
K    |        job, n = jobs.get()
     |        job(n)
     |        jobs.task_done()
     |
     |
     |for _ in range({workers}):
T    |    threading.Thread(target=worker, daemon=True).start()
<rows>
*    |for n in range(1, {after}):
*Sj  |    {function}(n)
*SAJ |    jobs.put(({function}, n))
1Sj  |{function}(1)
1SAJ |jobs.put(({function}, 1))
</rows>
     |jobs.join()
)";

constexpr std::string_view data_parallel = R"(
<surroundings>
<bodies>
     |
     |
     |if __name__ == "__main__":
T    |    with ProcessPoolExecutor(max_workers={workers}) as workers:
<rows>
*K   |        for n in range(1, {after}):
*S   |            {function}(n)
1S   |        {function}(1)
</rows>
)";

}  // namespace python

const LanguageWords python_words{
    .blocking = python::blocking,
    .async = python::async,
    .programs = {python::one_at_a_time, python::thread_per_task, python::thread_pool, python::process_per_task,
                 python::process_pool, python::event_loop, python::async_pool, python::queue_workers,
                 python::data_parallel},
    .is_async = {false, false, false, false, false, true, true, false, false},
    .surroundings = python::surroundings,
};

}  // namespace samples
