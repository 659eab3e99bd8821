#pragma once

// The measurements of a long run, after its warm-up: a sample for each task, and how many
// tasks and busy servers there are over time. Several runs, each with its own seed, are
// added up.

#include "tests/oracles/run.h"

#include <optional>

namespace oracles {

// All values are in the units of the case.
class Samples {
public:
    explicit Samples(double unit) : unit_(unit) {}

    // The first `warmup` tasks are excluded; averages over time are taken from the arrival of the
    // next task to the last arrival.
    void add(const Ran& ran, int64_t warmup);

    // Values by the names of the oracles: mean_response, p95_wait, variance_wait,
    // prob_wait, utilization, throughput, loss_probability, mean_in_system, mean_in_queue,
    // mean, p50.
    std::optional<double> value(const std::string& name, int64_t row = -1) const;

    // The mean response of tasks of about this size (within 10 %), scaled to the size itself.
    double response_of_size(double size) const;
    // Averages over time: of all tasks at a step, and of those in service, divided by the number of servers.
    double mean_at_step(size_t step) const { return per_time(at_step_, step); }
    double mean_in_service(size_t step) const { return per_time(service_at_step_, step); }

private:
    struct Sample {
        uint32_t row;
        float response, wait, size;
    };
    void add_spans(const Ran& ran, Time from, Time to, std::vector<Time>& served);
    double per_time(const std::vector<double>& areas, size_t i) const {
        return i < areas.size() && time_ > 0 ? areas[i] / time_ : 0;
    }
    double nearest_rank(std::vector<double> values, double percent) const;
    std::vector<double> of(bool wait, int64_t row) const;

    double unit_;
    std::vector<Sample> samples_;
    int64_t arrived_ = 0, rejected_ = 0, completed_in_time_ = 0;
    double time_ = 0;           // the measured time in ns
    double servers_ = 1;
    double busy_ = 0, in_system_ = 0, in_queue_ = 0;  // areas, in ns
    std::vector<double> at_step_, service_at_step_;
};

}  // namespace oracles
