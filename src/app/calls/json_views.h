#pragma once

// What the page receives, as JSON. Times are ns as numbers; positions are CSS pixels from the top left of the canvas.
// Quoted names are members; null is mentioned where it may occur.

#include "app/calls/commands.h"
#include "chart/layout.h"
#include "present/panel_maker.h"

#include <string>
#include <vector>

namespace app {

// Outcomes: {"ok":true} | {"error":{"message","line","column","pointer"}}
std::string json_ok();
std::string json_error(const Error& error);
std::string json_result(const Result<session::Nothing>& result);
// {"ok":true,"dropped":[{"part","why"}]} | {"error":...}
std::string json_opened(const Result<std::vector<session::Dropped>>& opened);

// What texts and links from outside may contain, and the version of the engine: {"text_bytes","marks","figure_bytes",
// "engine"}
std::string json_limits();

// [{"id","title","description"}]
std::string json_builtins();

// Rows of scenario::Parameter: [{"id","label","help","type","unit","group","min","max","low","high","logarithmic",
// "choices":[{"value","label"}],"default","original" (what was opened; null: it had
// none),"value","position","enabled","shown"}]. For people: "group_title","hint","text","default_text" and
// "original_text" (the values as they are shown), "share" (the position of the slider, 0 to 1; null without a slider).
// A young figure has no "help" and "hint".
std::string json_parameters(const Desk& desk);

// Rows of exchange::formats(): [{"id","label","ending","type","help"}]
std::string json_formats();

// The strategies of the comparison, as chips: [{"id","label","shown","help"}]
std::string json_strategies(const session::Session& session);

// How often each part of the panels has been made: {"help":1,"clock":12,...}
std::string json_panels(const present::PanelMaker& maker);

// A part of the panels, as present/json.h writes it; {} if there is none with that name.
std::string json_panel(const present::PanelMaker& maker, std::string_view part);

// [{"id","group":"lanes","icon","on_bar","as_chip","as_view","as_setting","label","help","keys":["Ctrl+Shift+KeyZ"],
// "key_labels":["Ctrl Shift Z"],"enabled","checked"}]: the columns of session/commands.h. checked is null if it is not
// a switch.
std::string json_commands(const Desk& desk);

// {"revision" (changes when results do),"commands" (changes when they do),"origin"
// (Session::origin()),"playhead_ns","begin_ns","end_ns","last_ns","playing","rate",
// "slow_motion","focus","title","rules","complete","stopped_by","lanes":{"cores","threads","tasks","loops","devices",
// "queues","counters"},"selection":{"pane","span"} or null,"trail" (causes that were followed),
// "callback":{"pane","callback","operation"} or null,"range":{"begin_ns","end_ns"} or null,"marks":[ns],"find":{"text"}
// or null (the box is
// closed),"prediction":{"pane","from_ns","until_ns","grid_ns","revealed","chosen","guesses":[{"core","task",
// "begin_ns","end_ns"}],"score":{"points","ran","real","core","start","end","order"} or null} or null,
// "can_undo","can_redo","running","recording","description" (of a recording),"export" (a format or null),
// "help","details","theme"}
// A young figure tells only "revision", "commands" (0), "origin", "playhead_ns", "begin_ns", "end_ns", "last_ns",
// "playing", "focus", "sel" and "running", and of the layout no rows.
std::string json_state(const Desk& desk);

// {"variants":[as `run --format json` has them],"best":index or null}
std::string json_results(const session::Session& session);

// Where things are drawn: {"begin_ns","end_ns","left","width","height","scroll","panes":[{"title","index","y0","y1",
// "rows":[{"kind","index","label","y0","y1"}] ("folded" and "server": a group in one row of numbers; "pinned": it stays
// in sight),"heads":[{"kind","server","index","folded","y0","y1"}] (left of the rows: a group is folded there),
// "loop_rows":[{"part","queue","row","label","y0","y1"}]}]}
std::string json_layout(const Desk& desk, const chart::Frame& frame);

std::string svg_of(const Desk& desk);

}  // namespace app
