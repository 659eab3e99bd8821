#include "cli/commands.h"
#include "cli/source.h"

#include "exchange/out/formats.h"

#include <iostream>

namespace cli {

int export_runs(const ExportOptions& options) {
    const exchange::FormatRow& format = *exchange::find_format(options.format);
    int exit = ok;
    const auto subject = subject_of(options.source, options.variant, options.budget, exit);
    if (!subject) return exit;
    const Picture picture = picture_of(subject->outcomes, {});
    if (!write_file(options.output, exchange::write(format.format, subject->title, picture.panes))) {
        std::cerr << options.output << ": cannot be written\n";
        return usage;
    }
    return all_complete(subject->outcomes) ? ok : over_budget;
}

}  // namespace cli
