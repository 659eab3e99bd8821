#include "present/controls.h"

#include "base/say.h"
#include "present/slider.h"
#include "session/session.h"

#include <algorithm>
#include <string>

namespace present {

namespace {

const scenario::Parameter* find(const session::Session& session, std::string_view id) {
    const auto& rows = session.parameters();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const scenario::Parameter& one) { return one.id == id; });
    return row == rows.end() ? nullptr : &*row;
}

Error no_slider(std::string_view id) { return {say_plain("'{id}' has no slider", {{"id", id}}), 0, 0, {}}; }

}  // namespace

Result<session::Nothing> slide(session::Session& session, std::string_view id, double share) {
    const scenario::Parameter* row = find(session, id);
    if (!row || !has_slider(*row)) return no_slider(id);
    return session.set(id, value_text(*row, value_at(*row, share)));
}

Result<session::Nothing> nudge(session::Session& session, std::string_view id, int direction) {
    const scenario::Parameter* row = find(session, id);
    if (!row || !has_slider(*row)) return no_slider(id);
    return session.set(id, value_text(*row, next_value(*row, row->position, direction)));
}

Result<session::Nothing> type_value(session::Session& session, std::string_view id, std::string_view text) {
    const scenario::Parameter* row = find(session, id);
    return session.set(id, row ? typed_value(*row, text) : std::string(text));
}

}  // namespace present
