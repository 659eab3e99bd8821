#include "scenario/code_text.h"

#include "scenario/code_writer.h"

#include <algorithm>

namespace scenario {

namespace {

bool identifier_char(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string CodeWriter::identifier(std::string_view name) {
    std::string text;
    for (const char c : name) text += identifier_char(c) ? c : '_';
    if (text.empty() || (text[0] >= '0' && text[0] <= '9')) text.insert(0, "_");
    return text;
}

void CodeWriter::line(std::string text) { lines_.push_back({depth_, std::move(text), operation_, function_}); }

void CodeWriter::body(const std::vector<Operation>& operations) {
    ++depth_;
    for (const Operation& operation : operations) {
        const uint32_t outer = operation_;
        operation_ = operation.id;
        write(operation);
        operation_ = outer;
    }
    --depth_;
}

std::string CodeWriter::quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '\n') {
            result += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

std::string CodeWriter::number(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

std::vector<std::string> CodeWriter::names_in(std::string_view text) {
    std::vector<std::string> names;
    for (size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
        const size_t end = text.find('}', at);
        if (end == text.npos) break;
        const std::string_view name = text.substr(at + 1, end - at - 1);
        if (!name.empty() && std::all_of(name.begin(), name.end(), identifier_char)) names.push_back(std::string(name));
    }
    return names;
}

namespace {

// A program that is a text already.
std::vector<CodeLine> source_lines(std::string_view text) {
    std::vector<CodeLine> lines;
    while (!text.empty()) {
        const size_t end = std::min(text.find('\n'), text.size());
        CodeLine line;
        line.text = text.substr(0, end);
        if (!line.text.empty() && line.text.back() == '\r') line.text.pop_back();
        line.source = uint32_t(lines.size() + 1);
        lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

std::vector<CodeLine> code_text(const Scenario& scenario) {
    // The function that a row of work runs first is the program; the others are called when later tasks arrive.
    std::vector<uint32_t> entries;
    for (const Work& work : scenario.work)
        for (const Step& step : scenario.programs[work.program].steps)
            if (step.kind == StepKind::code &&
                std::find(entries.begin(), entries.end(), step.function) == entries.end())
                entries.push_back(step.function);
    if (entries.empty()) return {};
    if (!scenario.javascript.empty()) return source_lines(scenario.javascript);
    if (scenario.strategy.runtime == Runtime::asyncio) return python_text(scenario, entries);
    return javascript_text(scenario, entries);
}

std::string code_as_one_text(const Scenario& scenario) {
    const size_t width = scenario.strategy.runtime == Runtime::asyncio ? 4 : 2;
    std::string all;
    for (const CodeLine& line : code_text(scenario)) {
        if (!line.text.empty()) all += std::string(size_t(line.depth) * width, ' ') + line.text;
        all += '\n';
    }
    return all;
}

}  // namespace scenario
