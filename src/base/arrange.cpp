#include "base/arrange.h"

#include <algorithm>
#include <numeric>

// A bottom-up merge sort. Two halves that are already in order are left as they are.
std::vector<uint32_t> order_of(size_t count, const void* asked, GoesBefore before) {
    std::vector<uint32_t> order(count), left;
    std::iota(order.begin(), order.end(), 0u);
    for (size_t half = 1; half < count; half *= 2)
        for (size_t begin = 0; begin + half < count; begin += 2 * half) {
            const size_t middle = begin + half, end = std::min(count, middle + half);
            if (!before(asked, order[middle], order[middle - 1])) continue;
            left.assign(order.begin() + ptrdiff_t(begin), order.begin() + ptrdiff_t(middle));
            size_t out = begin, l = 0, r = middle;
            while (l < left.size()) {
                const bool from_right = r < end && before(asked, order[r], left[l]);
                order[out++] = from_right ? order[r++] : left[l++];
            }
        }
    return order;
}
