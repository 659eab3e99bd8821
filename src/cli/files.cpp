// list, check and schema: the commands that run nothing.

#include "cli/commands.h"
#include "cli/javascript.h"
#include "cli/source.h"
#include "cli/table.h"

#include "base/say.h"
#include "scenario/builtin_files.h"
#include "scenario/lock_order.h"
#include "scenario/schema.h"
#include "scenario/schema_markdown.h"
#include "session/figure.h"
#include "session/figure_keys.h"

#include <algorithm>
#include <iostream>

namespace cli {

int list() {
    std::vector<std::pair<std::string, std::string>> rows;
    size_t widest = 0;
    for (const Embedded& file : scenario::builtin_files()) {
        const auto document = scenario::read(file.bytes);
        rows.emplace_back(builtin_id(file.name),
                          document ? document->variants[0].scenario.title : document.error().message);
        widest = std::max(widest, rows.back().first.size());
    }
    for (const auto& [id, title] : rows) std::cout << id << std::string(widest + 2 - id.size(), ' ') << title << '\n';
    return ok;
}

namespace {

// The scenario, or that of the figure.
Result<scenario::Document> document_in(std::string_view text) {
    if (!session::is_figure(text)) return scenario::read(text);
    auto figure = session::read_figure(text, session::Reading::strict);
    if (!figure) return figure.error();
    return std::move(figure->document);
}

}  // namespace

int check(const std::vector<std::string>& files) {
    int code = ok;
    for (const std::string& file : files) {
        const auto text = read_file(file);
        if (!text) {
            std::cerr << file << ": cannot be read\n";
            code = std::max(code, int(usage));
            continue;
        }
        const bool javascript = is_javascript(file);
        const auto document = document_in(javascript ? scenario_of_javascript(file, *text) : *text);
        if (!document) {
            Error error = document.error();
            if (javascript) error.pointer.clear();
            std::cerr << error_text(file, error) << '\n';
            code = invalid;
            continue;
        }
        std::vector<RichText> said;  // most variants have the same locks
        for (const scenario::Variant& variant : document->variants)
            for (const RichText& circle : scenario::lock_circles(variant.scenario)) {
                if (std::find(said.begin(), said.end(), circle) != said.end()) continue;
                said.push_back(circle);
                std::cerr << say_plain("{file}: warning: {circle}", {{"file", file}, {"circle", circle.plain()}})
                          << '\n';
            }
    }
    return code;
}

int schema(const std::string& what, bool markdown) {
    if (what == "figure") std::cout << (markdown ? session::figure_markdown() : session::figure_schema());
    else std::cout << (markdown ? scenario::format_markdown() : scenario::json_schema() + "\n");
    return ok;
}

}  // namespace cli
