#pragma once

// Scenario files on the desktop.

#include <string>

namespace app {

class App;

// A path, or the id of a built-in scenario. What is wrong is shown by the app;
// false then.
bool open_file(App& app, const std::string& path);

}  // namespace app
