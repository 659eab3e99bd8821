// The language is linked with the program.

#include "quickjs/channel.h"
#include "quickjs/engine/vm.h"

namespace quickjs {

Reached ask(const Bytes& request, Answer& answer) {
    const Bytes bytes = answer_to(request.data(), request.size());
    ByteReader in(bytes.data(), bytes.size());
    answer = read_answer(in);
    return in.failed() ? Reached::lost : Reached::yes;
}

}  // namespace quickjs
