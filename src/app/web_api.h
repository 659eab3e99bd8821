#pragma once

// What the page can ask of the wasm module. Texts are UTF-8; a returned text is
// valid until the next call. JSON unless said otherwise. Positions are CSS pixels
// from the canvas' top left; times are ns as numbers; modifiers are a bit set:
// 1 shift, 2 control, 4 alt, 8 meta.
//
// Life:
//   int  il_start(w, h, density, dark)     0: no WebGL2 (everything but frames works)
//   void il_resize(w, h, density)
//   double il_frame(now_ms)                draws; returns ms until the next frame is
//                                          wanted: 0 = next animation frame, <0 = none
//                                          until something happens
//   void il_theme(dark)
//   void il_canvas_ui(all)                 1: the whole interface in the canvas (?ui=canvas); a plain
//                                          wheel is then the canvas', too
//   void il_coarse(coarse)                 1: rows as tall as fingers want ("(pointer: coarse)"). A touch
//                                          alone changes nothing, so that a tap meets what was aimed at
//   void il_context_lost()  il_context_restored()
// Input (each may make a frame wanted: the host asks for one after every call):
//   void il_pointer(kind, id, x, y, buttons, mods, touch)  kind: 0 move 1 down 2 up 3 leave 4 cancel
//   void il_wheel(x, y, dx, dy, mods)      only the wheels that are ours (ctrl, meta, shift, dx)
//   void il_pinch(factor, x, y)            > 1 spreads
//   int  il_key(code, mods)                a KeyboardEvent.code went down; 1 = it was used
//   void il_blur()
// Scenario:
//   il_builtins()            [{"id","title","description"}]
//   il_load_builtin(id)      {"ok":true} | {"error":{"message","line","column","pointer"}}
//   il_load(text)            likewise; on an error what was loaded before stays
//   il_scenario()            the scenario's text
//   il_parameters()          [{"id","label","help","type","unit","group","min","max","low","high",
//                              "logarithmic","choices":[{"value","label"}],"default","value",
//                              "position","enabled","shown"}]     rows of scenario::Parameter
//   il_set(id, value)        {"ok":true} | {"error":...}: re-runs at once. Sets of one parameter that
//                            follow each other within a second are one step of undo
//   void il_settle()         a slider was let go: the next set is a step of its own
//   il_strategies()          [{"id","label","shown","help"}]  chips: strategies of the comparison
//   il_toggle_strategy(id)   adds the strategy as a compared variant, or removes it (not the last one):
//                            {"ok":true} | {"error":...}
// Recordings and files out:
//   int  il_is_recording(text, size)       1: the beginning of a recording of `size` bytes, and not of a scenario
//   void il_recording_begin()
//   int  il_recording_feed()               takes the bytes of Module.piece, a Uint8Array; 0: something is wrong with them
//   il_recording_open(name)                shows it: {"ok":true} | {"error":...}; on an error what was shown stays
//   il_formats()             [{"id","label","ending","type","help"}]   rows of exchange::formats()
//   il_export(id)            the shown runs as text of that format
//   void il_export_taken()                 what a command asked for (il_state: "export") has been written
// Commands:
//   il_commands()            [{"id","label","help","keys":["Space"],"key_labels":["Space"],"enabled","checked"}]
//                            checked is null for what is no switch. Keys: "Ctrl+Shift+KeyZ"; key_labels: "Ctrl Shift Z"
//   il_command(id)           {"ok":true} | {"error":...}
// What is on screen:
//   il_state()               {"revision","playhead_ns","begin_ns","end_ns","playing","rate","rate_label",
//                             "focus","title","rules","complete","stopped_by","lanes":{"cores","threads","tasks","loops","devices","queues","counters"},
//                             "can_undo","can_redo","running","selection":{"pane","span"} or null (a bar),"gap":{"pane","at_ns","begin_ns","end_ns"} or null,"sel" (the bar or gap as links name it, else ""),"trail" (causes gone along),"callback":{"pane","callback","operation"} or null,
//                             "range":{"begin_ns","end_ns"} or null,"marks":[ns],"find":{"text","words"} or null (the box is closed),
//                             "prediction":{"pane","from_ns","until_ns","grid_ns","revealed","words","chosen","guesses":[{"core","task",
//                             "begin_ns","end_ns"}],"score":{"points","ran","real","core","start","end","order"} or null} or null,"last_ns",
//                             "recording","description" (of a recording),"export" (a format or null),"playhead_label","help","details","theme"}   revision changes when results do
//   il_results()             {"variants":[... as `run --format json` ...],"verdict":"sentence","best":index}
//   il_now()                 {"pane","title","concurrency","parallelism","asynchrony","why","follow","line","runs","stack",
//                             "printed"}   at the playhead,
//                             for the pane in focus; `why` marks with *stars* what should stand out. With a bar
//                             selected `why` is about that one. follow: "what holds thread 3?", where the
//                             command "cause" goes to something. line: of il_program, -1 = none; runs: false = the
//                             chosen callback waits; stack: lines from where it was called; printed: lines of the
//                             console until then
//   il_range()               {"title","panes":[{"title","index","rows":[{"name","value"}],"states":[{"kind","ns","label"}],
//                             "busiest":[{"name","value"}],"busiest_words"}]}   of the selected range; no panes without one
//   il_program()             {"language","lines":[{"text","depth","runs"}],"console":[{"at","text","error"}],"more"}   the
//                             program of the run in focus; no lines where it has none. runs: il_line() may find it
//   il_layout()              {"begin_ns","end_ns","left","width","height","scroll","panes":[{"title","index","y0","y1",
//                             "rows":[{"kind","index","label","y0","y1"}] ("folded" and "server": all of a group in one row of numbers; "pinned": one that stays in sight),
//                             "heads":[{"kind","server","index","folded","y0","y1"}] (left of the rows: folds and unfolds a group),"loop_rows":[{"part","queue","row","label","y0","y1"}]}]}  where things are drawn
//   il_svg()                 the picture as SVG text
// Seek:
//   void il_seek(t_ns)  void il_show(begin_ns, end_ns)  void il_focus(pane)  void il_scroll(y_px)
//   int  il_find(text)                     what is looked for; how many there are
//   void il_measure(begin_ns, end_ns)      selects a range
//   void il_mark(t_ns)                     sets a mark
//   int  il_select(name)                   selects a bar or a gap, as links name it, and goes there; 0: there is none
//   void il_cover(begin_ns, end_ns)        covers a part of the run in focus, to be predicted
//   void il_guess(core, task, begin_ns, end_ns)   a bar of the prediction, as if it were drawn
//   int il_line(n)  int il_printed(n)        to the next moment when line n of the program runs, to when line n of
//                                          the console was printed: the callback is chosen. 0: it never runs
