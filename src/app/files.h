#pragma once

// Files on the desktop: scenarios and recordings in, runs out.

#include <string>

namespace app {

class App;

// A path, or the id of a built-in scenario. What is wrong is shown by the app;
// false then.
bool open_file(App& app, const std::string& path);  // a recording, too

// Writes what a command asked for, if one has, into the current folder, never over another file. The app says where it is.
void write_wanted_export(App& app);

}  // namespace app
