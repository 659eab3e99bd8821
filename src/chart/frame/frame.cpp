#include "chart/frame/frame.h"

#include <algorithm>

namespace chart {

float& share_of(Shares& shares, trace::SpanKind kind) {
    switch (kind) {
        case trace::SpanKind::running: return shares.running;
        case trace::SpanKind::switching: return shares.switching;
        case trace::SpanKind::ready: return shares.ready;
        case trace::SpanKind::blocked: return shares.blocked;
        case trace::SpanKind::waiting: return shares.waiting;
        case trace::SpanKind::queued: return shares.queued;
        case trace::SpanKind::sharing: break;
    }
    return shares.running;
}

size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts) {
    const std::array<float, share_kinds> shares = {bar.shares.running, bar.shares.switching, bar.shares.ready,
                                         bar.shares.blocked, bar.shares.waiting, bar.shares.queued};
    const float height = bar.y1 - bar.y0;
    // Work must not vanish, and a single switch must stay visible as a red notch.
    const float min_px = bar.single && bar.shares.switching > 0 ? std::max(1.0f, height / 4) : 1;
    size_t count = 0;
    float y = bar.y1;
    for (size_t kind = 0; kind < shares.size(); ++kind) {
        if (shares[kind] <= 0) continue;
        float part = shares[kind] * height;
        if (trace::SpanKind(kind) <= trace::SpanKind::switching) part = std::max(part, min_px);
        const float top = std::max(bar.y0, y - part);
        if (top >= y) continue;
        parts[count++] = {trace::SpanKind(kind), top, y};
        y = top;
    }
    return count;
}

trace::SpanKind kind_of(Pattern pattern) {
    switch (pattern) {
        case Pattern::solid: return trace::SpanKind::running;
        case Pattern::sliver: return trace::SpanKind::switching;
        case Pattern::thin: return trace::SpanKind::ready;
        case Pattern::hatched: return trace::SpanKind::blocked;
        case Pattern::dotted: return trace::SpanKind::waiting;
        case Pattern::outline: return trace::SpanKind::queued;
        case Pattern::shared: return trace::SpanKind::sharing;
        case Pattern::folded: break;
    }
    return trace::SpanKind::running;
}

Shares shares_of(const Cell& cell) {
    Shares shares;
    for (size_t kind = 0; kind < share_kinds; ++kind)
        share_of(shares, trace::SpanKind(kind)) = float(cell.share[kind]) / float(whole_share);
    return shares;
}

int64_t Frame::cell_at(const Fold& fold, float x_px) const {
    const int64_t number = viewport.time_at(x_px).ns >> cell_shift;
    return std::clamp<int64_t>(number, fold.first, fold.first + fold.count - 1);
}

void Frame::bars_of(const Fold& fold, std::vector<Bar>& bars) const {
    for (uint32_t i = 0; i < fold.count; ++i) {
        Bar bar;
        bar.x0 = i == 0 ? fold.x0 : std::max(fold.x0, x_of_cell(fold.first + i));
        bar.x1 = i + 1 == fold.count ? fold.x1 : std::min(fold.x1, x_of_cell(fold.first + i + 1));
        if (bar.x1 <= bar.x0) continue;
        const Cell& cell = cells[fold.at + i];
        bar.y0 = fold.y0;
        bar.y1 = fold.y1;
        bar.pattern = Pattern::folded;
        bar.mixed = cell.colour == mixed_colour;
        bar.colour = bar.mixed ? 0 : cell.colour;
        bar.pane = fold.pane;
        bar.row = fold.row;
        bar.shares = shares_of(cell);
        bars.push_back(bar);
    }
}

}  // namespace chart
