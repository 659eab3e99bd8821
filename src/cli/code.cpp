// interleave-cli code: what a scenario's strategy looks like in six languages.

#include "cli/commands.h"
#include "cli/source.h"

#include "samples/sample.h"

#include <iostream>

namespace cli {

namespace {

void print(const scenario::Variant& variant, const samples::Sample& sample, const CodeOptions& options) {
    if (options.whole) {
        std::cout << samples::whole_text(sample);
        return;
    }
    const samples::LanguageRow& row = samples::row_of(sample.language);
    std::cout << "── " << row.name << " · " << variant.title << '\n' << samples::short_text(sample);
    if (!sample.remark.empty()) std::cout << sample.remark.plain() << '\n';
    std::cout << '\n';
}

}  // namespace

int code(const CodeOptions& options) {
    int exit = ok;
    const auto opened = open(options.source, exit);
    if (!opened) return exit;
    for (size_t i = 0; i < opened->document.variants.size(); ++i) {
        if (options.variant != "all" && options.variant != std::to_string(i)) continue;
        const scenario::Variant& variant = opened->document.variants[i];
        if (!samples::has_sample(variant.scenario)) {
            std::cerr << variant.title << ": its program is code already\n";
            continue;
        }
        for (const samples::LanguageRow& row : samples::language_rows())
            if (options.language == "all" || options.language == row.id)
                print(variant, samples::sample_of(variant.scenario, row.language), options);
    }
    return ok;
}

}  // namespace cli
