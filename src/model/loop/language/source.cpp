#include "model/loop/language/source.h"

#include "base/number.h"
#include "base/say.h"
#include "quickjs/channel.h"
#include "scenario/javascript.h"

#include <algorithm>

namespace model::loop {

using quickjs::Effect;
using quickjs::Op;
using trace::CodeSite;
using trace::no_callback;
using trace::Phase;

namespace {

constexpr int64_t price_of_program = 4 << 20;
constexpr uint32_t no_frame = 0xFFFF'FFFF;

std::string an_hour() { return say_plain("The run was stopped after an hour of simulated time, which is the limit."); }

}  // namespace

Source::Source(const scenario::Scenario& scenario, Journal& journal, JavaScriptQueues& loop)
    : scenario_(scenario), journal_(journal), loop_(loop) {}

Source::~Source() {
    if (program_ == 0) return;
    quickjs::ByteWriter request;
    request.number(uint64_t(Op::close));
    request.number(program_);
    quickjs::Answer answer;
    quickjs::ask(request.bytes, answer);
}

// ---- the language -------------------------------------------------------------------

void Source::open() {
    quickjs::Program program = scenario::program_of(scenario_);
    quickjs::ByteWriter request;
    static uint32_t last = 0;  // a replaced engine must not confuse an earlier program with this one
    request.number(uint64_t(Op::open));
    request.number(++last);
    write(request, program);
    quickjs::Answer answer;
    const quickjs::Reached reached = quickjs::ask(request.bytes, answer);
    program_ = reached == quickjs::Reached::yes ? answer.program : 0;
    journal_.meter().add(price_of_program);
}

void Source::ask(Op op, uint32_t id) {
    effects_.clear();
    at_ = 0;
    job_ = more_ = false;
    if (over_) return;
    quickjs::ByteWriter request;
    request.number(uint64_t(op));
    request.number(program_);
    request.number(uint64_t((journal_.now() - began_).ns));
    request.number(id);
    request.number(uint64_t(std::max<int64_t>((picture_ - began_).ns, 0)));
    quickjs::Answer answer;
    const quickjs::Reached reached = quickjs::ask(request.bytes, answer);
    if (reached != quickjs::Reached::yes || answer.kind != quickjs::Answer::Kind::done) {
        Effect lost;
        lost.kind = Effect::Kind::stopped;
        lost.number = uint64_t(quickjs::Limit::lost);
        effects_.push_back(std::move(lost));
        program_ = 0;
        return;
    }
    effects_ = std::move(answer.effects);
    job_ = answer.job;
    more_ = answer.more;
    job_runs_ = answer.job_runs;
    job_reaction_ = answer.reaction;
    const uint64_t most = 2 * uint64_t(std::max<int64_t>(scenario_.strategy.steps, 0));
    journal_.worked(std::min(answer.steps, most) * 16 + effects_.size() * 200);
}

Handle Source::entry(const Arrival& arrival, Entry) {
    const auto piece = make_counted<Piece>(journal_.meter());
    piece->op = Op::start;
    task_ = arrival.task;
    began_ = journal_.now();
    journal_.hold(task_);  // until the process ends
    return {piece, arrival.task, arrival.record};
}

uint32_t Source::begin(Handle handle) {
    if (over_) return handle.record;
    const auto* piece = static_cast<const Piece*>(handle.code.get());
    if (!piece) return handle.record;  // the picture of a browser
    if (piece->op == Op::start && program_ == 0) open();
    to_run_ = piece->op;
    to_run_id_ = piece->id;
    if (!piece->repeats) {
        const auto at = waiting_.find(piece->id);
        if (at != waiting_.end()) {
            waiting_.erase(at);
            journal_.meter().add(-Waiting::price);
        }
    }
    if (handle.record != no_callback && journal_.trace().all[handle.record].phase != Phase::next_tick) told_ = false;
    if (handle.record != no_callback && ++begun_ > max_callbacks) {
        to_run_ = {};
        stop(say_plain("The run was stopped after {n} callbacks, which is the limit.",
                       {{"n", grouped_text(max_callbacks)}}),
             journal_.trace().all[handle.record].site);
    } else if (journal_.now() - began_ > max_time) {
        to_run_ = {};
        stop(an_hour(), handle.record == no_callback ? CodeSite{} : journal_.trace().all[handle.record].site);
    }
    return handle.record;
}

std::optional<uint32_t> Source::begin_microtask() {
    uint32_t record = no_callback;
    if (const auto at = reactions_.find(job_reaction_); job_reaction_ != 0 && at != reactions_.end()) {
        record = at->second;
        reactions_.erase(at);
        if (!job_runs_) {
            journal_.drop(record);
            record = no_callback;
        }
    }
    to_run_ = Op::job;
    to_run_id_ = 0;
    if (++begun_ > max_callbacks) {
        to_run_ = {};
        job_ = false;
        stop(say_plain("The run was stopped after {n} callbacks, which is the limit.",
                       {{"n", grouped_text(max_callbacks)}}),
             record == no_callback ? CodeSite{} : journal_.trace().all[record].site);
    } else if (journal_.now() - began_ > max_time) {
        to_run_ = {};
        job_ = false;
        stop(an_hour(), record == no_callback ? CodeSite{} : journal_.trace().all[record].site);
    }
    return record;
}

Ran Source::run(Allowance& allowance) {
    end_stretch();
    if (to_run_) {
        const Op op = *to_run_;
        to_run_ = {};
        ask(op, to_run_id_);
        if (journal_.current() != no_callback && !effects_.empty()) {
            // The function that runs, for its name.
            trace::Callback& mine = journal_.trace().all[journal_.current()];
            if (mine.phase == Phase::script) mine.site = CodeSite::of_line(1, 1);
        }
    }
    while (at_ < effects_.size()) {
        if (!allowance.take()) return {Ran::Kind::pauses, {}, {}};
        const Effect& effect = effects_[at_++];
        if (effect.kind == Effect::Kind::compute || effect.kind == Effect::Kind::block) {
            computes(effect);
            return {Ran::Kind::computes, task_, {effect.ns}};
        }
        perform(effect);
        if (over_) {
            effects_.clear();
            at_ = 0;
            job_ = false;
        }
    }
    effects_.clear();
    at_ = 0;
    set_frames({});
    return {};
}

bool Source::takes_time() const {
    return std::any_of(effects_.begin(), effects_.end(), [](const Effect& effect) {
        return effect.kind == Effect::Kind::compute || effect.kind == Effect::Kind::block;
    });
}

void Source::perform_all() {
    for (size_t i = 0; i < effects_.size() && !over_; ++i) {
        const Effect effect = effects_[i];
        if (effect.kind != Effect::Kind::compute && effect.kind != Effect::Kind::block) perform(effect);
    }
    effects_.clear();
    at_ = 0;
    if (over_) job_ = false;
}

bool Source::report_rejections() {
    if (over_ || program_ == 0) return false;
    if (continues()) return true;
    ask(Op::rejections, 0);
    const bool any = more_ || !effects_.empty();
    if (!takes_time()) perform_all();
    return any;
}

bool Source::nothing_left() {
    if (over_ || program_ == 0) return false;
    if (scenario_.strategy.runtime == scenario::Runtime::browser) {
        for (const auto& [reaction, record] : reactions_) journal_.drop(record);
        reactions_.clear();
        over_ = true;
        journal_.release(task_);
        return false;
    }
    // process.on('beforeExit'): it is sent again only after something that keeps the loop alive has run, which ticks
    // and microtasks do not.
    if (!told_) {
        told_ = true;
        ask(Op::drained, 0);
        const bool more = job_ || std::any_of(effects_.begin(), effects_.end(), [](const Effect& effect) {
                              using Kind = Effect::Kind;
                              return effect.kind == Kind::timer || effect.kind == Kind::immediate ||
                                     effect.kind == Kind::tick || effect.kind == Kind::pool ||
                                     effect.kind == Kind::device;
                          });
        if (takes_time()) return true;
        perform_all();
        if (over_ || more) return !over_;
    }
    ask(Op::drained, 1);
    if (takes_time()) return true;
    perform_all();
    return false;
}

// ---- effects ------------------------------------------------------------------------

CodeSite Source::site_of(const quickjs::Place& place) const {
    if (place.line == 0) return {};
    return CodeSite::of_line(std::min(place.line, CodeSite::max_line), place.column);
}

uint32_t Source::function_of(uint64_t number) const {
    return number == 0 || number > functions_.size() ? trace::no_function : functions_[size_t(number - 1)];
}

uint32_t Source::add(Phase phase, const Effect& effect) {
    const uint32_t record = journal_.add(phase, site_of(effect.place), task_);
    if (effect.number > 0) journal_.trace().all[record].function = function_of(effect.number);
    return record;
}

void Source::perform(const Effect& effect) {
    using Kind = Effect::Kind;
    journal_.worked(100);
    switch (effect.kind) {
        case Kind::function: {
            auto& named = journal_.trace().named;
            if (effect.id != functions_.size()) return;  // they are numbered in order
            functions_.push_back(uint32_t(named.size()));
            journal_.trace().text_bytes += effect.text.size() + 64;
            named.push_back({effect.text, site_of(effect.place)});
            return;
        }
        case Kind::error:
            if (!journal_.trace().failure) {
                const size_t from = std::min(size_t(effect.number), effect.text.size());
                fail(site_of(effect.place), effect.text.substr(from, effect.text.find('\n', from) - from));
            }
            return print(effect);
        case Kind::print: return print(effect);
        case Kind::timer:
        case Kind::immediate:
        case Kind::tick:
        case Kind::frame:
        case Kind::task:
        case Kind::pool:
        case Kind::device: return request(effect);
        case Kind::clear: {
            const auto at = waiting_.find(effect.id);
            if (at == waiting_.end()) return;
            if (at->second.ticket) loop_.clear(at->second.ticket);
            waiting_.erase(at);
            journal_.meter().add(-Waiting::price);
            return;
        }
        case Kind::ref:
            if (const auto at = waiting_.find(effect.id); at != waiting_.end() && at->second.ticket)
                loop_.keep_alive(at->second.ticket, effect.flag);
            return;
        case Kind::asked: {
            const uint32_t record = add(Phase::microtask, effect);
            reactions_[effect.id] = record;
            return;
        }
        case Kind::ready:
            if (const auto at = reactions_.find(effect.id); at != reactions_.end())
                journal_.ready(at->second, journal_.now());
            return;
        case Kind::dropped:
            if (const auto at = reactions_.find(effect.id); at != reactions_.end()) {
                journal_.drop(at->second);
                reactions_.erase(at);
            }
            return;
        case Kind::exit: return end(int(effect.number));
        case Kind::stopped: return stop(effect);
        case Kind::compute:
        case Kind::block: return;
    }
}

void Source::request(const Effect& effect) {
    using Kind = Effect::Kind;
    const auto piece = make_counted<Piece>(journal_.meter());
    piece->id = effect.id;
    piece->repeats = effect.kind == Kind::timer && effect.flag;
    const bool outside = effect.kind == Kind::pool || effect.kind == Kind::device;
    const Phase phase = effect.kind == Kind::timer       ? Phase::timers
                        : effect.kind == Kind::immediate ? Phase::check
                        : effect.kind == Kind::tick      ? Phase::next_tick
                        : effect.kind == Kind::frame     ? Phase::frame
                                                         : Phase::poll;
    Effect shown = effect;
    if (outside) shown.number = 0;
    Handle handle{piece, task_, add(phase, shown)};
    Waiting waiting{{}, handle.record};
    switch (effect.kind) {
        case Kind::timer: waiting.ticket = loop_.set_timer(std::move(handle), {effect.ns}, effect.flag); break;
        case Kind::immediate: waiting.ticket = loop_.set_immediate(std::move(handle)); break;
        case Kind::tick: loop_.next_tick(std::move(handle)); break;
        case Kind::frame: waiting.ticket = loop_.request_frame(std::move(handle)); break;
        case Kind::task: waiting.ticket = loop_.post_task(std::move(handle), Turn(uint8_t(effect.ns) % turns)); break;
        default: {
            PoolJob job;
            job.site = site_of(effect.place);
            job.time = {std::max<int64_t>(effect.ns, 0)};
            if (effect.kind == Kind::pool) {
                job.kind = PoolJob::Kind(std::min<uint64_t>(effect.number, uint64_t(PoolJob::Kind::read_file)));
            } else if (effect.number > 0 && effect.number <= scenario_.devices.size()) {
                job.kind = PoolJob::Kind::device;
                job.device = {uint32_t(effect.number - 1)};
                job.timed = effect.ns > 0;
                job.time = {std::max<int64_t>(effect.ns - 1, 0)};
            } else {
                job.kind = PoolJob::Kind::wait;
                job.time = {std::max<int64_t>(effect.ns - 1, 0)};
            }
            loop_.to_pool(std::move(handle), job);
        }
    }
    waiting_[effect.id] = std::move(waiting);
    journal_.meter().add(Waiting::price);
}

void Source::print(const Effect& effect) {
    trace::Callbacks& trace = journal_.trace();
    const bool error = effect.kind == Effect::Kind::error || effect.flag;
    // One line of the console for each line of the text.
    for (size_t from = 0; from <= effect.text.size();) {
        const size_t to = std::min(effect.text.find('\n', from), effect.text.size());
        trace.text_bytes += to - from;
        trace.lines.push_back(
            {journal_.now(), journal_.current(), site_of(effect.place), error, effect.text.substr(from, to - from)});
        from = to + 1;
    }
    journal_.worked(effect.text.size() / 8);
}

// ---- time on the core ------------------------------------------------------------------

void Source::computes(const Effect& effect) {
    set_frames(effect.stack);
    trace::Callbacks& trace = journal_.trace();
    if (journal_.current() == no_callback) return;
    const CodeSite site = effect.stack.empty() ? trace.all[journal_.current()].site : site_of(effect.stack.front());
    stretch_ = trace.stretches.size();
    stretch_open_ = true;
    trace.stretches.push_back({journal_.now(), journal_.now(), journal_.current(), site});
}

void Source::end_stretch() {
    if (!stretch_open_) return;
    stretch_open_ = false;
    journal_.trace().stretches[stretch_].ended = journal_.now();
}

// `stack`: the innermost first. The outermost function is the callback itself.
void Source::set_frames(const std::vector<quickjs::Place>& stack) {
    trace::Callbacks& trace = journal_.trace();
    size_t same = 0;
    const size_t wanted = stack.empty() ? 0 : stack.size() - 1;
    const auto at = [&](size_t i) -> const quickjs::Place& { return stack[stack.size() - 2 - i]; };
    const auto caller = [&](size_t i) -> const quickjs::Place& { return stack[stack.size() - 1 - i]; };
    while (same < wanted && same < frames_.size() && frames_[same].function == at(same).function &&
           frames_[same].caller == caller(same))
        ++same;
    while (frames_.size() > same) {
        if (frames_.back().index != no_frame) trace.frames[frames_.back().index].ended = journal_.now();
        frames_.pop_back();
    }
    if (journal_.current() == no_callback) return;
    if (!stack.empty() && stack.back().function != quickjs::no_code)
        if (trace::Callback& mine = trace.all[journal_.current()]; mine.function == trace::no_function)
            mine.function = function_of(uint64_t(stack.back().function) + 1);
    for (size_t i = same; i < wanted; ++i) {
        const uint32_t function = function_of(at(i).function == quickjs::no_code ? 0 : uint64_t(at(i).function) + 1);
        if (function == trace::no_function) {  // it has no name, but it is a frame
            frames_.push_back({caller(i), at(i).function, no_frame});
            continue;
        }
        trace::StackFrame frame;
        frame.began = frame.ended = journal_.now();
        frame.callback = journal_.current();
        frame.function = function;
        frame.depth = uint32_t(i) + 1;
        frame.site = site_of(caller(i));
        frames_.push_back({caller(i), at(i).function, uint32_t(trace.frames.size())});
        trace.frames.push_back(frame);
    }
}

// ---- the end ---------------------------------------------------------------------------

void Source::stop(const Effect& effect) {
    const CodeSite site = site_of(effect.place);
    const auto stop_at_line = [&](const std::string& message) {
        const std::string words =
            say_plain("Line {line}: {message}", {{"line", int(effect.place.line)}, {"message", message}});
        stop(words, site, message);
    };
    switch (quickjs::Limit(effect.number)) {
        case quickjs::Limit::steps:
            return stop_at_line(
                say_plain("the program was stopped after {n} steps, which is the limit. To simulate a "
                          "long computation, call busy(ms).",
                          {{"n", grouped_text(scenario_.strategy.steps)}}));
        case quickjs::Limit::memory:
            return stop_at_line(say_plain("the program was stopped because it uses more than {n} MB of memory.",
                                          {{"n", int64_t(quickjs::max_memory >> 20)}}));
        case quickjs::Limit::output:
            return stop_at_line(say_plain("the program was stopped because it has printed {n} MB.",
                                          {{"n", int64_t(quickjs::max_output >> 20)}}));
        case quickjs::Limit::time: return stop(an_hour(), site);
        case quickjs::Limit::lost: break;
    }
    stop(say_plain("The program has crashed the JavaScript engine, so the run ends here."), site);
}

void Source::fail(CodeSite site, std::string message) {
    journal_.trace().text_bytes += message.size();
    journal_.trace().failure = trace::Failure{site, std::move(message)};
}

void Source::stop(std::string words, CodeSite site, std::string message) {
    trace::Callbacks& trace = journal_.trace();
    fail(site, message.empty() ? words : std::move(message));
    trace.text_bytes += words.size();
    trace.lines.push_back({journal_.now(), journal_.current(), site, true, std::move(words)});
    end(1);
}

void Source::end(int code) {
    if (over_) return;
    over_ = true;
    job_ = false;
    journal_.trace().exit = trace::Exit{journal_.now(), code};
    loop_.stop();
    for (const auto& [id, waiting] : waiting_) {
        if (waiting.ticket) loop_.clear(waiting.ticket);
        else if (waiting.record != no_callback && !journal_.trace().all[waiting.record].began)
            journal_.drop(waiting.record);
    }
    waiting_.clear();
    for (const auto& [reaction, record] : reactions_) journal_.drop(record);
    reactions_.clear();
    journal_.release(task_);
}

}  // namespace model::loop
