// The page's side of a module: its sessions, and the calls of its table (page_session.h). The host (web/core/host.js)
// owns canvas, events and frames; there is no main() here.
//
// The arguments and the answer of a call are members of the module, Module.given and Module.answer: texts of any
// length can be passed, and nothing has to stay valid after a call.

#include "app/calls/page_session.h"

#include <emscripten.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#define EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

// --- The arguments, and the answer --------------------------------------------------------------

EM_JS(double, il_given_number, (int i), {
    var given = Module['given'][i];
    return typeof given === 'number' ? given : typeof given === 'boolean' ? Number(given) : NaN;
})
EM_JS(int, il_given_size, (int i), {
    var given = Module['given'][i];
    return given instanceof Uint8Array ? given.length : -1;
})
EM_JS(void, il_take_given, (int i, char* bytes), { HEAPU8.set(Module['given'][i], bytes); })
EM_JS(void, il_answer_number, (double number), { Module['answer'] = number; })
EM_JS(void, il_answer_text, (const char* text, int size), { Module['answer'] = HEAPU8.slice(text, text + size); })

namespace app {

namespace {

// A handle is a slot and how often that has been used, so that an old handle is not taken for another session.
struct Slot {
    std::unique_ptr<PageSession> page;
    int uses = 0;
};
constexpr int slots = 16;  // as many as a page may have WebGL contexts
Slot open_sessions[slots];

int handle_of(int slot) { return (open_sessions[slot].uses * slots + slot) + 1; }

Slot* find_slot(int handle) {
    if (handle < 1) return nullptr;
    Slot& slot = open_sessions[(handle - 1) % slots];
    return slot.page && handle_of((handle - 1) % slots) == handle ? &slot : nullptr;
}

std::span<const Row> table() {
    static const std::vector<Row> rows = page_calls();
    return rows;
}

void answer_text(const std::string& text) { il_answer_text(text.data(), int(text.size())); }

// Reads an argument as its kind says. Returns what is wrong with it.
std::string take(const Row& row, size_t i, Argument& argument) {
    using enum Kind::Type;
    switch (row.kinds[i].type) {
        case canvas: argument.number = double(i); return {};
        case text:
        case bytes: {
            const int size = il_given_size(int(i));
            std::string problem = refused_text(row, i, size < 0 ? std::nullopt : std::optional(size_t(size)));
            if (!problem.empty()) return problem;
            argument.text.resize(size_t(size));
            il_take_given(int(i), argument.text.data());
            return {};
        }
        default: argument.number = il_given_number(int(i)); return refused_number(row, i, argument.number);
    }
}

}  // namespace

}  // namespace app

// --- What is exported ---------------------------------------------------------------------------

// The table, as JSON.
EXPORT void il_table() { app::answer_text(app::json_of(app::table())); }

// Returns the handle of a new session, or 0 if there are too many.
EXPORT int il_open() {
    using namespace app;
    for (int i = 0; i < slots; ++i) {
        if (open_sessions[i].page) continue;
        open_sessions[i].page = new_page_session();
        return handle_of(i);
    }
    return 0;
}

EXPORT void il_close(int session) {
    if (app::Slot* slot = app::find_slot(session)) {
        slot->page.reset();
        ++slot->uses;
    }
}

// Calls a row of the table. Returns 0 if the call is refused; the answer then says why.
EXPORT int il_call(int session, int number) {
    using namespace app;
    const Slot* slot = find_slot(session);
    const std::span<const Row> rows = table();
    if (!slot || number < 0 || size_t(number) >= rows.size()) {
        answer_text(slot ? "there is no such call" : "the session is closed");
        return 0;
    }
    const Row& row = rows[size_t(number)];
    std::vector<Argument> given(row.kinds.size());
    for (size_t i = 0; i < given.size(); ++i) {
        const std::string problem = take(row, i, given[i]);
        if (problem.empty()) continue;
        answer_text(problem);
        return 0;
    }
    slot->page->enter();
    Answer answer;
    row.call(*slot->page, given, answer);
    if (row.is_text()) answer_text(answer.text);
    else il_answer_number(answer.number);
    return 1;
}
