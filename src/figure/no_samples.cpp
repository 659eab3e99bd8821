// A figure shows no code: this object takes the place of the samples and the tools, whose texts are in the lab and the
// desktop program.

#include "samples/life.h"
#include "samples/situations.h"

namespace samples {

bool has_sample(const scenario::Scenario&) { return false; }
Sample sample_of(const scenario::Scenario&, Language) { return {}; }
size_t common_indent(const Sample&) { return 0; }
std::string whole_text(const Sample&) { return {}; }
std::span<const LanguageRow> language_rows() {
    static constexpr LanguageRow none[1]{};
    return none;
}
const LanguageRow* find_language(std::string_view) { return nullptr; }
int line_of(const Sample&, const Place&) { return -1; }
Place place_of(const scenario::Scenario&, const scenario::StepLists&, const trace::Log&, const trace::Span&) {
    return {};
}
bool runs(const trace::Span&) { return false; }
std::vector<size_t> spans_on(const scenario::Scenario&, const trace::Log&, const Sample&, int) { return {}; }
std::vector<const Situation*> situations_of(const scenario::Scenario&) { return {}; }
const Tool& tool(std::string_view) {
    static constexpr Tool none{};
    return none;
}

}  // namespace samples
