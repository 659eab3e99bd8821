#include "model/strategies/thread_per_task.h"

namespace model {

void ThreadPerTask::ready(TaskId task, Piece piece, TaskId of) {
    Made made;
    made.task = task;
    if (piece == Piece::part) made.beside = threads_.thread_of(of).index;
    else made.process = as_ == As::processes;
    threads_.give(threads_.start(made), task);
}

}  // namespace model
