#include "model/schedulers/slices.h"

namespace model {

using scenario::Slice;

std::optional<Time> Slices::of(ThreadId thread) {
    if (!quantum_ || kind_ == Slice::clock) return {};
    if (kind_ != Slice::keep) return quantum_;
    if (thread.index >= left_.size()) left_.resize(thread.index + 1);
    Time& left = left_[thread.index];
    if (left == Time{}) left = *quantum_;
    return left;
}

void Slices::ran(ThreadId thread, Time time) {
    if (kind_ == Slice::keep && thread.index < left_.size()) left_[thread.index] = std::max(Time{}, left_[thread.index] - time);
}

void Slices::over(ThreadId thread) {
    if (thread.index < left_.size()) left_[thread.index] = {};
}

std::optional<Time> Slices::next_end() const {
    if (!quantum_ || kind_ != Slice::clock) return {};
    return Time{(facts_.now().ns / quantum_->ns + 1) * quantum_->ns};
}

}  // namespace model
