#pragma once

// Runs a JavaScript program that is a text. QuickJS runs each callback to completion immediately (quickjs/protocol.h).
// Its effects are applied here one by one, at the simulated times at which the program would have caused them:
//
//     QuickJS    |compute 3 ms|setTimeout|compute 2 ms|print|           in no time
//     run()      computes 3 ms ---> set_timer(), computes 2 ms ---> prints, has returned
//
// Only the clock that the program reads is not exact: within a callback that is preempted, it shows the time at which
// the callback began plus the CPU time that the callback has used so far.
//
// Functions in the microtask queue stay in QuickJS; all others wait in the queues of the phases.

#include "model/loop/journal.h"
#include "model/loop/language.h"
#include "model/loop/queues.h"
#include "quickjs/protocol.h"
#include "scenario/scenario.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace model::loop {

class Source final : public Language {
public:
    Source(const scenario::Scenario& scenario, Journal& journal, JavaScriptQueues& loop);
    ~Source() override;

    Handle entry(const Arrival& arrival, Entry how) override;
    uint32_t begin(Handle handle) override;
    Ran run(Allowance& allowance) override;
    bool has_microtask() const override { return job_; }
    std::optional<uint32_t> begin_microtask() override;
    void picture_begins() override { picture_ = journal_.now(); }
    bool report_rejections() override;
    bool nothing_left() override;
    bool continues() const override { return at_ < effects_.size() && !over_; }

    static constexpr uint32_t max_callbacks = 100'000;
    static constexpr Time max_time{quickjs::max_time_ns};

private:
    struct Piece : Code {
        quickjs::Op op = quickjs::Op::call;
        uint32_t id = 0;  // of the callback
        bool repeats = false;
        static constexpr uint32_t price = 240;
    };
    struct Waiting {  // a callback in a queue of the phases that the program can clear
        TicketRef ticket;
        uint32_t record = trace::no_callback;
        static constexpr int64_t price = 128;
    };
    struct Frame {
        quickjs::Place caller;  // where it was called
        uint32_t function = quickjs::no_code;
        uint32_t index = 0;  // in the trace
    };

    void open();
    void ask(quickjs::Op op, uint32_t id);
    void perform(const quickjs::Effect& effect);
    bool takes_time() const;  // does any of the effects take time?
    void perform_all();       // applies effects that take no time
    void request(const quickjs::Effect& effect);
    void computes(const quickjs::Effect& effect);
    void end_stretch();
    void set_frames(const std::vector<quickjs::Place>& stack);
    void print(const quickjs::Effect& effect);
    void stop(const quickjs::Effect& effect);
    // `message`: `words` without the line.
    void stop(std::string words, trace::CodeSite site, std::string message = {});
    void fail(trace::CodeSite site, std::string message);
    void end(int code);
    uint32_t add(trace::Phase phase, const quickjs::Effect& effect);
    trace::CodeSite site_of(const quickjs::Place& place) const;
    uint32_t function_of(uint64_t number) const;  // from 1; 0: none

    const scenario::Scenario& scenario_;
    Journal& journal_;
    JavaScriptQueues& loop_;
    uint32_t program_ = 0;  // its number in the language; 0: it is not open
    TaskId task_;
    bool over_ = false;  // the process has ended
    bool told_ = false;  // beforeExit was sent: nothing is left
    Time began_;
    Time picture_;  // when the last picture was begun

    // ---- the callback that runs
    std::optional<quickjs::Op> to_run_;
    uint32_t to_run_id_ = 0;
    std::vector<quickjs::Effect> effects_;
    size_t at_ = 0;
    bool stretch_open_ = false;
    size_t stretch_ = 0;         // the index in the trace of the current computation
    std::vector<Frame> frames_;  // the outermost first

    bool job_ = false, job_runs_ = false;  // the first microtask
    bool more_ = false;                    // the last answer said that code has run
    uint32_t job_reaction_ = 0;
    uint32_t begun_ = 0;
    std::map<uint32_t, Waiting> waiting_;     // by the id of the callback
    std::map<uint32_t, uint32_t> reactions_;  // records of reactions of promises
    std::vector<uint32_t> functions_;         // of the program, as indices into Callbacks::named
};

}  // namespace model::loop
