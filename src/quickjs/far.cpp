// The language is a separate module, language.wasm. The code that loads it (web/core/module.js; in Node, the programs
// themselves) sets a function that sends a request to it: Module.language(bytes) returns the bytes of the answer, or
// null if the module has crashed.

#include "quickjs/channel.h"

#include <emscripten.h>

EM_JS(int, il_language_ask, (const uint8_t* request, int size), {
    if (!Module['language']) {
        Module['languageNeeded'] = true;
        return -1;
    }
    var answer = Module['language'](HEAPU8.subarray(request, request + size));
    Module['languageAnswer'] = answer;
    return answer ? answer.length : -2;
})
EM_JS(void, il_language_take, (uint8_t* into), { HEAPU8.set(Module['languageAnswer'], into); })

namespace quickjs {

Reached ask(const Bytes& request, Answer& answer) {
    const int size = il_language_ask(request.data(), int(request.size()));
    if (size < 0) return size == -1 ? Reached::needed : Reached::lost;
    Bytes bytes(size_t(size) + 1);
    il_language_take(bytes.data());
    ByteReader in(bytes.data(), size_t(size));
    answer = read_answer(in);
    return in.failed() ? Reached::lost : Reached::yes;
}

}  // namespace quickjs
