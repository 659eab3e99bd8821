// C++20. The standard library has threads, but neither pools nor event loops: Asio is what most people use.

#include "samples/words.h"

namespace samples {

namespace cpp {

constexpr Words blocking{
    .head = "void {function}(int n) {",
    .foot = "}",
    .children = "std::vector<std::jthread> children;",
    .loop_head = "for (int {i} = 0; {i} < {times}; ++{i}) {",
    .loop_foot = "}",
    .compute = "compute({time});",
    .io = "{device}.call();",
    .io_for = "{device}.call({time});",
    .sleep = "std::this_thread::sleep_for({time});",
    .lock = "{lock}.lock();",
    .unlock = "{lock}.unlock();",
    .locked = "{\n    std::scoped_lock hold({lock});",
    .locked_end = "}",
    .acquire = "{semaphore}.acquire();",
    .release = "{semaphore}.release();",
    .send = "{queue}.send(n);",
    .receive = "{queue}.receive();",
    .spawn = "children.emplace_back({function}, n);",
    .join = "children.clear();  // joins them",
    .split = "std::array<int, {parts}> parts{id};\nstd::iota(parts{id}.begin(), parts{id}.end(), 1);\n"
             "std::for_each(std::execution::par, parts{id}.begin(), parts{id}.end(), {function});",
    .offload = "std::async(std::launch::async, [] { compute({time}); }).get();",
    .yield = "std::this_thread::yield();",
    .print = "std::cout << {text} << '\\n';",
    .job = "asio::post(workers, [n] { {function}(n); });",
    .device = "Device {device}{{time}, {capacity}};",
    .lock_made = "std::mutex {lock};",
    .semaphore_made = "std::counting_semaphore<> {semaphore}({count});",
    .queue_made = "Channel {queue}{{capacity}};",
};

constexpr Words async{
    .head = "asio::awaitable<void> {function}(int n) {",
    .foot = "}",
    .never_waits = "co_return;",
    .children = "Children children;",
    .loop_head = "for (int {i} = 0; {i} < {times}; ++{i}) {",
    .loop_foot = "}",
    .compute = "compute({time});",
    .io = "co_await {device}.call();",
    .io_for = "co_await {device}.call({time});",
    .sleep = "co_await sleep({time});",
    .io_blocking = "{device}.call_blocking();",
    .lock = "co_await {lock}.acquire();",
    .unlock = "{lock}.release();",
    .acquire = "co_await {semaphore}.acquire();",
    .release = "{semaphore}.release();",
    .send = "co_await {queue}.send(n);",
    .receive = "co_await {queue}.receive();",
    .spawn = "children.start({function}(n));",
    .join = "co_await children.join();",
    .split = "for (int k = 1; k <= {parts}; ++k) co_await {function}(k);",
    .offload = "co_await asio::co_spawn(workers, in_pool([] { compute({time}); }), asio::use_awaitable);",
    .yield = "co_await asio::post(asio::use_awaitable);",
    .print = "std::cout << {text} << '\\n';",
    .device = "Device {device}{{time}, {capacity}};",
    .lock_made = "Semaphore {lock}{1};",
    .semaphore_made = "Semaphore {semaphore}{{count}};",
    .queue_made = "Channel {queue}{{capacity}};",
};

constexpr std::string_view surroundings = R"(
w    |#include <algorithm>
w    |#include <array>
w    |#include <chrono>
w    |#include <condition_variable>
w?p  |#include <execution>
w    |#include <future>
w    |#include <iostream>
w    |#include <memory>
w    |#include <mutex>
w    |#include <numeric>
w    |#include <semaphore>
w    |#include <thread>
wX   |#include <sys/wait.h>
wX   |#include <unistd.h>
w    |#include <vector>
wx   |#include <asio.hpp>
w    |
w    |using namespace std::chrono_literals;
wa   |
wa   |asio::io_context loop{{threads_of_loop}};
wa   |
wa   |asio::awaitable<void> sleep(std::chrono::nanoseconds time) {
wa   |    asio::steady_timer timer(loop, time);
wa   |    co_await timer.async_wait(asio::use_awaitable);
wa   |}
w?c  |
w?c  |void compute(std::chrono::nanoseconds time) {
w?c  |    for (auto end = std::chrono::steady_clock::now() + time; std::chrono::steady_clock::now() < end;) {}
w?c  |}
wa?dlmqb|
wa?dlmqb|class Semaphore {
wa?dlmqb|public:
wa?dlmqb|    explicit Semaphore(int free) : free_(free) {}
wa?dlmqb|    asio::awaitable<void> acquire() {
wa?dlmqb|        std::unique_lock hold(mutex_);
wa?dlmqb|        if (free_ > 0) {
wa?dlmqb|            --free_;
wa?dlmqb|            co_return;
wa?dlmqb|        }
wa?dlmqb|        auto turn = std::make_shared<asio::steady_timer>(loop, std::chrono::steady_clock::time_point::max());
wa?dlmqb|        waiting_.push_back(turn);
wa?dlmqb|        hold.unlock();
wa?dlmqb|        asio::error_code cancelled;
wa?dlmqb|        co_await turn->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
wa?dlmqb|    }
wa?dlmqb|    void release() {
wa?dlmqb|        std::scoped_lock hold(mutex_);
wa?dlmqb|        if (waiting_.empty()) {
wa?dlmqb|            ++free_;
wa?dlmqb|        } else {
wa?dlmqb|            waiting_.front()->expires_at(std::chrono::steady_clock::time_point::min());
wa?dlmqb|            waiting_.erase(waiting_.begin());
wa?dlmqb|        }
wa?dlmqb|    }
wa?dlmqb|
wa?dlmqb|private:
wa?dlmqb|    std::mutex mutex_;
wa?dlmqb|    int free_;
wa?dlmqb|    std::vector<std::shared_ptr<asio::steady_timer>> waiting_;
wa?dlmqb|};
w?d  |
w?d  |class Device {
w?d  |public:
w?d  |    Device(std::chrono::nanoseconds time, int capacity) : time_(time), places_(capacity == 0 ? 1'000'000 : capacity) {}
wB?d |    void call() { call(time_); }
wB?d |    void call(std::chrono::nanoseconds time) {
wB?d |        places_.acquire();
wB?d |        std::this_thread::sleep_for(time);
wB?d |        places_.release();
wB?d |    }
wa?d |    asio::awaitable<void> call() { co_await call(time_); }
wa?d |    asio::awaitable<void> call(std::chrono::nanoseconds time) {
wa?d |        co_await places_.acquire();
wa?d |        co_await sleep(time);
wa?d |        places_.release();
wa?d |    }
wa?d |    void call_blocking() { std::this_thread::sleep_for(time_); }
w?d  |
w?d  |private:
w?d  |    std::chrono::nanoseconds time_;
wB?d |    std::counting_semaphore<1'000'000> places_;
wa?d |    Semaphore places_;
w?d  |};
w?q  |
w?q  |class Channel {
w?q  |public:
wB?q |    explicit Channel(int capacity) : space_(capacity == 0 ? 1'000'000 : capacity) {}
wB?q |    void send(int) {
wB?q |        space_.acquire();
wB?q |        full_.release();
wB?q |    }
wB?q |    void receive() {
wB?q |        full_.acquire();
wB?q |        space_.release();
wB?q |    }
wB?q |
wB?q |private:
wB?q |    std::counting_semaphore<1'000'000> space_, full_{0};
wa?q |    explicit Channel(int capacity) : space_(capacity == 0 ? 1'000'000 : capacity) {}
wa?q |    asio::awaitable<void> send(int) {
wa?q |        co_await space_.acquire();
wa?q |        full_.release();
wa?q |    }
wa?q |    asio::awaitable<void> receive() {
wa?q |        co_await full_.acquire();
wa?q |        space_.release();
wa?q |    }
wa?q |
wa?q |private:
wa?q |    Semaphore space_, full_{0};
w?q  |};
wa?b |
wa?b |class Children {
wa?b |public:
wa?b |    void start(asio::awaitable<void> child) {
wa?b |        ++count_;
wa?b |        asio::co_spawn(loop, std::move(child), [over = over_](std::exception_ptr) { over->release(); });
wa?b |    }
wa?b |    asio::awaitable<void> join() {
wa?b |        for (; count_ > 0; --count_) co_await over_->acquire();
wa?b |    }
wa?b |
wa?b |private:
wa?b |    int count_ = 0;
wa?b |    std::shared_ptr<Semaphore> over_ = std::make_shared<Semaphore>(0);
wa?b |};
w    |
<devices>
<locks>
<semaphores>
<queues>
)";

constexpr std::string_view one_at_a_time = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
<rows>
*KS  |    for (int n = 1; n <= {count}; ++n) {function}(n);
1S   |    {function}(1);
</rows>
     |}
)";

constexpr std::string_view thread_per_task = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
     |    std::vector<std::jthread> threads;
<rows>
*ST  |    for (int n = 1; n <= {count}; ++n) threads.emplace_back({function}, n);
1ST  |    threads.emplace_back({function}, 1);
</rows>
     |}
)";

constexpr std::string_view thread_pool = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
TK   |    asio::thread_pool pool({threads});
<rows>
*S   |    for (int n = 1; n <= {count}; ++n) asio::post(pool, [n] { {function}(n); });
1S   |    asio::post(pool, [] { {function}(1); });
</rows>
     |    pool.join();
     |}
)";

constexpr std::string_view process_per_task = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
<rows>
*    |    for (int n = 1; n <= {count}; ++n) {
*ST  |        if (fork() == 0) {
*K   |            {function}(n);
*    |            _exit(0);
*    |        }
*    |    }
1ST  |    if (fork() == 0) {
1K   |        {function}(1);
1    |        _exit(0);
1    |    }
</rows>
     |    while (wait(nullptr) > 0) {}
     |}
)";

constexpr std::string_view process_pool = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
     |    for (int first = 1; first <= {threads}; ++first) {
T    |        if (fork() == 0) {
<rows>
SK   |            for (int n = first; n <= {count}; n += {threads}) {function}(n);
</rows>
     |            _exit(0);
     |        }
     |    }
     |    while (wait(nullptr) > 0) {}
     |}
)";

constexpr std::string_view event_loop = R"(
<surroundings>
w?o  |asio::thread_pool workers({workers});
w?o  |asio::awaitable<void> in_pool(auto work) { work(); co_return; }
w    |
<bodies>
     |
     |int main() {
<rows>
*    |    for (int n = 1; n <= {count}; ++n)
*S   |        asio::co_spawn(loop, {function}(n), asio::detached);
1S   |    asio::co_spawn(loop, {function}(1), asio::detached);
</rows>
K    |    loop.run();
     |}
)";

constexpr std::string_view async_pool = R"(
<surroundings>
w?o  |asio::thread_pool workers;
w?o  |asio::awaitable<void> in_pool(auto work) { work(); co_return; }
w    |
<bodies>
     |
     |int main() {
<rows>
*    |    for (int n = 1; n <= {count}; ++n)
*S   |        asio::co_spawn(loop, {function}(n), asio::detached);
1S   |    asio::co_spawn(loop, {function}(1), asio::detached);
</rows>
     |    std::vector<std::jthread> threads;
TK   |    for (int i = 0; i < {threads}; ++i) threads.emplace_back([] { loop.run(); });
     |}
)";

constexpr std::string_view queue_workers = R"(
<surroundings>
TK   |asio::thread_pool workers({workers});
     |
<bodies>
     |
     |int main() {
<rows>
*Sj  |    for (int n = 1; n <= {count}; ++n) {function}(n);
*SAJ |    for (int n = 1; n <= {count}; ++n) asio::post(workers, [n] { {function}(n); });
1Sj  |    {function}(1);
1SAJ |    asio::post(workers, [] { {function}(1); });
</rows>
     |    workers.join();
     |}
)";

constexpr std::string_view data_parallel = R"(
<surroundings>
w    |
<bodies>
     |
     |int main() {
<rows>
*KS  |    for (int n = 1; n <= {count}; ++n) {function}(n);
1KS  |    {function}(1);
</rows>
     |}
)";

}  // namespace cpp

const LanguageWords cpp_words{
    .blocking = cpp::blocking,
    .async = cpp::async,
    .programs = {cpp::one_at_a_time, cpp::thread_per_task, cpp::thread_pool, cpp::process_per_task, cpp::process_pool,
                 cpp::event_loop, cpp::async_pool, cpp::queue_workers, cpp::data_parallel},
    .is_async = {false, false, false, false, false, true, true, false, false},
    .surroundings = cpp::surroundings,
};

}  // namespace samples
