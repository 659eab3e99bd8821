#pragma once

// The names of tasks, threads, cores and servers, wherever they are shown. In a recording,
// tasks and threads have the names that it contains. Numbers that people see begin with 1.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <string>

namespace metrics {

// "request 3", "music" (alone in its row), "fetch 2 of request 3" (spawned), "part 1 of
// request 3", "offload of request 3".
std::string task_name(const scenario::Scenario& scenario, const trace::Log& log, TaskId task);

// The number that bars show: "3"; for a child of task 3, "3.1"; for an offload, the number of its task.
std::string task_number(const trace::Log& log, TaskId task);

// "Thread 2", "Worker 1", "Process 2"; "request 3" if it was made for one task. If there
// are several servers, the server is not part of the name: lanes are shown under it.
std::string thread_name(const scenario::Scenario& scenario, const trace::Log& log, ThreadId thread);

// The same within a sentence: "thread 2", "worker 1", "process 2"; "request 3".
std::string thread_in_text(const scenario::Scenario& scenario, const trace::Log& log, ThreadId thread);

// "core 2", or "core 2 of server 1" if there are several servers.
std::string core_name(const trace::Log& log, CoreId core);

uint32_t server_count(const trace::Log& log);  // the maximum number, at least 1

// The task that a part or an offload belongs to; otherwise the task itself.
TaskId root_of(const trace::Log& log, TaskId task);

}  // namespace metrics
