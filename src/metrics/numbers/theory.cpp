#include "metrics/numbers/theory.h"

#include <cmath>

namespace metrics::theory {

double amdahl(double parallel_fraction, double n) { return 1 / (1 - parallel_fraction + parallel_fraction / n); }

std::optional<double> amdahl_limit(double parallel_fraction) {
    if (parallel_fraction >= 1) return {};
    return 1 / (1 - parallel_fraction);
}

double gustafson(double parallel_fraction, double n) { return 1 - parallel_fraction + parallel_fraction * n; }

double universal_scalability(double alpha, double beta, double n) {
    return n / (1 + alpha * (n - 1) + beta * n * (n - 1));
}

std::optional<double> usl_peak(double alpha, double beta) {
    if (beta <= 0) return {};
    return std::sqrt((1 - alpha) / beta);
}

double in_system(double throughput, double mean_response) { return throughput * mean_response; }

double erlang_b(int64_t servers, double load) {
    double b = 1;
    for (int64_t k = 1; k <= servers; ++k) b = load * b / (double(k) + load * b);
    return b;
}

std::optional<double> erlang_c(int64_t servers, double load) {
    const double used = load / double(servers);
    if (used >= 1) return {};
    const double b = erlang_b(servers, load);
    return b / (1 - used * (1 - b));
}

std::optional<double> mm1_response(double arrival_rate, double service_rate) {
    return mmc_response(1, arrival_rate, service_rate);
}

std::optional<double> mmc_response(int64_t servers, double arrival_rate, double service_rate) {
    const std::optional<double> waits = erlang_c(servers, arrival_rate / service_rate);
    if (!waits) return {};
    return *waits / (double(servers) * service_rate - arrival_rate) + 1 / service_rate;
}

}  // namespace metrics::theory
