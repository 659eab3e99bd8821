#include "model/loop/asyncio.h"

#include "model/loop/asyncio_objects.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

namespace {

// BaseEventLoop.shutdown_default_executor: one operation that waits for the pool.
const std::vector<Operation>& shutdown_body() {
    static const std::vector<Operation> body = [] {
        Operation wait;
        wait.kind = OpKind::to_thread;
        wait.id = trace::no_operation;
        return std::vector<Operation>{wait};
    }();
    return body;
}
const std::vector<Operation> nothing;

}  // namespace

Asyncio::~Asyncio() {
    for (const auto& weak : tasks_)
        if (const TaskRef task = weak.lock()) {
            task->callbacks.clear();
            task->waits_for.reset();
            task->coroutine.reset();
        }
}

// ---- from outside ----------------------------------------------------------------

void Asyncio::arrived(TaskId task, uint32_t function, Time now) {
    now_ = now;
    Arrival arrival{task, function, registered(Phase::ready, {}, task, no_callback)};
    ready(arrival.record, now);
    arrivals_.push_back(arrival);
}

// call_soon_threadsafe
void Asyncio::pool_done(uint32_t job, Time now) {
    now_ = now;
    const auto at = jobs_.find(job);
    assert(at != jobs_.end());
    Handle told;
    told.kind = Handle::Kind::release;
    told.object = at->second;
    jobs_.erase(at);
    soon(std::move(told));
    if (jobs_.empty() && pool_empty_) {
        Handle empty;
        empty.kind = Handle::Kind::release;
        empty.object = pool_empty_;
        soon(std::move(empty));
    }
}

// ---- the ready queue and timers ------------------------------------------------------

Asyncio::HandleRef Asyncio::soon(Handle handle) {
    ready_.push_back(std::make_shared<Handle>(std::move(handle)));
    return ready_.back();
}

Asyncio::HandleRef Asyncio::later(Time at, Handle handle) {
    handle.at = at;
    handle.order = timers_set_++;
    const auto timer = std::make_shared<Handle>(std::move(handle));
    const auto after = [](const HandleRef& a, const HandleRef& b) { return a->at > b->at || (a->at == b->at && a->order > b->order); };
    timers_.push_back(timer);
    std::push_heap(timers_.begin(), timers_.end(), after);
    return timer;
}

// Of those that are not cancelled; longest_time when there is none. Due ones leave with take = true.
Time Asyncio::first_timer() {
    const auto after = [](const HandleRef& a, const HandleRef& b) { return a->at > b->at || (a->at == b->at && a->order > b->order); };
    while (!timers_.empty() && timers_.front()->cancelled) {
        std::pop_heap(timers_.begin(), timers_.end(), after);
        timers_.pop_back();
    }
    return timers_.empty() ? longest_time : timers_.front()->at;
}

// ---- running ---------------------------------------------------------------------

Next Asyncio::go_on(Time now) {
    now_ = now;
    counted_ = 0;
    Next next;
    for (;;) {
        if (starts_) {
            starts_ = false;
            push(to_start_);
            to_start_.reset();
        }
        if (!run(now, next)) return next;
        if (active_) {
            active_ = false;
            end();
        }
        if (++counted_ > enough) return {Next::Kind::again, {}, {}};
        if (!choose(next)) return next;
    }
}

// True: something has been done, or has begun. False: `next` comes first.
bool Asyncio::choose(Next& next) {
    if (todo_ > 0) {
        --todo_;
        const HandleRef one = ready_.front();
        ready_.pop_front();
        if (one->cancelled) return true;
        return handle(one, next);
    }
    if (run_ == Run::none) {
        if (arrivals_.empty()) {
            next = {Next::Kind::wait, {}, longest_time};
            return false;
        }
        const Arrival arrival = arrivals_.front();
        arrivals_.pop_front();
        const CoroutineRef coroutine = make(scenario_.functions[arrival.function].body, {}, arrival.task);
        run_ = Run::main;
        hold(arrival.task);
        main_ = create_task(coroutine, arrival.record);
        host_.record().all[arrival.record].phase = Phase::script;
        stop_when_done(main_);
        return true;
    }
    if (stopping_) {
        stopping_ = false;
        next_stage_of_run();
        return true;
    }
    // BaseEventLoop._run_once
    const Time first = first_timer();
    if (ready_.empty() && arrivals_.empty() && first > now_) {
        Time until = longest_time;
        if (first < longest_time) until = {now_.ns + (first.ns - now_.ns + 999'999) / 1'000'000 * 1'000'000};
        next = {Next::Kind::wait, {}, until};
        return false;
    }
    while (!arrivals_.empty()) {  // a connection: a task of its own
        const Arrival arrival = arrivals_.front();
        arrivals_.pop_front();
        create_task(make(scenario_.functions[arrival.function].body, {}, arrival.task), arrival.record);
    }
    while (first_timer() <= now_) {
        const auto after = [](const HandleRef& a, const HandleRef& b) { return a->at > b->at || (a->at == b->at && a->order > b->order); };
        ready_.push_back(timers_.front());
        std::pop_heap(timers_.begin(), timers_.end(), after);
        timers_.pop_back();
    }
    todo_ = ready_.size();
    return true;
}

bool Asyncio::handle(const HandleRef& one, Next& next) {
    switch (one->kind) {
        case Handle::Kind::step: {
            const TaskRef task = std::static_pointer_cast<Task>(one->object);
            return begin_step(task, {}, task->record, next);
        }
        case Handle::Kind::wake: {
            const TaskRef task = std::static_pointer_cast<Task>(one->object);
            Outcome with;
            if (one->of->cancelled()) with = {Outcome::Kind::raised, Value::error(cancelled_error)};
            else if (one->of->failed()) with = {Outcome::Kind::raised, one->of->result};
            else with.value = one->of->result;
            return begin_step(task, std::move(with), task->record, next);
        }
        case Handle::Kind::body: {
            to_start_ = std::static_pointer_cast<Coroutine>(one->object);
            starts_ = true;
            active_ = true;
            return !begin(one->record, next);
        }
        case Handle::Kind::done: call_done(one->done); return true;
        case Handle::Kind::set_result: {
            const FutureRef future = std::static_pointer_cast<Future>(one->object);
            if (!future->done()) set_result(future, {}, one->at);
            return true;
        }
        case Handle::Kind::release: {
            const FutureRef future = std::static_pointer_cast<Future>(one->object);
            if (!future->done()) set_result(future, {});
            return true;
        }
    }
    return true;
}

// Task.__step
bool Asyncio::begin_step(const TaskRef& task, Outcome with, uint32_t record, Next& next) {
    if (task->done()) return true;
    if (task->must_cancel) {
        if (with.kind != Outcome::Kind::raised || with.value.text != cancelled_error) with = {Outcome::Kind::raised, Value::error(cancelled_error)};
        task->must_cancel = false;
    }
    task->waits_for.reset();
    task->record = no_callback;
    Coroutine& coroutine = *task->coroutine;
    coroutine.record = record;
    coroutine.received = {};
    if (with.kind == Outcome::Kind::raised && with.value.text == cancelled_error && record != no_callback) host_.record().all[record].interrupted = true;
    if (with.kind == Outcome::Kind::raised) coroutine.pending = std::move(with);
    else coroutine.received = std::move(with.value);
    to_start_ = task->coroutine;
    starts_ = true;
    active_ = true;
    return !begin(record, next);
}

Asyncio::TaskRef Asyncio::create_task(CoroutineRef coroutine, uint32_t record) {
    const auto task = std::make_shared<Task>();
    task->owner = coroutine->owner;
    task->coroutine = coroutine;
    coroutine->object = task;
    task->record = record;
    ready(record, now_);
    if (tasks_.size() == tasks_.capacity()) std::erase_if(tasks_, [](const auto& other) { return other.expired() || other.lock()->done(); });
    tasks_.push_back(task);
    Handle first;
    first.object = task;
    soon(std::move(first));
    return task;
}

Asyncio::TaskRef Asyncio::create_task(Coroutine& caller, uint32_t function, const std::vector<std::string>& args, const Operation& operation) {
    const uint32_t record = registered(Phase::ready, site_of(operation), caller.owner, current());
    return create_task(make(scenario_.functions[function].body, env_of_call(caller, function, args), caller.owner), record);
}

// ---- asyncio.run -------------------------------------------------------------------

// run_until_complete
void Asyncio::stop_when_done(const FutureRef& future) { add_done(future, {Done::Kind::stop, {}, {}}); }

void Asyncio::next_stage_of_run() {
    const TaskId owner = main_->owner;
    switch (run_) {
        case Run::main: {
            run_ = Run::cancelling;
            std::vector<TaskRef> others;
            for (const auto& weak : tasks_)
                if (const TaskRef task = weak.lock(); task && !task->done()) others.push_back(task);
            if (others.empty()) return next_stage_of_run();
            for (const TaskRef& task : others) cancel(task);
            const auto all = std::make_shared<Gather>();
            all->return_exceptions = true;
            for (const TaskRef& task : others) {
                all->children.push_back(task);
                add_done(task, {Done::Kind::gather, all, {}});
            }
            stop_when_done(all);
            return;
        }
        case Run::cancelling:
            run_ = Run::generators;
            stop_when_done(create_task(make(nothing, {}, owner), no_callback));
            return;
        case Run::generators:
            run_ = Run::executor;
            stop_when_done(create_task(make(shutdown_body(), {}, owner), no_callback));
            return;
        case Run::executor:
        case Run::none: end_run(); return;
    }
}

void Asyncio::end_run() {
    if (main_->failed()) print_error(no_callback, main_->result);
    for (const HandleRef& one : ready_) drop(one->record);
    for (const HandleRef& one : timers_) drop(one->cancelled ? no_callback : one->record);
    ready_.clear();
    timers_.clear();
    todo_ = 0;
    const TaskId owner = main_->owner;
    main_.reset();
    pool_empty_.reset();
    run_ = Run::none;
    part_over(owner);
}

}  // namespace model::loop
