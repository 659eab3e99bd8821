#pragma once

// What the page is told: a session as the JSON texts of web_api.h.

#include "app/commands.h"
#include "chart/layout.h"

#include <string>

namespace app {

std::string json_ok();
std::string json_error(const Error& error);
std::string json_result(const Result<session::Nothing>& result);

std::string json_builtins();
std::string json_parameters(const session::Session& session);
std::string json_formats();
std::string json_strategies(const session::Session& session);
std::string json_commands(const Desk& desk);
std::string json_state(const Desk& desk);
std::string json_results(const session::Session& session);
std::string json_now(const session::Session& session);
std::string json_range(const session::Session& session);
std::string json_program(const session::Session& session);
std::string json_layout(const Desk& desk, const chart::Frame& frame);

std::string rate_label(double ns_per_second);  // "1 s = 10 ms"
std::string svg_of(const Desk& desk);

}  // namespace app
