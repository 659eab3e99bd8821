#include "model/strategies/thread_per_task.h"

#include <cassert>

namespace model {

void ThreadPerTask::resumed(TaskId) { assert(!"every wait holds its thread"); }

}  // namespace model
