#include "cli/commands.h"
#include "cli/source.h"

#include "exchange/formats.h"

#include <iostream>

namespace cli {

int export_runs(const ExportOptions& options) {
    const exchange::FormatRow& format = *exchange::find_format(options.format);
    int exit = ok;
    const auto document = open(options.source, exit);
    if (!document) return exit;
    const auto outcomes = run_variants(*document, options.variant, options.budget);
    if (!outcomes) return usage;
    const Picture picture = picture_of(*outcomes, {});
    if (!write_file(options.output, exchange::write(format.format, document->variants[0].scenario.title, picture.panes))) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(*outcomes) ? ok : over_budget;
}

}  // namespace cli
