#include "chart/lanes/sums.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace chart {

namespace {

constexpr size_t spans_a_bucket = 4;  // minimum, on average

uint8_t touching(uint8_t a, uint8_t b, bool one_is_both) {
    if (a == Cell::many || b == Cell::many) return Cell::many;
    return uint8_t(std::min(Cell::many, a + b - (one_is_both ? 1 : 0)));
}

}  // namespace

void Times::share(const Seen& seen, int64_t length_ns) {
    const int64_t ran = int64_t(double(length_ns) * seen.core);
    ns[size_t(trace::SpanKind::running)] += ran;
    ns[size_t(trace::SpanKind::ready)] += length_ns - ran;
}

Sums::Sums(size_t count, int64_t begin_ns, int64_t end_ns) {
    while (size_t((end_ns - begin_ns) >> shift_) * spans_a_bucket > count) ++shift_;
    low_ = begin_ns >> shift_;
    const size_t buckets = size_t(((end_ns - 1) >> shift_) - low_) + 1;
    buckets_.reserve(buckets);
    first_.reserve(buckets);
}

void Sums::add(const Seen& seen) {
    const int64_t last = (seen.end_ns - 1) >> shift_;
    for (int64_t number = seen.begin_ns >> shift_; number <= last; ++number) {
        const size_t place = size_t(number - low_);
        if (buckets_.size() <= place) {
            buckets_.resize(place + 1);
            first_.resize(place + 1, added_);  // also starts the buckets that were skipped, which are empty
        }
        const int64_t edge = number << shift_;
        Exact& bucket = buckets_[place];
        bucket.times.add(seen, std::max(seen.begin_ns, edge), std::min(seen.end_ns, edge + (int64_t(1) << shift_)));
        if (seen.begin_ns < edge) bucket.crosses = uint8_t(std::bit_width(uint64_t(seen.end_ns - seen.begin_ns)));
        bucket.count = std::min<uint8_t>(Cell::many, bucket.count + 1);
        bucket.there |= seen.colours();
        if (seen.runs()) bucket.ran |= seen.colours();
    }
    ++added_;
}

// Makes a level from its buckets, and the buckets of the next level.
void Sums::put(std::vector<Exact>& buckets) {
    const int shift = shift_ + int(levels_.size());
    const int64_t low = low_ >> levels_.size();
    std::vector<Cell>& level = levels_.emplace_back(buckets.size());
    std::array<int64_t, share_kinds> rest{};  // the remainder of a 255th, by kind
    for (size_t i = 0; i < buckets.size(); ++i) {
        const Exact& exact = buckets[i];
        Cell& sum = level[i];
        for (size_t kind = 0; kind < share_kinds; ++kind) {
            rest[kind] += exact.times.ns[kind] * int64_t(whole_share);
            sum.share[kind] = uint8_t(rest[kind] >> shift);
            rest[kind] &= (int64_t(1) << shift) - 1;
        }
        sum.colour = colour_of(exact.ran, exact.there);
        sum.edge = uint8_t(exact.crosses << 2 | exact.count);
    }
    size_t end = 0;
    for (size_t i = 0; i < buckets.size(); ++end) {
        Exact wider = buckets[i];
        if (++i < buckets.size() && ((low + int64_t(i)) & 1) == 1) {
            const Exact& other = buckets[i++];
            for (size_t kind = 0; kind < share_kinds; ++kind) wider.times.ns[kind] += other.times.ns[kind];
            wider.count = touching(wider.count, other.count, other.crosses != 0);
            wider.ran |= other.ran;
            wider.there |= other.there;
        }
        buckets[end] = wider;
    }
    buckets.resize(end);
}

void Sums::finish() {
    std::vector<Exact> buckets = std::exchange(buckets_, {});
    do put(buckets);
    while (levels_.back().size() > 2);
    put(buckets);
}

const Cell* Sums::of(int cell_shift, int64_t first, int64_t last, std::vector<Cell>& room) const {
    const size_t wanted = size_t(cell_shift - shift_), level = std::min(wanted, levels_.size() - 1);
    const std::vector<Cell>& sums = levels_[level];
    const int64_t low = low_ >> level, high = low + int64_t(sums.size());
    if (level == wanted && first >= low && last <= high) return &sums[size_t(first - low)];
    room.assign(size_t(last - first), {});
    if (level == wanted) {
        for (int64_t number = std::max(first, low); number < std::min(last, high); ++number)
            room[size_t(number - first)] = sums[size_t(number - low)];
        return room.data();
    }
    // The whole lane is shorter than a cell.
    for (int64_t number = low; number < high; ++number) {
        const int64_t cell = number >> (wanted - level);
        if (cell < first || cell >= last) continue;
        const Cell& part = sums[size_t(number - low)];
        Cell& sum = room[size_t(cell - first)];
        for (size_t kind = 0; kind < share_kinds; ++kind)
            sum.share[kind] = uint8_t(sum.share[kind] + (part.share[kind] >> (wanted - level)));
        sum.colour = sum.edge == 0 || sum.colour == part.colour ? part.colour : mixed_colour;
        sum.edge = Cell::many;
    }
    return room.data();
}

size_t Sums::near(int64_t ns) const {
    const int64_t bucket = std::clamp<int64_t>((ns >> shift_) - low_, 0, int64_t(first_.size()) - 1);
    return first_[size_t(bucket)];
}

size_t Sums::first(int cell_shift, int64_t number) const {
    const int64_t bucket = (number << (cell_shift - shift_)) - low_;
    if (bucket < 0) return 0;
    return size_t(bucket) < first_.size() ? first_[size_t(bucket)] : added_;
}

size_t Sums::bytes() const {
    size_t bytes = sizeof *this + first_.capacity() * sizeof first_[0];
    for (const std::vector<Cell>& level : levels_) bytes += level.capacity() * sizeof level[0];
    return bytes;
}

}  // namespace chart
