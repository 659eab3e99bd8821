#include "model/loop/loop.h"

#include <cassert>
#include <utility>

namespace model::loop {

void Loop::set_parts(std::unique_ptr<Phases> phases, std::unique_ptr<Language> language) {
    assert(!phases_ && phases && language);
    phases_ = std::move(phases);
    language_ = std::move(language);
}

void Loop::arrived(TaskId task, uint32_t function, Time now) {
    journal_.set_now(now);
    phases_->arrived(task, function, *language_);
}

void Loop::pool_done(uint32_t job, Time now) {
    journal_.set_now(now);
    phases_->pool_done(job);
}

TaskId Loop::next_owner() const {
    const TaskId owner = phases_->next_owner();
    return owner ? owner : journal_.first_open();
}

Next Loop::resume(Time now) {
    journal_.set_now(now);
    Allowance allowance(journal_.meter());
    for (;;) {
        const Ran ran = language_->run(allowance);
        if (ran.kind == Ran::Kind::computes) return {Next::Kind::compute, ran.task, ran.time};
        if (ran.kind == Ran::Kind::pauses) return {Next::Kind::again, {}, {}};
        if (active_) {
            active_ = false;
            phases_->returned();
            journal_.end();
        }
        if (!allowance.take()) return {Next::Kind::again, {}, {}};

        Choice choice;
        std::optional<uint32_t> record;
        do {
            choice = phases_->choose(*language_, allowance);
            if (choice.kind == Choice::Kind::microtask) record = language_->begin_microtask();
        } while (choice.kind == Choice::Kind::microtask && !record);
        switch (choice.kind) {
            case Choice::Kind::handle: record = language_->begin(std::move(choice.handle)); break;
            case Choice::Kind::microtask: break;
            case Choice::Kind::again: continue;
            case Choice::Kind::wait: return {Next::Kind::wait, {}, choice.until};
            case Choice::Kind::pauses: return {Next::Kind::again, {}, {}};
        }
        active_ = true;
        journal_.begin(*record);
        if (!costly_ || *record == trace::no_callback) continue;
        if (const TaskId payer = journal_.trace().all[*record].task) return {Next::Kind::callback, payer, {}};
    }
}

}  // namespace model::loop
