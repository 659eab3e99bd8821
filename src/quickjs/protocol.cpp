#include "quickjs/protocol.h"

namespace quickjs {

namespace {

void write(ByteWriter& out, const Place& place) {
    out.number(place.function == no_code ? 0 : place.function + 1);
    out.number(place.line);
    out.number(place.column);
}

Place read_place(ByteReader& in) {
    Place place;
    const uint64_t function = in.number();
    place.function = function == 0 ? no_code : uint32_t(function - 1);
    place.line = uint32_t(in.number());
    place.column = uint32_t(in.number());
    return place;
}

void write(ByteWriter& out, const Effect& effect) {
    out.number(uint64_t(effect.kind) << 1 | uint64_t(effect.flag));
    out.number(effect.id);
    out.number(effect.number);
    out.number(uint64_t(effect.ns));
    write(out, effect.place);
    out.text(effect.text);
    out.number(effect.stack.size());
    for (const Place& place : effect.stack) write(out, place);
}

Effect read_effect(ByteReader& in) {
    Effect effect;
    const uint64_t kind = in.number();
    effect.kind = Effect::Kind(kind >> 1);
    effect.flag = kind & 1;
    effect.id = uint32_t(in.number());
    effect.number = in.number();
    effect.ns = int64_t(in.number());
    effect.place = read_place(in);
    effect.text = in.text();
    for (uint64_t left = in.number(); left > 0 && !in.at_end(); --left) effect.stack.push_back(read_place(in));
    return effect;
}

}  // namespace

void write(ByteWriter& out, const Program& program) {
    out.text(program.source);
    out.text(program.name);
    out.number(program.module);
    out.number(program.browser);
    out.number(program.seed);
    out.number(uint64_t(program.step_ns));
    out.number(uint64_t(program.max_steps));
    out.number(uint64_t(program.cores));
    out.number(program.devices.size());
    for (const std::string& device : program.devices) out.text(device);
}

Program read_program(ByteReader& in) {
    Program program;
    program.source = in.text();
    program.name = in.text();
    program.module = in.number();
    program.browser = in.number();
    program.seed = in.number();
    program.step_ns = int64_t(in.number());
    program.max_steps = int64_t(in.number());
    program.cores = int64_t(in.number());
    for (uint64_t left = in.number(); left > 0 && !in.at_end(); --left) program.devices.emplace_back(in.text());
    return program;
}

void write(ByteWriter& out, const Answer& answer) {
    out.number(uint64_t(answer.kind));
    out.number(answer.program);
    out.number(uint64_t(answer.job) | uint64_t(answer.job_runs) << 1 | uint64_t(answer.more) << 2);
    out.number(answer.reaction);
    out.number(answer.steps);
    out.text(answer.message);
    out.number(answer.line);
    out.number(answer.column);
    out.number(answer.effects.size());
    for (const Effect& effect : answer.effects) write(out, effect);
}

Answer read_answer(ByteReader& in) {
    Answer answer;
    answer.kind = Answer::Kind(in.number());
    answer.program = uint32_t(in.number());
    const uint64_t flags = in.number();
    answer.job = flags & 1;
    answer.job_runs = flags & 2;
    answer.more = flags & 4;
    answer.reaction = uint32_t(in.number());
    answer.steps = in.number();
    answer.message = in.text();
    answer.line = uint32_t(in.number());
    answer.column = uint32_t(in.number());
    for (uint64_t left = in.number(); left > 0 && !in.at_end(); --left) answer.effects.push_back(read_effect(in));
    return answer;
}

}  // namespace quickjs
