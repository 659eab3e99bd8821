#pragma once

// An event loop with a runtime, as the engine sees it: a thread, and a loop::Loop that
// decides what the thread does next.

#include "model/engine.h"
#include "model/loop/loop.h"

namespace model {

class Simulation::Engine::CodeLoop final : public loop::Host {
public:
    CodeLoop(Engine& engine, uint32_t index, uint16_t server, uint16_t number)
        : index(index), engine_(engine), server_(server), number_(number) {}

    void pool(uint32_t job, TaskId task, const loop::PoolJob& what) override;
    void new_pool(int64_t threads) override;
    void over(TaskId task) override;
    bool coin(uint64_t number) override;
    void worked(uint64_t ns) override { engine_.looks_ += ns; }
    loop::Meter& meter() override { return engine_.loop_meter_; }
    trace::Callbacks& record() override { return engine_.log.callbacks; }
    uint16_t server() const override { return server_; }
    uint16_t number() const override { return number_; }

    uint32_t index;  // in code_loops_
    ThreadId thread;
    std::unique_ptr<loop::Loop> runtime;
    bool idle = true;    // its thread has nothing to do
    uint64_t event = 0;  // the completion that wakes it; 0 = none

private:
    Engine& engine_;
    uint16_t server_;
    uint16_t number_;
};

}  // namespace model
