#include "cli/javascript.h"

#include "base/number.h"
#include "base/say.h"
#include "cli/source.h"
#include "scenario/javascript.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <optional>
#include <vector>

namespace cli {

bool is_javascript(const std::string& path) {
    return path.ends_with(".js") || path.ends_with(".mjs") || path.ends_with(".cjs");
}

std::string scenario_of_javascript(const std::string& path, const std::string& program) {
    scenario::ProgramOptions options;
    if (path.ends_with(".browser.js")) options.runtime = scenario::Runtime::browser;
    options.module = path.ends_with(".mjs") || (path.ends_with(".js") && options.runtime == scenario::Runtime::node &&
                                                scenario::looks_like_module(program));
    options.title = path.substr(path.find_last_of("/\\") + 1);
    return scenario::scenario_text_of(program, options);
}

void print_program(const session::Run& run) {
    const trace::Callbacks& callbacks = run.log().callbacks;
    std::vector<std::string> times;
    size_t width = 0;
    for (const trace::Line& line : callbacks.lines) {
        times.push_back(time_label(line.at));
        width = std::max(width, times.back().size());
    }
    for (size_t i = 0; i < times.size(); ++i)
        std::cout << std::string(width - times[i].size(), ' ') << times[i] << (callbacks.lines[i].error ? " ! " : "   ")
                  << callbacks.lines[i].text << '\n';
    Time computing;
    for (const trace::Stretch& stretch : callbacks.stretches) computing += stretch.ended - stretch.began;
    int64_t ran = 0;
    for (const trace::Callback& one : callbacks.all) ran += one.began.has_value();
    const Time end = callbacks.exit ? callbacks.exit->at : run.log().end;
    std::cout << '\n'
              << say_plain(
                     "Ended at {time} with exit code {code}: {n} {n|callback|callbacks}, {cpu} of CPU time.",
                     {{"time", time_label(end)}, {"code", exit_code(run)}, {"n", ran}, {"cpu", time_label(computing)}})
              << '\n';
}

int exit_code(const session::Run& run) {
    const trace::Callbacks& callbacks = run.log().callbacks;
    return callbacks.exit ? callbacks.exit->code : 0;
}

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::vector<std::string> output_of(const session::Run& run) {
    std::vector<std::string> lines;
    for (const trace::Line& line : run.log().callbacks.lines)
        if (!line.error) lines.push_back(line.text);
    return lines;
}

}  // namespace

bool same_output(const session::Run& run, const std::string& expected, const std::string& name) {
    const std::vector<std::string> wanted = lines_of(expected), printed = output_of(run);
    for (size_t i = 0; i < std::max(wanted.size(), printed.size()); ++i) {
        if (i < wanted.size() && i < printed.size() && wanted[i] == printed[i]) continue;
        const auto shown = [&](const std::vector<std::string>& lines) {
            return i < lines.size() ? "“" + lines[i] + "”" : say_plain("the end");
        };
        std::cerr << say_plain("line {n} of the output is {printed}, but {file} contains {wanted}",
                               {{"n", i + 1}, {"printed", shown(printed)}, {"file", name}, {"wanted", shown(wanted)}})
                  << '\n';
        return false;
    }
    return true;
}

// ---- beside the real Node -------------------------------------------------------------------------

namespace {

// Adds the functions that the real Node lacks, and prints each line with its time since the program began.
constexpr const char* preload = R"js(
const began = performance.now();
globalThis.busy = ms => { const end = performance.now() + ms; while (performance.now() < end); };
globalThis.db = (name, ms = 10) => new Promise(done => setTimeout(done, ms));
globalThis.device = globalThis.db;
const write = process.stdout.write.bind(process.stdout);
let part = '';
process.stdout.write = (text, ...rest) => {
  part += text;
  for (let end; (end = part.indexOf('\n')) >= 0; part = part.slice(end + 1))
    write((performance.now() - began).toFixed(3) + '\t' + part.slice(0, end) + '\n');
  const callback = rest.find(one => typeof one === 'function');
  if (callback) process.nextTick(callback);
  return true;
};
process.on('exit', () => { if (part) process.stdout.write('\n'); });
)js";

std::string in_url(std::string_view text) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string url;
    for (const char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) url += c;
        else (url += '%', url += digits[uint8_t(c) >> 4], url += digits[uint8_t(c) & 15]);
    }
    return url;
}

struct RealLine {
    std::string time, text;
};

std::optional<std::vector<RealLine>> lines_of_node(const std::string& path) {
    std::string quoted;
    for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    std::string command;
    command.append("node --import 'data:text/javascript,").append(in_url(preload)).append("' -- '");
    command.append(quoted).append("'");
    std::FILE* const node = ::popen(command.c_str(), "r");
    if (!node) return {};
    std::string all;
    char buffer[4096];
    while (const size_t size = std::fread(buffer, 1, sizeof buffer, node)) all.append(buffer, size);
    const int status = ::pclose(node);
    if (all.empty() && status != 0) return {};
    std::vector<RealLine> lines;
    for (const std::string& line : lines_of(all)) {
        const size_t tab = line.find('\t');
        if (tab == std::string::npos) lines.push_back({"", line});
        else lines.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    return lines;
}

}  // namespace

int node(const NodeOptions& options) {
    if (!is_javascript(options.source.scenario)) {
        std::cerr << options.source.scenario << ": node runs files whose names end in .js, .mjs or .cjs\n";
        return usage;
    }
    int exit = ok;
    const auto runs = runs_of(options.source, "0", options.budget, exit);
    if (!runs) return exit;
    const session::Run& run = *runs->all().front();
    const auto real = lines_of_node(options.source.scenario);
    if (!real) {
        std::cerr << "node could not run " << options.source.scenario << '\n';
        return usage;
    }
    std::vector<const trace::Line*> simulated;
    for (const trace::Line& line : run.log().callbacks.lines)
        if (!line.error) simulated.push_back(&line);
    const size_t count = std::max(simulated.size(), real->size());
    size_t differences = 0;
    std::cout << "simulated    node (ms)\n";
    for (size_t i = 0; i < count; ++i) {
        const std::string ours = i < simulated.size() ? simulated[i]->text : std::string();
        const std::string theirs = i < real->size() ? (*real)[i].text : std::string();
        const bool same = i < simulated.size() && i < real->size() && ours == theirs;
        const std::string time = i < simulated.size() ? rounded_text(double(simulated[i]->at.ns) / 1e6, 3) : "-";
        const std::string real_time = i < real->size() ? (*real)[i].time : "-";
        std::cout << std::string(9 - std::min<size_t>(9, time.size()), ' ') << time << "  "
                  << std::string(9 - std::min<size_t>(9, real_time.size()), ' ') << real_time << (same ? "   " : " ≠ ")
                  << ours << (same ? "" : "   |   " + theirs) << '\n';
        differences += !same;
    }
    std::cout << '\n'
              << (differences == 0
                      ? say_plain("Node printed the same lines in the same order.")
                      : say_plain("{n} {n|line differs|lines differ} from what Node printed.", {{"n", differences}}))
              << '\n';
    return differences == 0 ? ok : expectation_failed;
}

}  // namespace cli
