#include "session/run_edits.h"

#include "base/say.h"
#include "session/variants.h"

#include <algorithm>
#include <utility>

namespace session {

namespace {

Error refused(Phrase message) { return {say_plain(message), 0, 0, {}}; }
Error no_variant() { return refused("a recording cannot be changed"); }

size_t variants_of(const Session& session) { return session.document().variants.size(); }
size_t shown_count(const Session& session) {
    return session.shown().empty() ? variants_of(session) : session.shown().size();
}

// Returns the new numbers of the shown variants. of_old() returns the new number of an old variant, or nothing if it is
// removed.
template <class Places>
std::vector<int64_t> shown_after(const Session& session, Places of_old) {
    std::vector<int64_t> shown;
    for (const int64_t variant : session.shown())
        if (const auto now = of_old(size_t(variant))) shown.push_back(int64_t(*now));
    std::sort(shown.begin(), shown.end());
    return shown;
}

Result<Nothing> reorder(Session& session, const std::vector<size_t>& order) {
    auto source = with_order(session.document(), order);
    if (!source) return source.error();
    auto shown = shown_after(session, [&](size_t old) -> std::optional<size_t> {
        const auto at = std::find(order.begin(), order.end(), old);
        return at == order.end() ? std::nullopt : std::optional(size_t(at - order.begin()));
    });
    return session.arrange(std::move(*source), std::move(shown));
}

std::vector<size_t> present_order(const Session& session) {
    std::vector<size_t> order(variants_of(session));
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    return order;
}

// Copies the run, or branches it at `from`. Returns the number of the new variant.
Result<size_t> copied(Session& session, size_t run, MaybeTime from = {}) {
    if (!is_variant(session, run)) return no_variant();
    const size_t variant = size_t(session.variant_of(run));
    auto source = from ? with_branch(session.document(), variant, *from) : with_copy(session.document(), variant);
    if (!source) return source.error();
    auto shown = shown_after(session, [&](size_t old) { return std::optional(old + (old > variant)); });
    if (!shown.empty()) {
        shown.push_back(int64_t(variant) + 1);
        std::sort(shown.begin(), shown.end());
    }
    const bool was_baseline = session.state.baseline == run;
    auto done = session.arrange(std::move(*source), std::move(shown));
    if (!done) return done.error();
    if (was_baseline) session.state.baseline = session.run_of(int64_t(variant));
    session.state.focus = session.run_of(int64_t(variant) + 1).value_or(0);
    return variant + 1;
}

}  // namespace

bool is_variant(const Session& session, size_t run) {
    return session.has_document() && run < session.runs().size() && !session.runs()[run]->recording;
}

Result<Nothing> keep_run(Session& session) {
    auto copy = copied(session, session.state.aim.value_or(uint32_t(session.focus())));
    if (!copy) return copy.error();
    session.aim(session.run_of(int64_t(*copy)));
    return Nothing{};
}

Result<Nothing> branch_run(Session& session, size_t run) {
    auto branch = copied(session, run, session.state.playhead);
    if (!branch) return branch.error();
    session.aim(session.run_of(int64_t(*branch)));
    return Nothing{};
}

Result<Nothing> copy_run(Session& session, size_t run) {
    auto copy = copied(session, run);
    if (!copy) return copy.error();
    return Nothing{};
}

Result<Nothing> rename_run(Session& session, size_t run, std::string_view title) {
    if (!is_variant(session, run)) return no_variant();
    if (title == session.runs()[run]->variant.title) return Nothing{};
    auto source = with_title(session.document(), size_t(session.variant_of(run)), title);
    if (!source) return source.error();
    return session.arrange(std::move(*source), session.shown());
}

// Swaps the run with the previous or next shown run.
Result<Nothing> move_run(Session& session, size_t run, int by) {
    const size_t other = by < 0 ? run - 1 : run + 1;
    if (!is_variant(session, run)) return no_variant();
    if (by == 0 || (by < 0 && run == 0) || !is_variant(session, other)) return Nothing{};
    std::vector<size_t> order = present_order(session);
    const auto a = size_t(session.variant_of(run)), b = size_t(session.variant_of(other));
    std::swap(order[a], order[b]);
    const State before = session.state;
    auto done = reorder(session, order);
    if (!done) return done;
    const auto follow = [&](uint32_t old) {
        return old == run ? uint32_t(other) : old == other ? uint32_t(run) : old;
    };
    session.state.focus = follow(before.focus);
    if (before.baseline) session.state.baseline = follow(*before.baseline);
    if (before.aim) session.aim(follow(*before.aim));
    return done;
}

Result<Nothing> remove_run(Session& session, size_t run) {
    if (!is_variant(session, run)) return no_variant();
    std::vector<size_t> order = present_order(session);
    order.erase(order.begin() + std::ptrdiff_t(session.variant_of(run)));
    if (shown_count(session) == 1 && order.size() > 0) return refused("at least one run must be shown");
    return reorder(session, order);
}

Result<Nothing> hide_run(Session& session, size_t run) {
    if (!is_variant(session, run)) return no_variant();
    if (shown_count(session) == 1) return refused("at least one run must be shown");
    std::vector<int64_t> shown = session.shown();
    if (shown.empty())
        for (const size_t variant : present_order(session)) shown.push_back(int64_t(variant));
    shown.erase(shown.begin() + std::ptrdiff_t(run));
    return session.arrange(session.document().source, std::move(shown));
}

Result<Nothing> show_run(Session& session, size_t variant) {
    std::vector<int64_t> shown = session.shown();
    const auto at = std::lower_bound(shown.begin(), shown.end(), int64_t(variant));
    if (shown.empty() || variant >= variants_of(session) || (at != shown.end() && *at == int64_t(variant)))
        return Nothing{};
    shown.insert(at, int64_t(variant));
    if (shown.size() == variants_of(session)) shown.clear();
    return session.arrange(session.document().source, std::move(shown));
}

void pin_baseline(Session& session, size_t run) {
    if (session.state.baseline == run || run >= session.runs().size()) session.state.baseline.reset();
    else session.state.baseline = uint32_t(run);
}

// Commands ---------------------------------------------------------------------------------------

namespace {

bool focus_varies(const Session& session) { return is_variant(session, session.focus()); }
bool compares(const Session& session) { return session.runs().size() > 1; }
bool can_leave(const Session& session) { return focus_varies(session) && shown_count(session) > 1; }
bool can_copy(const Session& session) { return focus_varies(session) && variants_of(session) < max_variants; }
bool can_move_up(const Session& session) { return focus_varies(session) && session.focus() > 0; }
bool can_move_down(const Session& session) {
    return focus_varies(session) && is_variant(session, session.focus() + 1);
}

bool can_branch(const Session& session) {
    return can_copy(session) && session.state.playhead > Time{} &&
           session.runs()[session.focus()]->variant.scenario.changes.empty();
}

void focus_on(Session& session, size_t step) {
    session.state.focus = uint32_t((session.focus() + step) % session.runs().size());
}

constexpr Command run_table[] = {
    {"keep-run", Group::runs, on_bar, "copy", "Keep this run and compare",
     "Keep this run as it is, and change a copy of it.", "KeyK", can_copy, nullptr,
     [](Session& session) { (void)keep_run(session); }},
    {"branch-run", Group::runs, nowhere_else, "", "Branch at the playhead",
     "Copy the run in focus, change the copy from the playhead on, and see both futures.", "KeyJ", can_branch, nullptr,
     [](Session& session) { (void)branch_run(session, session.focus()); }},
    {"next-run", Group::runs, nowhere_else, "", "Next run", "Bring the next run into focus.", "KeyE", compares, nullptr,
     [](Session& session) { focus_on(session, 1); }},
    {"previous-run", Group::runs, nowhere_else, "", "Previous run", "Bring the previous run into focus.", "Shift+KeyE",
     compares, nullptr, [](Session& session) { focus_on(session, session.runs().size() - 1); }},
    {"aim-run", Group::runs, nowhere_else, "", "Change this run only",
     "Let the controls change only the run in focus. Press again to change all runs.", "KeyU", focus_varies,
     [](const Session& session) { return session.state.aim == uint32_t(session.focus()); },
     [](Session& session) {
         if (session.state.aim == uint32_t(session.focus())) session.aim({});
         else session.aim(uint32_t(session.focus()));
     }},
    {"pin-baseline", Group::runs, nowhere_else, "", "Compare with this run",
     "Show how the other runs differ from the run in focus. Press again to stop.", "KeyI", compares,
     [](const Session& session) { return session.state.baseline == uint32_t(session.focus()); },
     [](Session& session) { pin_baseline(session, session.focus()); }},
    {"copy-run", Group::runs, nowhere_else, "", "Duplicate the run", "Add a copy of the run in focus below it.",
     "Shift+KeyK", can_copy, nullptr, [](Session& session) { (void)copy_run(session, session.focus()); }},
    {"run-up", Group::runs, nowhere_else, "", "Move the run up", "Move the run in focus above the previous run.",
     "Ctrl+Shift+ArrowUp", can_move_up, nullptr,
     [](Session& session) { (void)move_run(session, session.focus(), -1); }},
    {"run-down", Group::runs, nowhere_else, "", "Move the run down", "Move the run in focus below the next run.",
     "Ctrl+Shift+ArrowDown", can_move_down, nullptr,
     [](Session& session) { (void)move_run(session, session.focus(), 1); }},
    {"hide-run", Group::runs, nowhere_else, "", "Hide the run", "Hide the run in focus. It stays in the comparison.",
     "KeyH", can_leave, nullptr, [](Session& session) { (void)hide_run(session, session.focus()); }},
    {"show-runs", Group::runs, nowhere_else, "", "Show all runs", "Show all hidden runs.", "Shift+KeyH",
     [](const Session& session) { return !session.shown().empty(); }, nullptr,
     [](Session& session) { (void)session.arrange(session.document().source, {}); }},
    {"remove-run", Group::runs, nowhere_else, "", "Remove the run", "Remove the run in focus from the comparison.",
     "Shift+Delete Shift+Backspace", can_leave, nullptr,
     [](Session& session) { (void)remove_run(session, session.focus()); }},
};

}  // namespace

std::span<const Command> run_commands() { return run_table; }

}  // namespace session
