#include "samples/situations.h"

#include "scenario/programs.h"

#include <algorithm>
#include <cassert>

namespace samples {

namespace {

using enum scenario::StrategyKind;
using scenario::Step;
using scenario::StepKind;

// What the tools promise was taken from their documentation: kafka.apache.org/documentation (design: the log,
// partitions), rabbitmq.com/docs (confirms and acknowledgements), docs.aws.amazon.com/AWSSimpleQueueService (standard
// queues), kubernetes.io/docs (deployments, horizontal pod autoscaling), nodejs.org/learn (don't block the event loop),
// fastapi.tiangolo.com/async, docs.spring.io/spring-boot (server.tomcat.threads.max, spring.threads.virtual.enabled),
// docs.djangoproject.com/topics/async.
constexpr Tool tool_table[] = {
    {"kafka", "Kafka",
     "Keeps events in a log that is divided into partitions, and every group of readers goes through it at its own "
     "pace; "
     "the order holds only within a partition, and a small service rarely needs it."},
    {"rabbitmq", "RabbitMQ",
     "A broker hands each message to one worker and forgets it when the worker acknowledges it; if a worker dies "
     "before "
     "that, the message is delivered again, so that a job may run twice."},
    {"sqs", "SQS",
     "A queue that Amazon runs, with nothing to install; a standard queue delivers at least once and not always in "
     "order, and each request costs a little money and some milliseconds."},
    {"worker-pool", "Worker pool",
     "A fixed number of threads or processes take tasks from one queue, so that load cannot overrun the machine; a "
     "worker that waits is taken all the same."},
    {"kubernetes", "Kubernetes",
     "Runs copies of a container on many machines and adds more under load; it makes no single request faster, and a "
     "new copy needs seconds or minutes before it helps."},
    {"nodejs", "Node.js",
     "One thread runs callbacks, and waiting costs no thread; a long computation in one request delays all the others "
     "of the process."},
    {"fastapi", "FastAPI",
     "An *async def* function runs on the event loop, and a plain *def* in a pool of threads; a call that blocks "
     "inside "
     "an *async def* stops all requests of the process."},
    {"spring", "Spring",
     "Spring MVC gives each request a thread until it is answered, 200 at most by default in Tomcat; since Spring Boot "
     "3.2 these can be virtual threads, which cost little while they wait."},
    {"django", "Django",
     "A request holds a thread or process of the server until it is answered; there are asynchronous views, but the "
     "queries of its database layer still run in threads."},
    {"message-queue", "Message queue",
     "Separates who sends from who works, so that either may be late or stop for a while; when the workers are too "
     "slow "
     "for good, it only hides that until it is full."},
    {"partitioned-data", "Partitioned data",
     "Each worker has its own part of the data and needs nothing of the others; the slowest part decides when the "
     "whole "
     "is done, and what cannot be divided gets no faster."},
    {"non-blocking-io", "Non-blocking I/O",
     "The operating system says which of thousands of connections have something to read, so that one thread can serve "
     "them all; every library that is used must play along."},
    {"async-await", "async/await",
     "The code reads from top to bottom although it gives up its thread at every await; it makes nothing compute "
     "faster, and what runs between two awaits still blocks."},
};

bool runs_callbacks(const Traits& traits) { return traits.strategy == event_loop || traits.strategy == async_pool; }
bool holds_threads(const Traits& traits) {
    return traits.strategy == one_at_a_time || traits.strategy == thread_per_task || traits.strategy == thread_pool ||
           traits.strategy == process_per_task || traits.strategy == process_pool;
}

const Situation situation_table[] = {
    {"long-jobs",
     "A job takes long, and the caller need not wait for it",
     "*Asynchronous work through a queue*: the request is answered at once, and workers do the job later.",
     {"message-queue", "rabbitmq", "sqs", "worker-pool"},
     [](const Traits& t) { return t.jobs; }},
    {"streams",
     "Events keep coming, sometimes faster than they can be handled",
     "*Producers and consumers*: a queue between them evens out the bursts.",
     {"kafka", "rabbitmq", "message-queue"},
     [](const Traits& t) { return t.messages || (t.jobs && t.stream); }},
    {"waiting",
     "Many requests at a time wait for databases and other services",
     "*Concurrency without a thread for each*: a task that waits holds no thread.",
     {"nodejs", "fastapi", "async-await", "non-blocking-io"},
     [](const Traits& t) { return t.waits && runs_callbacks(t); }},
    {"waiting-with-threads",
     "Each request has a thread, and waits with it",
     "*One thread per request*: simple to write and to debug, and limited by the number of threads.",
     {"spring", "django", "worker-pool"},
     [](const Traits& t) { return t.mostly_waits && holds_threads(t) && !t.messages; }},
    {"computing",
     "Many tasks compute, and have nothing to do with each other",
     "*Parallelism*: as many at a time as there are cores, in a pool of workers.",
     {"worker-pool", "kubernetes"},
     [](const Traits& t) { return t.mostly_computes && !t.splits && !t.jobs; }},
    {"large-data",
     "One computation over a lot of data",
     "*Data parallelism*: the same work on parts of the data, at the same time.",
     {"partitioned-data", "worker-pool"},
     [](const Traits& t) { return t.splits || t.strategy == data_parallel; }},
    {"changing-load",
     "One machine is not enough, or the load changes during the day",
     "*Scaling out*: more copies of the same service, and a balancer in front of them.",
     {"kubernetes", "message-queue"},
     [](const Traits& t) { return t.servers; }},
};

bool has_queue(const std::vector<scenario::Operation>& body) {
    return std::any_of(body.begin(), body.end(), [](const scenario::Operation& each) {
        return each.kind == scenario::OpKind::put || each.kind == scenario::OpKind::get || has_queue(each.body);
    });
}

struct Spent {
    double computing = 0, waiting = 0;
};

void add(const std::vector<Step>& steps, double times, Traits& traits, Spent& spent) {
    for (const Step& step : steps) switch (step.kind) {
            case StepKind::compute:
            case StepKind::offload: spent.computing += times * double(mean(*step.time).ns); break;
            case StepKind::sleep: traits.waits = true, spent.waiting += times * double(mean(*step.time).ns); break;
            case StepKind::send:
            case StepKind::receive: traits.messages = true; break;
            case StepKind::split:
                traits.splits = true;
                add(step.steps, times * double(step.parts), traits, spent);
                break;
            default: break;
        }
}

}  // namespace

Traits traits_of(const scenario::Scenario& scenario) {
    Traits traits;
    traits.strategy = scenario.strategy.kind;
    traits.jobs = scenario.strategy.kind == queue_workers;
    traits.servers = scenario.machine.servers > 1 || scenario.machine.autoscale;
    if (!scenario.functions.empty()) {  // a program of callbacks
        traits.waits = scenario.strategy.runtime != scenario::Runtime::browser;
        traits.messages = std::any_of(scenario.functions.begin(), scenario.functions.end(),
                                      [](const scenario::Function& each) { return has_queue(each.body); });
        return traits;
    }
    Spent spent;
    for (const scenario::Work& row : scenario.work) {
        traits.stream |= row.rate > 0 || row.every || row.users > 0;
        const auto& steps = scenario.programs[row.program].steps;
        const double count = row.count == scenario::no_count ? 1000 : double(row.count);
        add(steps, count, traits, spent);
        for (const Step& step : steps) {
            if (step.kind != StepKind::io) continue;
            traits.waits = true;
            spent.waiting += count * double(mean(step.time ? *step.time : scenario.devices[step.device.index].time).ns);
        }
    }
    traits.mostly_waits = traits.waits && spent.waiting > spent.computing;
    traits.mostly_computes = spent.computing > 0 && spent.waiting <= spent.computing / 2;
    return traits;
}

std::span<const Tool> tools() { return tool_table; }
const Tool& tool(std::string_view id) {
    const auto row =
        std::find_if(std::begin(tool_table), std::end(tool_table), [&](const Tool& each) { return each.id == id; });
    assert(row != std::end(tool_table));
    return *row;
}

std::span<const Situation> situations() { return situation_table; }

std::vector<const Situation*> situations_of(const scenario::Scenario& scenario) {
    std::vector<const Situation*> found;
    if (scenario.work.empty()) return found;
    const Traits traits = traits_of(scenario);
    for (const Situation& each : situation_table)
        if (each.matches(traits)) found.push_back(&each);
    return found;
}

}  // namespace samples
