#pragma once

// What the writers of JavaScript (code_javascript.cpp) and Python (code_python.cpp) share.

#include "scenario/code_text.h"

#include <string_view>

namespace scenario {

class CodeWriter {
public:
    explicit CodeWriter(const Scenario& scenario) : scenario_(scenario) {}

protected:
    ~CodeWriter() = default;
    virtual void write(const Operation& operation) = 0;

    void line(std::string text);
    void body(const std::vector<Operation>& operations);  // indents them one level deeper

    static std::string identifier(std::string_view name);
    static std::string quoted(std::string_view text);
    static std::string number(double value);  // "0.02"
    static std::vector<std::string> names_in(std::string_view text);  // {n} -> n
    const std::string& name_of(uint32_t function) const { return scenario_.functions[function].name; }

    const Scenario& scenario_;
    std::vector<CodeLine> lines_;
    int depth_ = 0;
    uint32_t operation_ = ~0u;
    uint32_t function_ = ~0u;
};

std::vector<CodeLine> javascript_text(const Scenario& scenario, const std::vector<uint32_t>& entries);
std::vector<CodeLine> python_text(const Scenario& scenario, const std::vector<uint32_t>& entries);

}  // namespace scenario
