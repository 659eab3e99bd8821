#include "scenario/suggest.h"

#include "base/say.h"

#include <algorithm>

namespace scenario {

// The optimal string alignment distance: Levenshtein's table with one more case for a swap.
int edit_distance(std::string_view a, std::string_view b) {
    std::vector<int> two_up(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (size_t j = 0; j <= b.size(); ++j) above[j] = int(j);
    for (size_t i = 1; i <= a.size(); ++i) {
        row[0] = int(i);
        for (size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], two_up[j - 2] + 1);
        }
        two_up.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

std::string_view closest(std::string_view word, const std::vector<std::string_view>& known) {
    constexpr size_t longest_word = 64;
    if (word.size() > longest_word) return {};
    std::string_view best;
    int best_distance = 1 + std::min(2, int(word.size() + 1) / 3);  // so that "cpu" does not match "io"
    for (std::string_view candidate : known) {
        if (candidate.size() > longest_word) continue;
        if (const int distance = edit_distance(word, candidate); distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& known) {
    if (const std::string_view meant = closest(word, known); !meant.empty())
        return say_plain("; did you mean \"{word}\"?", {{"word", meant}});
    if (known.empty() || known.size() > 12) return {};
    const std::vector<RichText> words(known.begin(), known.end());
    return say_plain("{n|; the only valid one is {words}|; valid ones are {words}}",
                     {{"n", known.size()}, {"words", list_of(words)}});
}

}  // namespace scenario
