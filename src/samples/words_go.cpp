// Go. A goroutine that waits gives its thread back to the runtime, so that there is one kind of function.

#include "samples/words.h"

namespace samples {

namespace go_language {

constexpr Words functions{
    .head = "func {function}(n int) {",
    .foot = "}",
    .children = "var children sync.WaitGroup",
    .loop_head = "for {i} := 0; {i} < {times}; {i}++ {",
    .loop_foot = "}",
    .compute = "compute({time})",
    .io = "{device}.call()",
    .io_for = "{device}.callFor({time})",
    .sleep = "time.Sleep({time})",
    .lock = "{lock}.Lock()",
    .unlock = "{lock}.Unlock()",
    .acquire = "{semaphore} <- struct{}{}",
    .release = "<-{semaphore}",
    .send = "{queue} <- n",
    .receive = "<-{queue}",
    .spawn = "children.Add(1)\ngo func() {\n    defer children.Done()\n    {function}(n)\n}()",
    .join = "children.Wait()",
    .split =
        "var parts{id} sync.WaitGroup\nfor k := 1; k <= {parts}; k++ {\n    parts{id}.Add(1)\n    go func(k int) {\n"
        "        defer parts{id}.Done()\n        {function}(k)\n    }(k)\n}\nparts{id}.Wait()",
    .offload = "compute({time})",
    .yield = "runtime.Gosched()",
    .print = "fmt.Println({text})",
    .job = "jobs <- func() { {function}(n) }",
    .device = "var {device} = newDevice({time}, {capacity})",
    .lock_made = "var {lock} sync.Mutex",
    .semaphore_made = "var {semaphore} = make(chan struct{}, {count})",
    .queue_made = "var {queue} = make(chan int, {capacity_or_many})",
};

constexpr std::string_view surroundings = R"(
w?c  |
w?c  |func compute(length time.Duration) {
w?c  |    for end := time.Now().Add(length); time.Now().Before(end); {
w?c  |    }
w?c  |}
w?d  |
w?d  |type device struct {
w?d  |    length time.Duration
w?d  |    places chan struct{}
w?d  |}
w?d  |
w?d  |func newDevice(length time.Duration, capacity int) device {
w?d  |    if capacity == 0 {
w?d  |        capacity = 1_000_000
w?d  |    }
w?d  |    return device{length, make(chan struct{}, capacity)}
w?d  |}
w?d  |
w?d  |func (d device) call() { d.callFor(d.length) }
w?d  |
w?d  |func (d device) callFor(length time.Duration) {
w?d  |    d.places <- struct{}{}
w?d  |    time.Sleep(length)
w?d  |    <-d.places
w?d  |}
w?dlmq|
<devices>
<locks>
<semaphores>
<queues>
w    |
)";

constexpr std::string_view one_at_a_time = R"(
w    |package main
w    |
<imports>
<surroundings>
<bodies>
     |
     |func main() {
<rows>
*K   |    for n := 1; n <= {count}; n++ {
*S   |        {function}(n)
*    |    }
1S   |    {function}(1)
</rows>
     |}
)";

constexpr std::string_view thread_per_task = R"(
w    |package main
w    |
<imports runtime sync>
<surroundings>
<bodies>
     |
     |func main() {
     |    var tasks sync.WaitGroup
<rows>
*    |    for n := 1; n <= {count}; n++ {
*    |        tasks.Add(1)
*ST  |        go func(n int) {
*    |            defer tasks.Done()
*T   |            runtime.LockOSThread()
*    |            {function}(n)
*    |        }(n)
*    |    }
1    |    tasks.Add(1)
1ST  |    go func() {
1    |        defer tasks.Done()
1T   |        runtime.LockOSThread()
1    |        {function}(1)
1    |    }()
</rows>
     |    tasks.Wait()
     |}
)";

constexpr std::string_view thread_pool = R"(
w    |package main
w    |
<imports sync>
<surroundings>
<bodies>
     |
     |func main() {
     |    pool := make(chan func())
     |    var threads sync.WaitGroup
     |    for i := 0; i < {threads}; i++ {
     |        threads.Add(1)
T    |        go func() {
     |            defer threads.Done()
K    |            for task := range pool {
     |                task()
     |            }
     |        }()
     |    }
<rows>
*    |    for n := 1; n <= {count}; n++ {
*    |        n := n
*S   |        pool <- func() { {function}(n) }
*    |    }
1S   |    pool <- func() { {function}(1) }
</rows>
     |    close(pool)
     |    threads.Wait()
     |}
)";

constexpr std::string_view process_per_task = R"(
w    |package main
w    |
<imports log os os/exec strconv>
<surroundings>
<bodies>
     |
     |func main() {
     |    if len(os.Args) == 3 {
     |        n, _ := strconv.Atoi(os.Args[2])
     |        switch os.Args[1] {
<functions>
     |        case "{function}":
K    |            {function}(n)
</functions>
     |        }
     |        return
     |    }
     |    var processes []*exec.Cmd
<rows>
*    |    for n := 1; n <= {count}; n++ {
*S   |        processes = append(processes, exec.Command(os.Args[0], "{function}", strconv.Itoa(n)))
*    |    }
1S   |    processes = append(processes, exec.Command(os.Args[0], "{function}", "1"))
</rows>
     |    for _, process := range processes {
T    |        if err := process.Start(); err != nil {
     |            log.Fatal(err)
     |        }
     |        defer process.Wait()
     |    }
     |}
)";

constexpr std::string_view process_pool = R"(
w    |package main
w    |
<imports log os os/exec strconv sync>
<surroundings>
<bodies>
     |
     |func main() {
     |    if len(os.Args) == 3 {
     |        n, _ := strconv.Atoi(os.Args[2])
     |        switch os.Args[1] {
<functions>
     |        case "{function}":
K    |            {function}(n)
</functions>
     |        }
     |        return
     |    }
     |    pool := make(chan *exec.Cmd)
     |    var places sync.WaitGroup
     |    for i := 0; i < {threads}; i++ {
     |        places.Add(1)
     |        go func() {
     |            defer places.Done()
     |            for process := range pool {
T    |                if err := process.Run(); err != nil {
     |                    log.Print(err)
     |                }
     |            }
     |        }()
     |    }
<rows>
*    |    for n := 1; n <= {count}; n++ {
*S   |        pool <- exec.Command(os.Args[0], "{function}", strconv.Itoa(n))
*    |    }
1S   |    pool <- exec.Command(os.Args[0], "{function}", "1")
</rows>
     |    close(pool)
     |    places.Wait()
     |}
)";

constexpr std::string_view event_loop = R"(
w    |package main
w    |
<imports runtime sync>
<surroundings>
<bodies>
     |
     |func main() {
K    |    runtime.GOMAXPROCS({loops})
     |    var tasks sync.WaitGroup
<rows>
*    |    for n := 1; n <= {count}; n++ {
*    |        tasks.Add(1)
*S   |        go func(n int) {
*    |            defer tasks.Done()
*    |            {function}(n)
*    |        }(n)
*    |    }
1    |    tasks.Add(1)
1S   |    go func() {
1    |        defer tasks.Done()
1    |        {function}(1)
1    |    }()
</rows>
     |    tasks.Wait()
     |}
)";

constexpr std::string_view async_pool = R"(
w    |package main
w    |
<imports runtime sync>
<surroundings>
<bodies>
     |
     |func main() {
K    |    runtime.GOMAXPROCS({threads})
     |    var tasks sync.WaitGroup
<rows>
*    |    for n := 1; n <= {count}; n++ {
*    |        tasks.Add(1)
*S   |        go func(n int) {
*    |            defer tasks.Done()
*    |            {function}(n)
*    |        }(n)
*    |    }
1    |    tasks.Add(1)
1S   |    go func() {
1    |        defer tasks.Done()
1    |        {function}(1)
1    |    }()
</rows>
     |    tasks.Wait()
     |}
)";

constexpr std::string_view queue_workers = R"(
w    |package main
w    |
<imports sync>
<surroundings>
     |var jobs = make(chan func(), {limit_or_many})
     |
<bodies>
     |
     |func main() {
     |    var workers sync.WaitGroup
     |    for i := 0; i < {workers}; i++ {
     |        workers.Add(1)
T    |        go func() {
     |            defer workers.Done()
K    |            for job := range jobs {
     |                job()
     |            }
     |        }()
     |    }
<rows>
*    |    for n := 1; n <= {count}; n++ {
*J   |        n := n
*Sj  |        {function}(n)
*SAJ |        jobs <- func() { {function}(n) }
*    |    }
1Sj  |    {function}(1)
1SAJ |    jobs <- func() { {function}(1) }
</rows>
     |    close(jobs)
     |    workers.Wait()
     |}
)";

constexpr std::string_view data_parallel = R"(
w    |package main
w    |
<imports runtime>
<surroundings>
<bodies>
     |
     |func main() {
T    |    runtime.GOMAXPROCS({workers})
<rows>
*K   |    for n := 1; n <= {count}; n++ {
*S   |        {function}(n)
*    |    }
1S   |    {function}(1)
</rows>
     |}
)";

}  // namespace go_language

const LanguageWords go_words{
    .blocking = go_language::functions,
    .async = go_language::functions,
    .programs = {go_language::one_at_a_time, go_language::thread_per_task, go_language::thread_pool,
                 go_language::process_per_task, go_language::process_pool, go_language::event_loop,
                 go_language::async_pool, go_language::queue_workers, go_language::data_parallel},
    .is_async = {},
    .surroundings = go_language::surroundings,
};

}  // namespace samples
