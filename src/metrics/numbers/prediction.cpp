#include "metrics/numbers/prediction.h"

#include "base/arrange.h"

#include <algorithm>
#include <numeric>

namespace metrics {

using trace::Span;
using trace::SpanKind;

std::vector<Ran> ran_between(const trace::Log& log, Time from, Time until) {
    std::vector<Ran> all;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        if (log.spans.kind(i) != SpanKind::running || log.spans.end(i) <= from || log.spans.start(i) >= until) continue;
        const Span span = log.spans[i];
        all.push_back({span.core, span.task, std::max(from, span.start), std::min(until, span.end())});
    }
    arrange(all, [](const Ran& a, const Ran& b) { return a.core != b.core ? a.core < b.core : a.begin < b.begin; });
    std::vector<Ran> joined;
    for (const Ran& ran : all) {
        Ran* last = joined.empty() ? nullptr : &joined.back();
        if (last && last->core == ran.core && last->task == ran.task && last->end == ran.begin) last->end = ran.end;
        else joined.push_back(ran);
    }
    arrange(joined,
            [](const Ran& a, const Ran& b) { return a.begin != b.begin ? a.begin < b.begin : a.core < b.core; });
    return joined;
}

namespace {

Time distance(Time a, Time b) { return std::max(a, b) - std::min(a, b); }

// Returns the guesses whose stretches form the longest sequence in order.
std::vector<size_t> in_order(const std::vector<size_t>& guesses, const std::vector<Judged>& judged) {
    const size_t count = guesses.size();
    std::vector<size_t> length(count, 1), before(count, count);
    for (size_t i = 0; i < count; ++i)
        for (size_t j = 0; j < i; ++j)
            if (judged[guesses[j]].ran < judged[guesses[i]].ran && length[j] + 1 > length[i]) {
                length[i] = length[j] + 1;
                before[i] = j;
            }
    std::vector<size_t> chosen;
    if (count == 0) return chosen;
    for (size_t i = size_t(std::max_element(length.begin(), length.end()) - length.begin()); i < count; i = before[i])
        chosen.push_back(guesses[i]);
    return chosen;
}

}  // namespace

Score score_of(const trace::Log& log, Time from, Time until, const std::vector<Guess>& guesses, Time tolerance) {
    Score score;
    score.ran = ran_between(log, from, until);
    score.guesses.resize(guesses.size());
    std::vector<size_t> order(guesses.size());
    std::iota(order.begin(), order.end(), size_t(0));
    arrange(order, [&](size_t a, size_t b) {
        return guesses[a].begin != guesses[b].begin ? guesses[a].begin < guesses[b].begin
                                                    : guesses[a].core < guesses[b].core;
    });

    std::vector<bool> taken(score.ran.size(), false);
    std::vector<size_t> real;
    for (const size_t g : order) {
        const Guess& guess = guesses[g];
        std::optional<size_t> best;
        const auto key = [&](size_t r) {
            return std::pair(score.ran[r].core != guess.core, distance(score.ran[r].begin, guess.begin));
        };
        for (size_t r = 0; r < score.ran.size(); ++r)
            if (!taken[r] && score.ran[r].task == guess.task && (!best || key(r) < key(*best))) best = r;
        if (!best) continue;
        taken[*best] = true;
        real.push_back(g);
        const Ran& ran = score.ran[*best];
        Judged& judged = score.guesses[g];
        judged.real = true;
        judged.ran = *best;
        judged.core = ran.core == guess.core;
        judged.start = distance(ran.begin, guess.begin) <= tolerance;
        judged.end = distance(ran.end, guess.end) <= tolerance;
    }
    for (const size_t g : in_order(real, score.guesses)) score.guesses[g].order = true;

    int quarters = 0;
    for (const Judged& judged : score.guesses) {
        score.real += judged.real;
        score.core += judged.core;
        score.start += judged.start;
        score.end += judged.end;
        score.order += judged.order;
        quarters += judged.quarters();
    }
    const size_t max = std::max(score.ran.size(), guesses.size());
    score.points = max == 0 ? 1 : quarters / (4.0 * double(max));
    return score;
}

}  // namespace metrics
