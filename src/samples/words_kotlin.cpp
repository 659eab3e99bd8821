// Kotlin 1.9 or newer, with kotlinx.coroutines.

#include "samples/words.h"

namespace samples {

namespace kotlin {

constexpr Words blocking{
    .head = "fun {function}(n: Int) {",
    .foot = "}",
    .children = "val children = mutableListOf<Thread>()",
    .loop_head = "repeat({times}) {",
    .loop_foot = "}",
    .compute = "compute({time})",
    .io = "{device}.call()",
    .io_for = "{device}.call({time})",
    .sleep = "sleep({time})",
    .lock = "{lock}.lock()",
    .unlock = "{lock}.unlock()",
    .locked = "{lock}.withLock {",
    .locked_end = "}",
    .acquire = "{semaphore}.acquire()",
    .release = "{semaphore}.release()",
    .send = "{queue}.put(n)",
    .receive = "{queue}.take()",
    .spawn = "children += thread { {function}(n) }",
    .join = "children.forEach { it.join() }",
    .split = "(1..{parts}).map { k -> thread { {function}(k) } }.forEach { it.join() }",
    .offload = "thread { compute({time}) }.join()",
    .yield = "Thread.yield()",
    .print = "println({text})",
    .job = "jobs.put { {function}(n) }",
    .device = "val {device} = Device({time}, {capacity})",
    .lock_made = "val {lock} = ReentrantLock()",
    .semaphore_made = "val {semaphore} = Semaphore({count})",
    .queue_made = "val {queue} = LinkedBlockingQueue<Int>({capacity_or_none})",
};

constexpr Words async{
    .head = "suspend fun {function}(n: Int) {",
    .head_with_children = "suspend fun {function}(n: Int) = coroutineScope {",
    .foot = "}",
    .children = "val children = mutableListOf<Job>()",
    .loop_head = "repeat({times}) {",
    .loop_foot = "}",
    .compute = "compute({time})",
    .io = "{device}.call()",
    .io_for = "{device}.call({time})",
    .sleep = "delay({time})",
    .io_blocking = "{device}.callBlocking()",
    .lock = "{lock}.lock()",
    .unlock = "{lock}.unlock()",
    .locked = "{lock}.withLock {",
    .locked_end = "}",
    .acquire = "{semaphore}.acquire()",
    .release = "{semaphore}.release()",
    .send = "{queue}.send(n)",
    .receive = "{queue}.receive()",
    .spawn = "children += launch { {function}(n) }",
    .join = "children.joinAll()",
    .split = "coroutineScope { for (k in 1..{parts}) launch{split_on} { {function}(k) } }",
    .offload = "withContext(workers) { compute({time}) }",
    .yield = "yield()",
    .print = "println({text})",
    .job = "jobs.send { {function}(n) }",
    .device = "val {device} = Device({time}, {capacity})",
    .lock_made = "val {lock} = Mutex()",
    .semaphore_made = "val {semaphore} = Semaphore({count})",
    .queue_made = "val {queue} = Channel<Int>({capacity_or_unlimited})",
};

constexpr std::string_view surroundings = R"(
wB   |import java.util.concurrent.*
wB   |import java.util.concurrent.locks.ReentrantLock
wB   |import kotlin.concurrent.thread
wB   |import kotlin.concurrent.withLock
wB   |import kotlin.time.*
wa   |import kotlin.time.*
w    |import kotlin.time.Duration.Companion.microseconds
w    |import kotlin.time.Duration.Companion.milliseconds
w    |import kotlin.time.Duration.Companion.minutes
w    |import kotlin.time.Duration.Companion.nanoseconds
w    |import kotlin.time.Duration.Companion.seconds
wa   |import kotlinx.coroutines.*
wa   |import kotlinx.coroutines.channels.Channel
wa   |import kotlinx.coroutines.sync.*
w    |
wB   |fun sleep(time: Duration) = Thread.sleep(time.inWholeMilliseconds, (time.inWholeNanoseconds % 1_000_000).toInt())
w?c  |
w?c  |fun compute(time: Duration) {
w?c  |    val end = TimeSource.Monotonic.markNow() + time
w?c  |    while (end.hasNotPassedNow()) Thread.onSpinWait()
w?c  |}
w?d  |
w?d  |class Device(private val time: Duration, capacity: Int) {
w?d  |    private val places = Semaphore(if (capacity == 0) Int.MAX_VALUE else capacity)
wB?d |    fun call(time: Duration = this.time) {
wB?d |        places.acquire()
wB?d |        sleep(time)
wB?d |        places.release()
wB?d |    }
wa?d |    suspend fun call(time: Duration = this.time) = places.withPermit { delay(time) }
wa?d |    fun callBlocking() = Thread.sleep(time.inWholeMilliseconds)
w?d  |}
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
     |fun main() {
<rows>
*KS  |    for (n in 1..{count}) {function}(n)
1S   |    {function}(1)
</rows>
     |}
)";

constexpr std::string_view thread_per_task = R"(
<surroundings>
w    |
<bodies>
     |
     |fun main() {
<rows>
*ST  |    for (n in 1..{count}) thread { {function}(n) }
1ST  |    thread { {function}(1) }
</rows>
     |}
)";

constexpr std::string_view thread_pool = R"(
<surroundings>
w    |
<bodies>
     |
     |fun main() {
TK   |    val pool = Executors.newFixedThreadPool({threads})
<rows>
*S   |    for (n in 1..{count}) pool.submit { {function}(n) }
1S   |    pool.submit { {function}(1) }
</rows>
     |    pool.shutdown()
     |}
)";

constexpr std::string_view process_per_task = R"(
<surroundings>
w    |
<bodies>
     |
     |fun main(args: Array<String>) {
     |    if (args.size == 2) when (args[0]) {
<functions>
K    |        "{function}" -> return {function}(args[1].toInt())
</functions>
     |    }
<rows>
*    |    for (n in 1..{count})
*ST  |        ProcessBuilder("java", "-jar", "main.jar", "{function}", "$n").inheritIO().start()
1ST  |    ProcessBuilder("java", "-jar", "main.jar", "{function}", "1").inheritIO().start()
</rows>
     |}
)";

constexpr std::string_view process_pool = R"(
<surroundings>
w    |
<bodies>
     |
     |fun runProcess(name: String, n: Int) =
T    |    ProcessBuilder("java", "-jar", "main.jar", name, "$n").inheritIO().start().waitFor()
     |
     |fun main(args: Array<String>) {
     |    if (args.size == 2) when (args[0]) {
<functions>
K    |        "{function}" -> return {function}(args[1].toInt())
</functions>
     |    }
     |    val pool = Executors.newFixedThreadPool({threads})
<rows>
*    |    for (n in 1..{count})
*S   |        pool.submit { runProcess("{function}", n) }
1S   |    pool.submit { runProcess("{function}", 1) }
</rows>
     |    pool.shutdown()
     |}
)";

constexpr std::string_view event_loop = R"(
<surroundings>
w?o  |val workers = Dispatchers.Default.limitedParallelism({workers})
w    |
<bodies>
     |
K    |fun main(): Unit = runBlocking {
<rows>
*S   |    for (n in 1..{count}) launch { {function}(n) }
1S   |    launch { {function}(1) }
</rows>
     |}
)";

constexpr std::string_view async_pool = R"(
<surroundings>
w?o  |val workers = Dispatchers.Default
w    |
<bodies>
     |
K    |fun main(): Unit = runBlocking(Dispatchers.Default.limitedParallelism({threads})) {
<rows>
*S   |    for (n in 1..{count}) launch { {function}(n) }
1S   |    launch { {function}(1) }
</rows>
     |}
)";

constexpr std::string_view queue_workers = R"(
<surroundings>
     |val jobs = LinkedBlockingQueue<() -> Unit>({limit_or_none})
     |
<bodies>
     |
     |fun main() {
T    |    repeat({workers}) {
K    |        thread { while (true) jobs.take()() }
     |    }
<rows>
*Sj  |    for (n in 1..{count}) {function}(n)
*SAJ |    for (n in 1..{count}) jobs.put { {function}(n) }
1Sj  |    {function}(1)
1SAJ |    jobs.put { {function}(1) }
</rows>
     |}
)";

constexpr std::string_view data_parallel = R"(
<surroundings>
T    |val workers = Dispatchers.Default.limitedParallelism({workers})
     |
<bodies>
     |
     |fun main(): Unit = runBlocking {
<rows>
*KS  |    for (n in 1..{count}) {function}(n)
1KS  |    {function}(1)
</rows>
     |}
)";

}  // namespace kotlin

const LanguageWords kotlin_words{
    .blocking = kotlin::blocking,
    .async = kotlin::async,
    .programs = {kotlin::one_at_a_time, kotlin::thread_per_task, kotlin::thread_pool, kotlin::process_per_task,
                 kotlin::process_pool, kotlin::event_loop, kotlin::async_pool, kotlin::queue_workers,
                 kotlin::data_parallel},
    .is_async = {false, false, false, false, false, true, true, false, true},
    .surroundings = kotlin::surroundings,
};

}  // namespace samples
