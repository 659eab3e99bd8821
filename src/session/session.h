#pragma once

// The product without its surfaces: a scenario and recordings, their runs, what is shown of them, and
// undo. The desktop's panels, the page, the keyboard and the command line only read a Session (or the
// RunSet below it) and call it. Two sessions share nothing.
//
//     change -> document -> one Simulation per variant -> log -> results, lanes
//
// A change re-runs at once within a slice of time; a longer run continues in tick(), and the chart fills
// as it progresses. A variant that a change does not touch keeps its run.

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
#include "session/figure.h"
#include "session/find.h"
#include "session/history.h"
#include "session/open_figure.h"
#include "session/pointed.h"
#include "session/revisions.h"
#include "session/run_set.h"
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

// A strategy by which tasks can be spread: a chip on the panels.
struct StrategyChip {
    std::string id;     // "thread-pool"
    std::string label;  // "thread pool"
    bool shown = false;
    std::string help = {};
};

// What happens to the runs that are open when something else is opened. Undo leads back in either case.
enum class Opening : uint8_t {
    replace,  // it is closed
    beside,   // recordings stay, and the scenario too when a recording is opened
};

class Session {
public:
    // The budget of all variants together. It is sized for the memory of the page; a surface that has
    // more raises it before the first scenario.
    static constexpr model::Budget page_budget{
        .events = 2'000'000, .spans = 1'400'000, .bytes = 64 << 20, .looks = 300'000'000};
    model::Budget budget = page_budget;

    // Milliseconds of the host's clock. Without one, every run is finished at once.
    using Clock = RunSet::Clock;
    explicit Session(Clock clock = nullptr);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Changes ------------------------------------------------------------------------------------
    // An error leaves everything as it was.

    Result<Nothing> load(std::string_view text, Opening opening = Opening::replace);
    Result<Nothing> load_builtin(std::string_view id);
    void give_text(std::string id, std::string text);  // of a scenario that is not in this module: for figures
    // Shows a figure, as one step of undo. Returns the parts of it that cannot be used: of a lenient figure, and what a
    // strict one selects if the runs do not have it (so far).
    Result<std::vector<Dropped>> open_figure(std::string_view text, Reading reading);
    void reset_figure();  // back to how the figure was opened; does nothing if figure() is null
    void open_recording(exchange::Recorded recorded, Opening opening = Opening::replace);
    void close_recording(size_t run);  // does nothing if it is not a run, or the only one

    // Sets of one parameter are one step of undo until settle(), another change,
    // or a pause of a second.
    Result<Nothing> set(std::string_view parameter, std::string_view value);
    void settle();
    Result<Nothing> toggle_strategy(std::string_view id);  // the last one cannot be removed
    std::vector<StrategyChip> strategies() const;
    // Replaces the variants of the document (session/variants.h), and shows those with the numbers in `shown`; empty:
    // all.
    Result<Nothing> arrange(scenario::json::Value source, std::vector<int64_t> shown);
    // Selects the run that set() changes from now on. none: set() changes the scenario, and with it all runs that do
    // not have their own value.
    void aim(std::optional<uint32_t> run);
    void undo();
    void redo();
    bool can_undo() const { return history_.can_undo(); }
    bool can_redo() const { return history_.can_redo(); }
    size_t undo_bytes() const { return history_.bytes(); }

    // Plays, and continues runs that are not finished. `seconds` of real time
    // since the last call. Returns true while something moves.
    bool tick(double seconds);
    bool running() const { return runs_.running(); }

    // State --------------------------------------------------------------------------------------

    // A session without a document has recordings only: no parameters and no strategies.
    bool has_document() const { return !document_.variants.empty(); }
    const scenario::Document& document() const { return document_; }
    // The parameters of the document, or those of one run if set() changes only that run (state.aim).
    const std::vector<scenario::Parameter>& parameters() const { return parameters_; }
    // The variants of the document, then the recordings.
    const std::vector<std::unique_ptr<Run>>& runs() const { return runs_.all(); }
    // What was opened as a figure; null if what is shown was not.
    const OpenFigure* figure() const;
    void answer(Answer answer);              // to its question; does nothing if it asks none
    // While its question is unanswered, nothing after this moment is shown; none: everything is.
    std::optional<Time> covered() const;
    bool asks() const;                       // a question is unanswered
    bool untold() const;                     // or a prediction is unchecked: results must stay hidden
    void told_or_untold() { ++lanes_revision_; }  // call it when a prediction begins, is checked, or ends
    // A figure or the user may have hidden variants: runs() contains only the others.
    const std::vector<int64_t>& shown() const { return shown_; }  // numbers of variants, ascending; empty: all
    int64_t variant_of(size_t run) const;    // its number in the document
    std::optional<uint32_t> run_of(int64_t variant) const;
    const scenario::Parameter* original(std::string_view id) const;  // as it was opened; null: it was not there
    std::string_view opened_id() const;      // of the built-in scenario that was opened; empty: it was another text
    std::optional<std::string_view> text_of(std::string_view id) const;  // of a scenario that is built in, or was given

    std::string title() const;  // of the scenario, otherwise of the first recording; empty: nothing is open
    std::string description() const;
    bool has_loops() const;                  // with a runtime
    bool has_devices() const;
    bool has_counters() const;               // of a recording
    bool has_queues() const;                 // of messages, or of tasks in front of a pool or loop

    std::vector<chart::Pane> panes() const;  // one per run
    bool edited() const;                     // the document differs from what was opened
    // Counts what was opened, from 1; undo leads back to the earlier number.
    uint32_t origin() const { return origin_; }
    uint32_t loads() const { return loads_; }  // increases when another scenario or recording is shown
    uint64_t revision() const { return results_revision_ + lanes_revision_; }  // changes when results or lanes do
    const Revisions& revisions() const;      // of every part
    Time end() const;                        // that of the longest run
    Time limit() const;                      // how far the view may go: a little beyond

    // Files out: all runs. A command sets what is wanted; a surface that can write files takes it.
    std::string exported(exchange::Format format) const;
    void want_export(exchange::Format format) { wanted_ = format; }
    std::optional<exchange::Format> wanted_export() const { return wanted_; }
    std::optional<exchange::Format> take_export() { return std::exchange(wanted_, std::nullopt); }

    // What is shown -------------------------------------------------------------------------------

    State state;                             // what is shown; surfaces may change it
    Pointed pointed;                         // what the pointer is over, as the surface says
    uint32_t reveals = 0;                    // increases when the selection should be scrolled into view

    chart::Viewport viewport(float width_px = 1000) const;  // of `state`, with the fitted view resolved
    void show(const chart::Viewport& viewport);
    void fit();                              // shows everything
    void seek(Time t);                       // stops playing; stays within the run
    void step(int direction);                // to the next or previous moment at which something changes
    void set_lanes(chart::LaneChoice lanes);
    bool is_folded(size_t run, chart::GroupKey group) const;
    double rate() const;                     // simulated ns per second
    double rate_at(int steps) const;         // slower or faster by this many steps: 1, 2, 5, 10, ...
    void change_rate(int steps) { state.rate = rate_at(steps); }

    // What is happening at the playhead, in the run in focus. `why` is the reason of the selection if there
    // is one.
    size_t focus() const;                    // index into runs()
    metrics::LevelStep level_now() const;  // after the end of a deadlocked or stuck run, as at its end
    std::string why() const;  // with stars around strong text
    // What `why` is about, and what follow() goes to from there (session/follow.h).
    struct Reason {
        RichText text;
        std::optional<ChosenBar> about;      // none: no span
        std::optional<ChosenBar> cause;
        std::string question;                // "what holds thread 3?"; empty: it has no cause
    };
    const Reason& reason() const;
    const Findings& found() const { return search_.found(runs(), state.find); }
    const std::optional<metrics::Score>& score() const;         // of a revealed prediction
    std::optional<metrics::Between> between(size_t run) const;  // of state.range
    RichText verdict() const;
    // Cores of the run in focus that switch or start something at the playhead; none if no core of it ever does.
    std::optional<int32_t> overhead_now() const;
    std::optional<size_t> best() const;      // index into runs(): the first to finish, if there is one

private:
    using Places = std::vector<std::optional<uint32_t>>;  // by the old number of a run: its new one

    History::Step now() const;
    void remember(bool fresh, std::string_view key);
    void restore(const History::Step& step);
    void replace(scenario::Document document, std::vector<Recording> recordings, bool fresh);
    void find_parameters();
    void run_all();
    void advance(double slice_ms);
    void prepare(Run& run);
    void fold_all();
    void follow(const Places& places);
    void frame(bool fresh);
    void drop_gap_that_is_none();
    std::vector<scenario::Variant> shown_variants() const;
    void show_moment(const Figure& figure, std::vector<Dropped>& dropped);
    Time reach() const;                      // how far the playhead may go
    void play_on(double seconds);
    double slowness(double reach_ns) const;
    std::optional<Time> moment_after(Time t) const;  // of all runs: see session/moments.h
    std::optional<Time> moment_before(Time t) const;
    void explain(Reason& reason) const;
    void explain_callback(const ChosenCallback& chosen, Reason& reason) const;
    void explain_gap(const ChosenGap& chosen, Reason& reason) const;

    Clock clock_;
    scenario::Document document_;          // without variants: there is none
    std::vector<Recording> recordings_;
    std::vector<int64_t> shown_;           // numbers of variants; empty: all
    std::vector<scenario::Parameter> parameters_;
    RunSet runs_;
    History history_;
    uint64_t document_revision_ = 0, results_revision_ = 0, lanes_revision_ = 0;
    uint32_t loads_ = 0;
    uint64_t document_hash() const;
    struct Edited {
        uint64_t revision = 0;
        bool is = false;
    };
    mutable Edited edited_;
    uint32_t origin_ = 0, origins_ = 0;
    struct Opened {
        uint64_t hash = 0;                 // of the document
        std::string id;                    // of the built-in scenario, or empty
        std::vector<scenario::Parameter> parameters;
    };
    std::vector<Opened> opened_;           // by origin
    std::optional<OpenFigure> figure_;
    std::vector<GivenText> given_;
    double last_set_ms_ = 0;
    double rest_s_ = 0;                    // since the last set
    double played_ns_ = 0;                 // the fraction of a nanosecond that playing has not shown yet
    std::optional<exchange::Format> wanted_;
    chart::LaneChoice laned_;              // what `lanes` were made for
    std::vector<FoldChoice> folded_;       // and `folded`
    std::vector<LaneName> pinned_;

    struct Why {
        uint64_t revision = ~0ull;
        Time at;
        size_t focus = 0;
        Selection selection;
        Reason reason;
    };
    struct Scored {
        uint64_t revision = ~0ull;
        std::optional<Prediction> prediction;
        std::optional<metrics::Score> score;
    };
    mutable Why why_;
    mutable Scored scored_;
    mutable Search search_;
    mutable RevisionsSeen seen_;
};

}  // namespace session
