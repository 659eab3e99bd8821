// language.wasm: what web/core/javascript.js calls.

#include "quickjs/engine/vm.h"

#include <emscripten.h>

namespace {

quickjs::Bytes request, answer;

}  // namespace

// Returns the address for a request of that many bytes.
extern "C" EMSCRIPTEN_KEEPALIVE uint8_t* il_language_room(int size) {
    request.resize(size_t(size) + 1);
    return request.data();
}

// Returns the size of the answer.
extern "C" EMSCRIPTEN_KEEPALIVE int il_language_ask(int size) {
    answer = quickjs::answer_to(request.data(), size_t(size));
    return int(answer.size());
}

extern "C" EMSCRIPTEN_KEEPALIVE const uint8_t* il_language_answer() { return answer.data(); }
