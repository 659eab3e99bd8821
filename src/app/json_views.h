#pragma once

// What the page is told: a Lab as the JSON texts of web_api.h.

#include "app/lab.h"
#include "chart/layout.h"

#include <string>

namespace app {

std::string json_ok();
std::string json_error(const Error& error);
std::string json_result(const Result<Nothing>& result);

std::string json_builtins();
std::string json_parameters(const Lab& lab);
std::string json_formats();
std::string json_strategies(const Lab& lab);
std::string json_commands(const Lab& lab);
std::string json_state(const Lab& lab);
std::string json_results(const Lab& lab);
std::string json_now(const Lab& lab);
std::string json_range(const Lab& lab);
std::string json_program(const Lab& lab);
std::string json_layout(const Lab& lab, const chart::Frame& frame);

std::string rate_label(double ns_per_second);  // "1 s = 10 ms"
std::string svg_of(const Lab& lab);

}  // namespace app
