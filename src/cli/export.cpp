#include "cli/commands.h"
#include "cli/source.h"

#include "exchange/out/formats.h"

#include <iostream>

namespace cli {

int export_runs(const ExportOptions& options) {
    const exchange::FormatRow& format = *exchange::find_format(options.format);
    int exit = ok;
    const auto runs = runs_of(options.source, options.variant, options.budget, exit);
    if (!runs) return exit;
    const std::string& title = runs->all()[0]->variant.scenario.title;
    if (!write_file(options.output, exchange::write(format.format, title, panes_of(*runs, {})))) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(runs->all()) ? ok : over_budget;
}

}  // namespace cli
