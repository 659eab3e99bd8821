#pragma once

// The product without its surfaces: a scenario document, its runs, what is
// shown of them, and undo. The desktop's panels, the page, the keyboard and the
// command line only read a Session and call it.
//
//     change -> document -> one Simulation a variant -> log -> results, lanes
//
// A change re-runs at once within a slice of time; a longer run goes on in
// tick(), the chart filling as it goes. A variant that a change does not touch
// keeps its run.

#include "base/result.h"
#include "base/say.h"
#include "chart/layout.h"
#include "chart/rows/groups.h"
#include "exchange/in/recorded.h"
#include "exchange/out/formats.h"
#include "metrics/numbers/between.h"
#include "metrics/why/cause.h"
#include "scenario/document.h"
#include "scenario/parameters.h"
#include "session/find.h"
#include "session/history.h"
#include "session/pointed.h"
#include "session/run.h"
#include "session/state.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace session {

struct Nothing {};

// A strategy that tasks can be spread by: a chip on the panels.
struct StrategyChip {
    std::string id;     // "thread-pool"
    std::string label;  // "thread pool"
    bool shown = false;
    std::string help = {};
};

class Session {
public:
    // What all variants together may spend. On the page its memory is what counts; whoever has more sets more
    // before the first scenario.
    static constexpr model::Budget page_budget{.events = 2'000'000, .spans = 1'400'000, .bytes = 64 << 20, .looks = 300'000'000};
    model::Budget budget = page_budget;

    // Milliseconds of the host's clock. Without one every run is finished at once.
    using Clock = double (*)();
    explicit Session(Clock clock = nullptr);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // An error leaves everything as it was.
    Result<Nothing> load(std::string_view text);
    Result<Nothing> load_builtin(std::string_view id);

    // Shows a recording of a real program instead. It has no parameters and no strategies, and
    // undo does not lead over it.
    void show_recording(exchange::Recorded recorded);
    bool recording() const { return !runs_.empty() && runs_.front()->log().recording != nullptr; }

    // Files out: the shown runs. A command says what is wanted; whoever can write files takes it.
    std::string exported(exchange::Format format) const;
    void want_export(exchange::Format format) { wanted_ = format; }
    std::optional<exchange::Format> wanted_export() const { return wanted_; }
    std::optional<exchange::Format> take_export() { return std::exchange(wanted_, std::nullopt); }

    // Sets of one parameter are one step of undo until settle(), another change
    // or a second's rest.
    Result<Nothing> set(std::string_view parameter, std::string_view value);
    void settle();
    Result<Nothing> toggle_strategy(std::string_view id);  // the last one stays
    std::vector<StrategyChip> strategies() const;
    void undo();
    void redo();
    bool can_undo() const { return history_.can_undo(); }
    bool can_redo() const { return history_.can_redo(); }

    // Plays, and goes on with runs that are not finished. `seconds` of real time
    // since the last call. True while something moves.
    bool tick(double seconds);
    bool running() const;
    bool has_loops() const;                  // with a runtime
    bool has_devices() const;
    bool has_counters() const;               // of a recording
    bool has_queues() const;                 // of messages, or of tasks before a pool or loop

    const scenario::Document& document() const { return document_; }
    const std::vector<scenario::Parameter>& parameters() const { return parameters_; }
    const std::vector<std::unique_ptr<Run>>& runs() const { return runs_; }
    std::vector<chart::Pane> panes() const;  // one a run
    uint32_t loads() const { return loads_; }  // goes up when another scenario or recording is shown
    uint64_t revision() const { return revision_; }  // changes when results or lanes do
    Time end() const;                        // of the longest run
    Time limit() const;                      // how far the view may go: a little beyond

    State state;                             // what is shown; surfaces may change it
    Pointed pointed;                         // what the pointer is over, as the surface says
    uint32_t reveals = 0;                    // goes up when the selection is to be scrolled into sight
    chart::Viewport viewport(float width_px = 1000) const;  // of `state`, with fit made plain
    void show(const chart::Viewport& viewport);
    void fit();                              // shows everything
    void seek(Time t);                       // stops playing; keeps within the run
    void step(int direction);                // to the next or previous moment when something changes
    void set_lanes(chart::LaneChoice lanes);
    bool is_folded(size_t run, chart::GroupKey group) const;
    double rate() const;                     // simulated ns a second
    double rate_at(int steps) const;         // so many steps slower or faster: 1, 2, 5, 10, ...
    void change_rate(int steps) { state.rate = rate_at(steps); }

    // What is happening at the playhead, in the run in focus. `why` is a selection's reason when there is one.
    size_t focus() const;                    // an index of runs()
    metrics::LevelStep level_now() const;
    std::string why() const;  // with stars around what is strong
    // What `why` is about, and what follow() goes to from there (session/follow.h).
    struct Reason {
        RichText text;
        std::optional<Selection> about;  // none: no span
        std::optional<metrics::Cause> cause;
        std::string question;                  // "what holds thread 3?"; empty: it has no cause
    };
    const Reason& reason() const;
    const Findings& found() const;           // for state.find
    std::optional<metrics::Between> between(size_t run) const;  // of state.range
    RichText verdict() const;
    std::optional<size_t> best() const;      // index of runs(): the first to finish, if one is

private:
    void replace(scenario::Document document, bool fresh);
    void run_variants();
    void advance(double slice_ms);
    void summarise(Run& run) const;
    void lay_lanes(Run& run) const;
    void fold_lanes();
    void follow_panes(const std::vector<std::string>& titles);
    void frame_document(bool fresh);
    void play_on(double seconds);
    double slowness(double reach_ns) const;
    std::optional<Time> moment_after(Time t) const;
    std::optional<Time> moment_before(Time t) const;

    Clock clock_;
    scenario::Document document_;
    std::vector<scenario::Parameter> parameters_;
    std::vector<std::unique_ptr<Run>> runs_;
    History history_;
    uint64_t revision_ = 0;
    uint32_t loads_ = 0;
    double last_set_ms_ = 0;
    double rest_s_ = 0;           // since the last set
    double played_ns_ = 0;        // the part of a nanosecond that playing has not shown yet
    std::optional<exchange::Format> wanted_;
    chart::LaneChoice laned_;     // what `lanes` were made for
    std::vector<FoldChoice> folded_;  // and `folded`
    std::vector<LaneName> pinned_;

    struct Why {
        uint64_t revision = ~0ull;
        Time at;
        size_t focus = 0;
        std::optional<Selection> selection;
        std::optional<ChosenCallback> callback;
        Reason reason;
    };
    void explain(Reason& reason) const;
    mutable Why why_;

    struct Searched {
        uint64_t revision = ~0ull;
        std::string text;
        Findings found;
    };
    mutable Searched searched_;
};

}  // namespace session
