#pragma once

// What theory predicts, for comparison with measurements. Closed forms:
//
//     Amdahl       G. Amdahl, AFIPS 1967: speed-up of fixed work
//     Gustafson    J. Gustafson, CACM 31(5), 1988: speed-up of work that grows with the cores
//     universal    N. Gunther, Guerrilla Capacity Planning, 2007: contention alpha, coherency beta
//     Little       J. Little, Operations Research 9(3), 1961: N = X R
//     Erlang       A. K. Erlang, 1917: B for calls that are lost, C for calls that wait
//     M/M/1        L. Kleinrock, Queueing Systems I, 1975, 3.2
//
// Rates, times and loads are in any unit that the caller uses consistently.

#include <cstdint>
#include <optional>

namespace metrics::theory {

double amdahl(double parallel_fraction, double n);
// With an unlimited number of cores; none if everything is parallel.
std::optional<double> amdahl_limit(double parallel_fraction);
double gustafson(double parallel_fraction, double n);

double universal_scalability(double alpha, double beta, double n);
std::optional<double> usl_peak(double alpha, double beta);  // the n with the highest capacity; none if it never falls

double in_system(double throughput, double mean_response);  // Little's law: the average number in the system

// `load` = arrival rate x mean service time, in servers.
double erlang_b(int64_t servers, double load);                 // the share of calls that are lost
std::optional<double> erlang_c(int64_t servers, double load);  // the share of calls that wait; none if load >= servers

// Mean time from arrival to finish; none if the load is too high.
std::optional<double> mm1_response(double arrival_rate, double service_rate);
std::optional<double> mmc_response(int64_t servers, double arrival_rate, double service_rate);

}  // namespace metrics::theory
