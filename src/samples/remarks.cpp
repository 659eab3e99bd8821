#include "samples/remarks.h"

#include "base/number.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <vector>

namespace samples {

namespace {

using enum scenario::StrategyKind;

constexpr Remark remark_table[] = {
    {.language = Language::javascript,
     .strategy = thread_per_task,
     .idiomatic = false,
     .text = "JavaScript has *no idiomatic way*: a worker thread has an engine of its own, and starting one takes "
             "milliseconds and megabytes. One would use an event loop, and a few workers for what computes."},
    {.language = Language::javascript,
     .strategy = thread_pool,
     .needs = "npm install workerpool",
     .text = "Node has worker threads, but no pool of them: workerpool and piscina are two packages that do."},
    {.language = Language::javascript,
     .strategy = process_per_task,
     .text = "Each process loads the file again and runs one task."},
    {.language = Language::javascript,
     .strategy = process_pool,
     .needs = "npm install workerpool",
     .text = "Node can start processes, but has no pool of them for tasks: here the package workerpool is the pool."},
    {.language = Language::javascript,
     .strategy = event_loop,
     .text = "This is what JavaScript always does: a function runs until its next await, and then the loop runs "
             "another."},
    {.language = Language::javascript,
     .strategy = async_pool,
     .idiomatic = false,
     .text = "JavaScript has *no idiomatic way*: a function continues on the thread that it began on. One would run "
             "one event loop per core, as here, and each task stays with its loop."},
    {.language = Language::javascript,
     .strategy = queue_workers,
     .needs = "npm install bullmq",
     .text = "The queue is in Redis, so that the workers can be other processes, or other machines."},
    {.language = Language::javascript, .strategy = data_parallel, .needs = "npm install workerpool"},

    {.language = Language::python,
     .strategy = thread_per_task,
     .text = "In CPython with its global lock, threads wait at the same time but compute one at a time; without the "
             "lock (the free-threaded builds since 3.13), they also compute at the same time."},
    {.language = Language::python,
     .strategy = thread_pool,
     .text = "In CPython with its global lock, threads wait at the same time but compute one at a time: for work that "
             "computes, one would use a process pool."},
    {.language = Language::python,
     .strategy = event_loop,
     .text = "A coroutine runs until its next await. A call that blocks, such as time.sleep(), would stop them all."},
    {.language = Language::python,
     .strategy = async_pool,
     .idiomatic = false,
     .text = "Python has *no idiomatic way*: a coroutine stays on its event loop. One would run several processes with "
             "a loop each, as here and as servers do (uvicorn --workers, gunicorn)."},
    {.language = Language::python,
     .strategy = queue_workers,
     .text = "Within one process, as here, the queue is lost when the process ends. Celery, Dramatiq and RQ keep it in "
             "a broker, with workers on other machines."},

    {.language = Language::java,
     .strategy = process_per_task,
     .idiomatic = false,
     .text = "Java has *no idiomatic way*: it cannot fork, and each process starts a virtual machine. One would use "
             "threads, which share the memory of one process."},
    {.language = Language::java,
     .strategy = process_pool,
     .idiomatic = false,
     .text = "Java has *no idiomatic way*: the JDK has no pool of processes. Here a pool of threads starts a process "
             "for each task, so that as many run at a time. One would use a thread pool."},
    {.language = Language::java,
     .strategy = event_loop,
     .idiomatic = false,
     .text = "The JDK has *no event loop*. One would use Netty or Vert.x, or virtual threads; a chain of stages on an "
             "executor with one thread does the same."},
    {.language = Language::java,
     .strategy = async_pool,
     .needs = "Java 21",
     .text = "A virtual thread that waits gives up the thread that carries it, although its code is written as if it "
             "blocked."},
    {.language = Language::java,
     .strategy = queue_workers,
     .text = "Within one process, as here, the queue is lost when the process ends. RabbitMQ, Kafka or SQS keep it, "
             "with workers on other machines."},

    {.language = Language::kotlin,
     .strategy = process_per_task,
     .idiomatic = false,
     .text = "Kotlin has *no idiomatic way*: on the Java virtual machine each process starts a machine of its own. One "
             "would use coroutines or threads."},
    {.language = Language::kotlin,
     .strategy = process_pool,
     .idiomatic = false,
     .text = "Kotlin has *no idiomatic way*: there is no pool of processes on the Java virtual machine. Here a pool of "
             "threads starts a process for each task, so that as many run at a time."},
    {.language = Language::kotlin,
     .strategy = event_loop,
     .needs = "kotlinx.coroutines",
     .text = "runBlocking is an event loop on the thread that calls it."},
    {.language = Language::kotlin,
     .strategy = async_pool,
     .needs = "kotlinx.coroutines",
     .text = "A coroutine that is suspended holds no thread, and any thread of its dispatcher can resume it."},
    {.language = Language::kotlin, .strategy = data_parallel, .needs = "kotlinx.coroutines"},

    {.language = Language::go,
     .strategy = thread_per_task,
     .idiomatic = false,
     .text = "Go has *no idiomatic way*: a goroutine is not a thread. LockOSThread gives it one of its own; one would "
             "leave that line out."},
    {.language = Language::go,
     .strategy = thread_pool,
     .text = "The pool consists of goroutines, which the runtime runs on its threads. While one waits for a device, "
             "its thread runs another: a pool limits how much is under way, and saves no threads."},
    {.language = Language::go,
     .strategy = process_per_task,
     .text = "Go cannot fork: the program starts itself again, and each process runs one task."},
    {.language = Language::go,
     .strategy = process_pool,
     .idiomatic = false,
     .text = "Go has *no idiomatic way*: it has no pool of processes. Here a new process starts for each task, and a "
             "few goroutines see to it that only so many run at a time. One would use goroutines alone."},
    {.language = Language::go,
     .strategy = event_loop,
     .idiomatic = false,
     .text = "Go has *no event loop* to program: its runtime has one inside. With GOMAXPROCS(1) one goroutine computes "
             "at a time; but the runtime may interrupt it, which an event loop does not."},
    {.language = Language::go,
     .strategy = async_pool,
     .text = "This is what Go always does, by default on every core: a goroutine that waits holds no thread."},
    {.language = Language::go,
     .strategy = queue_workers,
     .text = "A channel always has a limit: one who sends to a full channel waits."},
    {.language = Language::go, .strategy = data_parallel},

    {.language = Language::cpp,
     .strategy = thread_pool,
     .needs = "Asio",
     .text = "The standard library has no thread pool: Asio and oneTBB have one."},
    {.language = Language::cpp,
     .strategy = process_per_task,
     .text = "Processes are not part of C++: fork() is POSIX."},
    {.language = Language::cpp,
     .strategy = process_pool,
     .idiomatic = false,
     .text = "C++ has *no idiomatic way*: neither the standard library nor POSIX has a pool of processes. Here each of "
             "the processes takes its share of the tasks from the beginning, as early web servers did."},
    {.language = Language::cpp,
     .strategy = event_loop,
     .idiomatic = false,
     .needs = "Asio",
     .text = "The standard library has *no event loop*. One would use Asio, as here, libuv, or the loop of a "
             "framework such as Qt."},
    {.language = Language::cpp,
     .strategy = async_pool,
     .needs = "Asio",
     .text = "C++20 has coroutines, but nothing that runs them: here Asio does, on several threads."},
    {.language = Language::cpp,
     .strategy = queue_workers,
     .needs = "Asio",
     .text = "The queue is inside the pool. Within one process, as here, it is lost when the process ends."},
    {.language = Language::cpp,
     .strategy = data_parallel,
     .text = "How many threads share the parts is up to the library: with oneTBB, as many as there are cores."},
};

}  // namespace

const Remark* remark_on(Language language, scenario::StrategyKind strategy) {
    const auto row = std::find_if(std::begin(remark_table), std::end(remark_table), [&](const Remark& each) {
        return each.language == language && each.strategy == strategy;
    });
    return row == std::end(remark_table) ? nullptr : row;
}

RichText left_out(const scenario::Scenario& scenario, Language language) {
    std::vector<RichText> parts;
    const auto add = [&](bool there, Phrase phrase) {
        if (there) parts.push_back(say(phrase));
    };
    const auto any = [&](auto test) { return std::any_of(scenario.work.begin(), scenario.work.end(), test); };
    const scenario::Strategy& strategy = scenario.strategy;
    const bool has_limit = strategy.queue && scenario::row_of(strategy.kind).uses_queue;
    const bool shows_limit = strategy.kind == queue_workers &&
                             (language == Language::python || language == Language::kotlin || language == Language::go);
    add(any([](const scenario::Work& row) { return !arrivals_of(row).empty(); }), Phrase("when tasks arrive"));
    add(has_limit && !shows_limit, Phrase("the limit of the queue"));
    add(any([](const scenario::Work& row) { return row.patience.has_value(); }), Phrase("giving up"));
    add(any([](const scenario::Work& row) { return row.priority != 0 || row.nice != 0; }), Phrase("priorities"));
    add(any([](const scenario::Work& row) { return !row.affinity.empty(); }), Phrase("which cores may run what"));
    add(any([](const scenario::Work& row) { return row.serial || !row.after.empty(); }),
        Phrase("which tasks wait for others"));
    add(scenario.machine.servers > 1 || scenario.machine.autoscale, Phrase("the other servers"));
    if (parts.empty()) return {};
    return say("The sample leaves out {what}.", {{"what", list_of(parts)}});
}

std::string arrivals_of(const scenario::Work& row) {
    if (row.users > 0) {
        return row.think ? say_plain("{n|{n} user|{n} users}, who think for {time} before each",
                                     {{"n", row.users}, {"time", scenario::time_words(mean(*row.think))}})
                         : say_plain("{n|{n} user|{n} users}, one after another each", {{"n", row.users}});
    }
    if (row.rate > 0) return say_plain("about {n} a second", {{"n", rounded_text(row.rate, 3)}});
    if (row.period && row.count > 1)
        return say_plain("one every {time}", {{"time", scenario::time_words(*row.period)}});
    if (row.every && row.count > 1) {
        const std::string time = scenario::time_words(mean(*row.every));
        return row.every->kind == scenario::LawKind::constant
                   ? say_plain("one every {time}", {{"time", time}})
                   : say_plain("one every {time}, on average", {{"time", time}});
    }
    if (!row.times.empty()) return say_plain("at given times");
    if (row.at.ns > 0) return say_plain("at {time}", {{"time", scenario::time_words(row.at)}});
    return {};
}

}  // namespace samples
