#include "quickjs/engine/vm.h"

#include "quickjs/engine/program.h"

#include <map>
#include <memory>

namespace quickjs {

namespace {

struct Open {
    std::map<uint32_t, std::unique_ptr<OpenProgram>> all;
};

Open& open_programs() {
    static Open* const open = new Open;  // kept to the end, because programs may outlive other static objects
    return *open;
}

}  // namespace

InUse in_use() { return {open_programs().all.size(), OpenProgram::bytes_in_use()}; }

Bytes answer_to(const uint8_t* request, size_t size) {
    ByteReader in(request, size);
    Answer answer;
    Open& open = open_programs();
    const Op op = Op(in.number());
    if (op == Op::check || op == Op::open) {
        const uint32_t number = op == Op::open ? uint32_t(in.number()) : 0;
        const Program program = read_program(in);
        if (op == Op::check) {
            OpenProgram(program, false).check(answer);
        } else {
            auto made = std::make_unique<OpenProgram>(program, true);
            made->check(answer);
            if (answer.kind == Answer::Kind::done) {
                answer.program = number;
                open.all[number] = std::move(made);
            }
        }
    } else {
        const auto at = open.all.find(uint32_t(in.number()));
        if (at == open.all.end()) {
            answer.kind = Answer::Kind::unknown;
        } else if (op == Op::close) {
            open.all.erase(at);
        } else {
            const int64_t now = int64_t(in.number());
            const uint32_t id = uint32_t(in.number());
            const int64_t frame = int64_t(in.number());
            at->second->perform(op, id, now, frame, answer);
        }
    }
    ByteWriter out;
    write(out, answer);
    return std::move(out.bytes);
}

}  // namespace quickjs
