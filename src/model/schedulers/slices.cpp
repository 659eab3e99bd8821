#include "model/schedulers/slices.h"

namespace model {

using scenario::Slice;

std::optional<Time> Slices::of(ThreadId thread) {
    if (!quantum_ || kind_ == Slice::clock) return {};
    if (kind_ != Slice::keep) return quantum_;
    Time& left = left_[thread];
    if (left == Time{}) left = *quantum_;
    return left;
}

void Slices::ran(ThreadId thread, Time time) {
    if (kind_ != Slice::keep || !quantum_) return;
    Time& left = left_[thread];
    left = std::max(Time{}, left - time);
}

void Slices::over(ThreadId thread) {
    if (kind_ == Slice::keep && quantum_) left_[thread] = {};
}

std::optional<Time> Slices::next_end() const {
    if (!quantum_ || kind_ != Slice::clock) return {};
    return Time{(facts_.now().ns / quantum_->ns + 1) * quantum_->ns};
}

}  // namespace model
