// Java 17; virtual threads need Java 21.

#include "samples/words.h"

namespace samples {

namespace java {

constexpr Words blocking{
    .head = "static void {function}(int n) {",
    .foot = "}",
    .children = "var children = new ArrayList<Thread>();",
    .loop_head = "for (int {i} = 0; {i} < {times}; {i}++) {",
    .loop_foot = "}",
    .compute = "compute({time});",
    .io = "{device}.call();",
    .io_for = "{device}.call({time});",
    .sleep = "sleep({time});",
    .lock = "{lock}.lock();",
    .unlock = "{lock}.unlock();",
    .locked = "{lock}.lock();\ntry {",
    .locked_end = "} finally {\n    {lock}.unlock();\n}",
    .acquire = "{semaphore}.acquireUninterruptibly();",
    .release = "{semaphore}.release();",
    .send = "{queue}.send(n);",
    .receive = "{queue}.receive();",
    .spawn = "children.add(start(() -> {function}(n)));",
    .join = "for (var child : children) join(child);",
    .split = "workers.submit(() -> IntStream.rangeClosed(1, {parts}).parallel().forEach(Main::{function})).join();",
    .offload = "workers.submit(() -> compute({time})).join();",
    .yield = "Thread.yield();",
    .print = "System.out.println({text});",
    .job = "jobs.add(() -> {function}(n));",
    .device = "static final Device {device} = new Device({time}, {capacity});",
    .lock_made = "static final ReentrantLock {lock} = new ReentrantLock();",
    .semaphore_made = "static final Semaphore {semaphore} = new Semaphore({count});",
    .queue_made = "static final Channel {queue} = new Channel({capacity});",
};

// A chain of stages: a function returns at once, and the loop runs a stage when the one before it is complete.
constexpr Words async{
    .head =
        "static CompletableFuture<Void> {function}(int n) {\n    return CompletableFuture.<Void>completedFuture(null)",
    .foot = "}",
    .last = ";",
    .loop_head = "    .thenCompose({i} -> times({times}, () -> CompletableFuture.<Void>completedFuture(null)",
    .loop_foot = "    ))",
    .compute = "    .thenRunAsync(() -> compute({time}), loop)",
    .io = "    .thenCompose(done -> {device}.callAsync())",
    .io_for = "    .thenCompose(done -> {device}.callAsync({time}))",
    .sleep = "    .thenCompose(done -> sleepAsync({time}))",
    .io_blocking = "    .thenRunAsync(() -> {device}.call(), loop)",
    .lock = "    .thenCompose(done -> {lock}.acquire())",
    .unlock = "    .thenRun({lock}::release)",
    .acquire = "    .thenCompose(done -> {semaphore}.acquire())",
    .release = "    .thenRun({semaphore}::release)",
    .send = "    .thenCompose(done -> {queue}.send(n))",
    .receive = "    .thenCompose(done -> {queue}.receive())",
    .spawn = "    .thenRun(() -> children(n).add({function}(n)))",
    .join = "    .thenCompose(done -> all(children(n)))",
    .split = "    .thenCompose(done -> all(IntStream.rangeClosed(1, {parts}).mapToObj(Main::{function}).toList()))",
    .offload = "    .thenRunAsync(() -> compute({time}), workers)",
    .yield = "    .thenRunAsync(() -> {}, loop)",
    .print = "    .thenRun(() -> System.out.println({text}))",
    .device = "static final Device {device} = new Device({time}, {capacity});",
    .lock_made = "static final AsyncSemaphore {lock} = new AsyncSemaphore(1);",
    .semaphore_made = "static final AsyncSemaphore {semaphore} = new AsyncSemaphore({count});",
    .queue_made = "static final Channel {queue} = new Channel({capacity});",
};

constexpr std::string_view surroundings = R"(
w    |import java.time.Duration;
w    |import java.util.*;
w    |import java.util.concurrent.*;
w    |import java.util.concurrent.locks.ReentrantLock;
w    |import java.util.stream.IntStream;
w    |
w    |public class Main {
w    |    static void sleep(Duration time) {
w    |        try {
w    |            TimeUnit.NANOSECONDS.sleep(time.toNanos());
w    |        } catch (InterruptedException stop) {
w    |            Thread.currentThread().interrupt();
w    |        }
w    |    }
wa   |
wa   |    static CompletableFuture<Void> sleepAsync(Duration time) {
wa   |        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS));
wa   |    }
wa   |
wa   |    static CompletableFuture<Void> all(List<CompletableFuture<Void>> tasks) {
wa   |        return CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new));
wa   |    }
wa   |
wa   |    static CompletableFuture<Void> times(int count, java.util.function.Supplier<CompletableFuture<Void>> turn) {
wa   |        return count == 0 ? CompletableFuture.completedFuture(null) : turn.get().thenCompose(done -> times(count - 1, turn));
wa   |    }
wa?b |
wa?b |    static final Map<Integer, List<CompletableFuture<Void>>> childrenOf = new ConcurrentHashMap<>();
wa?b |
wa?b |    static List<CompletableFuture<Void>> children(int n) {
wa?b |        return childrenOf.computeIfAbsent(n, key -> new ArrayList<>());
wa?b |    }
wB?b |
wB?b |    static Thread start(Runnable task) {
wB?b |        var thread = new Thread(task);
wB?b |        thread.start();
wB?b |        return thread;
wB?b |    }
wB?b |
wB?b |    static void join(Thread thread) {
wB?b |        try {
wB?b |            thread.join();
wB?b |        } catch (InterruptedException stop) {
wB?b |            Thread.currentThread().interrupt();
wB?b |        }
wB?b |    }
w?c  |
w?c  |    static void compute(Duration time) {
w?c  |        for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() - end < 0;) Thread.onSpinWait();
w?c  |    }
wa   |
wa   |    static class AsyncSemaphore {
wa   |        private int free;
wa   |        private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
wa   |        AsyncSemaphore(int free) { this.free = free; }
wa   |        synchronized CompletableFuture<Void> acquire() {
wa   |            var turn = new CompletableFuture<Void>();
wa   |            if (free > 0) {
wa   |                free--;
wa   |                turn.complete(null);
wa   |            } else {
wa   |                waiting.add(turn);
wa   |            }
wa   |            return turn;
wa   |        }
wa   |        synchronized void release() {
wa   |            if (waiting.isEmpty()) {
wa   |                free++;
wa   |            } else {
wa   |                var turn = waiting.remove();
wa   |                loop.execute(() -> turn.complete(null));
wa   |            }
wa   |        }
wa   |    }
w?d  |
w?d  |    static class Device {
w?d  |        private final Duration time;
wB?d |        private final Semaphore places;
wa?d |        private final AsyncSemaphore places;
w?d  |        Device(Duration time, int capacity) {
w?d  |            this.time = time;
wB?d |            places = new Semaphore(capacity == 0 ? Integer.MAX_VALUE : capacity);
wa?d |            places = new AsyncSemaphore(capacity == 0 ? Integer.MAX_VALUE : capacity);
w?d  |        }
w?d  |        void call() { call(time); }
wB?d |        void call(Duration time) {
wB?d |            places.acquireUninterruptibly();
wB?d |            sleep(time);
wB?d |            places.release();
wB?d |        }
wa?d |        void call(Duration time) { sleep(time); }
wa?d |        CompletableFuture<Void> callAsync() { return callAsync(time); }
wa?d |        CompletableFuture<Void> callAsync(Duration time) {
wa?d |            return places.acquire().thenCompose(done -> sleepAsync(time)).thenRun(places::release);
wa?d |        }
w?d  |    }
w?q  |
w?q  |    static class Channel {
wB?q |        private final Semaphore space, full = new Semaphore(0);
wB?q |        Channel(int capacity) { space = new Semaphore(capacity == 0 ? Integer.MAX_VALUE : capacity); }
wB?q |        void send(int message) {
wB?q |            space.acquireUninterruptibly();
wB?q |            full.release();
wB?q |        }
wB?q |        void receive() {
wB?q |            full.acquireUninterruptibly();
wB?q |            space.release();
wB?q |        }
wa?q |        private final AsyncSemaphore space, full = new AsyncSemaphore(0);
wa?q |        Channel(int capacity) { space = new AsyncSemaphore(capacity == 0 ? Integer.MAX_VALUE : capacity); }
wa?q |        CompletableFuture<Void> send(int message) { return space.acquire().thenRun(full::release); }
wa?q |        CompletableFuture<Void> receive() { return full.acquire().thenRun(space::release); }
w?q  |    }
w    |
<devices>
<locks>
<semaphores>
<queues>
)";

constexpr std::string_view one_at_a_time = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    public static void main(String[] args) {
<rows>
*K   |        for (int n = 1; n <= {count}; n++) {
*S   |            {function}(n);
*    |        }
1S   |        {function}(1);
</rows>
     |    }
w    |}
)";

constexpr std::string_view thread_per_task = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    public static void main(String[] args) {
<rows>
*ST  |        IntStream.rangeClosed(1, {count}).forEach(n -> new Thread(() -> {function}(n)).start());
1ST  |        new Thread(() -> {function}(1)).start();
</rows>
     |    }
w    |}
)";

constexpr std::string_view thread_pool = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    public static void main(String[] args) {
TK   |        var pool = Executors.newFixedThreadPool({threads});
<rows>
*S   |        IntStream.rangeClosed(1, {count}).forEach(n -> pool.submit(() -> {function}(n)));
1S   |        pool.submit(() -> {function}(1));
</rows>
     |        pool.shutdown();
     |    }
w    |}
)";

constexpr std::string_view process_per_task = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    public static void main(String[] args) throws Exception {
     |        if (args.length == 2) {
     |            switch (args[0]) {
<functions>
K    |                case "{function}" -> {function}(Integer.parseInt(args[1]));
</functions>
     |            }
     |            return;
     |        }
<rows>
*    |        for (int n = 1; n <= {count}; n++) {
*ST  |            new ProcessBuilder("java", "Main.java", "{function}", "" + n).inheritIO().start();
*    |        }
1ST  |        new ProcessBuilder("java", "Main.java", "{function}", "1").inheritIO().start();
</rows>
     |    }
w    |}
)";

constexpr std::string_view process_pool = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    static int runProcess(String name, int n) throws Exception {
T    |        return new ProcessBuilder("java", "Main.java", name, "" + n).inheritIO().start().waitFor();
     |    }
     |
     |    public static void main(String[] args) {
     |        if (args.length == 2) {
     |            switch (args[0]) {
<functions>
K    |                case "{function}" -> {function}(Integer.parseInt(args[1]));
</functions>
     |            }
     |            return;
     |        }
     |        var pool = Executors.newFixedThreadPool({threads});
<rows>
*S   |        IntStream.rangeClosed(1, {count}).forEach(n -> pool.submit(() -> runProcess("{function}", n)));
1S   |        pool.submit(() -> runProcess("{function}", 1));
</rows>
     |        pool.shutdown();
     |    }
w    |}
)";

constexpr std::string_view event_loop = R"(
<surroundings>
K    |    static final ExecutorService loop = Executors.newSingleThreadExecutor();
w?o  |    static final ExecutorService workers = Executors.newFixedThreadPool({workers});
     |
<bodies>
     |
     |    public static void main(String[] args) {
     |        List<CompletableFuture<Void>> tasks = new ArrayList<>();
<rows>
*S   |        IntStream.rangeClosed(1, {count}).forEach(n -> tasks.add({function}(n)));
1S   |        tasks.add({function}(1));
</rows>
     |        all(tasks).join();
     |        loop.shutdown();
w?o  |        workers.shutdown();
     |    }
w    |}
)";

constexpr std::string_view async_pool = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
w    |
<bodies>
     |
     |    // java -Djdk.virtualThreadScheduler.parallelism={threads} Main.java
     |    public static void main(String[] args) {
K    |        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
<rows>
*S   |            IntStream.rangeClosed(1, {count}).forEach(n -> threads.submit(() -> {function}(n)));
1S   |            threads.submit(() -> {function}(1));
</rows>
     |        }
     |    }
w    |}
)";

constexpr std::string_view queue_workers = R"(
<surroundings>
w?po |    static final ForkJoinPool workers = new ForkJoinPool();
     |    static final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
     |
<bodies>
     |
     |    static void work() {
     |        try {
K    |            while (true) jobs.take().run();
     |        } catch (InterruptedException stop) {
     |            Thread.currentThread().interrupt();
     |        }
     |    }
     |
     |    public static void main(String[] args) {
T    |        for (int i = 0; i < {workers}; i++) new Thread(Main::work).start();
<rows>
*Sj  |        IntStream.rangeClosed(1, {count}).forEach(Main::{function});
*SAJ |        IntStream.rangeClosed(1, {count}).forEach(n -> jobs.add(() -> {function}(n)));
1Sj  |        {function}(1);
1SAJ |        jobs.add(() -> {function}(1));
</rows>
     |    }
w    |}
)";

constexpr std::string_view data_parallel = R"(
<surroundings>
T    |    static final ForkJoinPool workers = new ForkJoinPool({workers});
     |
<bodies>
     |
     |    public static void main(String[] args) {
<rows>
*K   |        for (int n = 1; n <= {count}; n++) {
*S   |            {function}(n);
*    |        }
1S   |        {function}(1);
</rows>
     |    }
w    |}
)";

}  // namespace java

const LanguageWords java_words{
    .blocking = java::blocking,
    .async = java::async,
    .programs = {java::one_at_a_time, java::thread_per_task, java::thread_pool, java::process_per_task,
                 java::process_pool, java::event_loop, java::async_pool, java::queue_workers, java::data_parallel},
    .is_async = {false, false, false, false, false, true, false, false, false},
    .surroundings = java::surroundings,
};

}  // namespace samples
