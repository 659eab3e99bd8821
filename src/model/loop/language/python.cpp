#include "model/loop/language/python.h"

#include "model/loop/language/python_objects.h"

namespace model::loop {

using trace::no_callback;
using trace::Phase;

namespace {

// A program with one operation, which waits for the pool.
std::vector<Operation> shutdown() {
    Operation wait;
    wait.kind = OpKind::to_thread;
    wait.id = trace::no_operation;
    return {wait};
}

}  // namespace

Python::Python(const scenario::Scenario& scenario, Journal& journal, AsyncioQueues& loop)
    : Machine(scenario, journal),
      loop_(loop),
      shared_(scenario::shared_names(scenario.functions)),
      shutdown_(shutdown()) {}

Python::~Python() {
    for (const auto& weak : tasks_)
        if (const TaskRef task = weak.lock()) {
            task->callbacks.clear();
            task->waits_for.reset();
            task->coroutine.reset();
        }
}

// ---- callbacks -------------------------------------------------------------------

Handle Python::entry(const Arrival& arrival, Entry how) {
    const TaskRef task = make_task(make(scenario_.functions[arrival.function].body, {}, arrival.task), arrival.record);
    if (how == Entry::script) {
        run_ = Run::main;
        main_ = task;
        stop_when_done(main_);
    }
    return step_of(task);
}

uint32_t Python::begin(Handle handle) {
    const Call& call = static_cast<const Call&>(*handle.code);
    switch (call.kind) {
        case Call::Kind::step: return begin_step(call.task, {});
        case Call::Kind::wake:
            if (call.future->cancelled())
                return begin_step(call.task, Ending::raises(Value::of_error(ErrorKind::cancelled)));
            if (call.future->failed()) return begin_step(call.task, Ending::raises(call.future->result));
            return begin_step(call.task, {Ending::Kind::normal, call.future->result});
        case Call::Kind::body: to_launch_ = call.body; return handle.record;
        case Call::Kind::done: call_done(call.done); break;
        case Call::Kind::set_result:
        case Call::Kind::release:
            if (!call.future->done()) set_result(call.future, {}, handle.since);
            break;
    }
    return no_callback;
}

void Python::launch() {
    if (!to_launch_) return;
    const CoroutineRef coroutine = std::move(to_launch_);
    push(coroutine);
}

void Python::ended(const CoroutineRef& coroutine, Ending ending) {
    const TaskRef task = std::static_pointer_cast<Task>(coroutine->object);
    if (!task) {  // a callback that does not wait
        if (ending.is_raised()) print_error(coroutine->record, ending.value);
    } else if (ending.is_raised(ErrorKind::cancelled)) {
        cancel_future(task);
    } else if (ending.is_raised()) {
        set_error(task, std::move(ending.value));
    } else if (task->must_cancel) {
        task->must_cancel = false;
        cancel_future(task);
    } else {
        set_result(task, std::move(ending.value));
    }
}

// ---- tasks -----------------------------------------------------------------------

// Task.__step
uint32_t Python::begin_step(const TaskRef& task, Ending with) {
    if (task->done()) return no_callback;
    if (task->must_cancel) {
        if (!with.is_raised(ErrorKind::cancelled)) with = Ending::raises(Value::of_error(ErrorKind::cancelled));
        task->must_cancel = false;
    }
    const uint32_t record = task->record;
    task->waits_for.reset();
    task->record = no_callback;
    Coroutine& coroutine = *task->coroutine;
    coroutine.record = record;
    coroutine.received = {};
    if (with.is_raised(ErrorKind::cancelled) && record != no_callback) journal_.trace().all[record].interrupted = true;
    if (with.is_raised()) coroutine.pending = std::move(with);
    else coroutine.received = std::move(with.value);
    to_launch_ = task->coroutine;
    return record;
}

Handle Python::step_of(const TaskRef& task) {
    const auto call = make_call(Call::Kind::step);
    call->task = task;
    return {call, task->owner, no_callback};
}

Handle Python::release_of(const FutureRef& future, TaskId owner) {
    const auto call = make_call(Call::Kind::release);
    call->future = future;
    return {call, owner, no_callback};
}

Python::TaskRef Python::make_task(CoroutineRef coroutine, uint32_t record) {
    const auto task = make_counted<Task>();
    task->owner = coroutine->owner;
    task->record = record;
    coroutine->object = task;
    task->coroutine = std::move(coroutine);
    journal_.ready(record, journal_.now());
    tasks_.add(task);
    return task;
}

Python::TaskRef Python::create_task(CoroutineRef coroutine, uint32_t record) {
    const TaskRef task = make_task(std::move(coroutine), record);
    loop_.call_soon(step_of(task));
    return task;
}

Python::TaskRef Python::create_task(Coroutine& caller, uint32_t function, const std::vector<std::string>& args,
                                    const Operation& operation) {
    const uint32_t record = journal_.add(Phase::ready, site_of(operation), caller.owner);
    return create_task(make(scenario_.functions[function].body, env_of_call(caller, function, args), caller.owner),
                       record);
}

// ---- asyncio.run -------------------------------------------------------------------

// run_until_complete
void Python::stop_when_done(const FutureRef& future) { add_done(future, {Done::Kind::stop, {}, {}}); }

bool Python::loop_stopped() {
    const TaskId owner = main_->owner;
    switch (run_) {
        case Run::main:
            run_ = Run::cancelling;
            switch (cancel_others()) {
                case Others::none: break;
                case Others::cancelled: return true;
                case Others::too_deep:  // asyncio.run closes the loop and raises this error
                    abandon_tasks();
                    print_error(no_callback, Value::of_error(ErrorKind::recursion));
                    main_.reset();
                    return false;
            }
            [[fallthrough]];
        case Run::cancelling:
            run_ = Run::generators;
            stop_when_done(create_task(make(nothing_, {}, owner), no_callback));
            return true;
        case Run::generators:
            run_ = Run::executor;
            stop_when_done(create_task(make(shutdown_, {}, owner), no_callback));
            return true;
        case Run::executor: break;
    }
    if (main_->failed()) print_error(no_callback, main_->result);
    main_.reset();
    return false;
}

// Cancels all other tasks, if there are any. The loop then stops when they are done.
Python::Others Python::cancel_others() {
    std::vector<TaskRef> others;
    for (const auto& weak : tasks_)
        if (const TaskRef task = weak.lock(); task && !task->done()) others.push_back(task);
    if (others.empty()) return Others::none;
    for (const TaskRef& task : others)
        if (cancel(task) == Cancelled::too_deep) return Others::too_deep;
    const auto all = make_counted<Gather>();
    all->return_exceptions = true;
    for (const TaskRef& task : others) {
        all->children.push_back(task);
        all->grow(Gather::price_of_child);
        add_done(task, {Done::Kind::gather, all, {}});
    }
    stop_when_done(all);
    return Others::cancelled;
}

// Drops all tasks, because the loop is closed.
void Python::abandon_tasks() {
    for (const auto& weak : tasks_) {
        const TaskRef task = weak.lock();
        if (!task || task->done()) continue;
        journal_.drop(task->record);
        task->record = no_callback;
        task->state = Future::State::cancelled;
        task->callbacks.clear();
        task->waits_for.reset();
        task->coroutine->activations.clear();
    }
}

}  // namespace model::loop
