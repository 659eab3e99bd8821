#include "tests/oracles/samples.h"

#include "metrics/numbers/results.h"

#include <algorithm>
#include <cmath>

namespace oracles {

namespace {

using trace::Outcome;
using trace::SpanKind;
using trace::TaskKind;

double overlap(Time from, Time to, Time window_from, Time window_to) {
    return double(std::max<int64_t>(0, std::min(to, window_to).ns - std::max(from, window_from).ns));
}

void add_to(std::vector<double>& areas, size_t i, double area) {
    if (i >= areas.size()) areas.resize(i + 1);
    areas[i] += area;
}

}  // namespace

// For every span: how long its task is served by a core or device, and the areas.
void Samples::add_spans(const Ran& ran, Time from, Time to, std::vector<Time>& served) {
    const trace::Log& log = ran.log;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        const double inside = overlap(span.start, span.end(), from, to);
        const bool runs = span.kind == SpanKind::running, shares = span.kind == SpanKind::sharing,
                   serves = in_service(span);
        if (runs) busy_ += inside;
        if (shares) busy_ += inside * std::min(1.0, double(log.cores_per_server) / double(span.core.index));
        if (runs || serves) served[span.task.index] += span.duration;
        if (shares) served[span.task.index] += metrics::cpu_of_share(span, log.cores_per_server);
        add_to(at_step_, span.step, inside);
        if (runs || serves) add_to(service_at_step_, span.step, inside);
    }
}

void Samples::add(const Ran& ran, int64_t warmup) {
    const trace::Log& log = ran.log;
    int64_t number = 0;
    Time from = log.end, to;
    for (const trace::Task& task : log.tasks) {
        if (task.kind != TaskKind::arrived) continue;
        if (number++ == warmup) from = task.arrival;
        to = std::max(to, task.arrival);
    }
    std::vector<Time> served(log.tasks.size());
    add_spans(ran, from, to, served);
    servers_ = double(log.cores);
    time_ += double((to - from).ns);
    number = 0;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.kind != TaskKind::arrived) continue;
        const bool counts = number++ >= warmup;
        if (counts) ++arrived_;
        if (counts && task.outcome == Outcome::rejected) ++rejected_;
        if (task.outcome != Outcome::completed) continue;
        const Time response = *task.finished - task.arrival, wait = response - served[i];
        in_system_ += overlap(task.arrival, *task.finished, from, to);
        // Under first come, first served the whole wait comes first.
        in_queue_ += overlap(task.arrival, task.arrival + wait, from, to);
        if (*task.finished >= from && *task.finished < to) ++completed_in_time_;
        if (counts)
            samples_.push_back({task.row, float(double(response.ns) / unit_), float(double(wait.ns) / unit_),
                                float(double(served[i].ns) / unit_)});
    }
}

std::vector<double> Samples::of(bool wait, int64_t row) const {
    std::vector<double> values;
    for (const Sample& sample : samples_)
        if (row < 0 || sample.row == uint32_t(row)) values.push_back(wait ? sample.wait : sample.response);
    return values;
}

double Samples::nearest_rank(std::vector<double> values, double percent) const {
    if (values.empty()) return 0;
    const size_t rank = size_t(std::ceil(percent / 100 * double(values.size())));
    const size_t at = rank == 0 ? 0 : std::min(rank, values.size()) - 1;
    std::nth_element(values.begin(), values.begin() + ptrdiff_t(at), values.end());
    return values[at];
}

std::optional<double> Samples::value(const std::string& name, int64_t row) const {
    if (name == "utilization") return busy_ / (time_ * servers_);
    if (name == "throughput") return double(completed_in_time_) / (time_ / unit_);
    if (name == "loss_probability") return double(rejected_) / double(std::max<int64_t>(arrived_, 1));
    if (name == "mean_in_system") return in_system_ / time_;
    if (name == "mean_in_queue") return in_queue_ / time_;
    const size_t bar = name.find('_');
    const std::string what = bar == name.npos ? "response" : name.substr(bar + 1), how = name.substr(0, bar);
    if (what != "response" && what != "wait") return {};
    const std::vector<double> values = of(what == "wait", row);
    if (how == "mean") return mean_of(values);
    if (how == "prob")
        return double(std::count_if(values.begin(), values.end(), [](double v) { return v > 0; })) /
               double(std::max<size_t>(values.size(), 1));
    if (how == "variance") {
        const double mean = mean_of(values);
        double sum = 0;
        for (const double value : values) sum += (value - mean) * (value - mean);
        return values.empty() ? 0 : sum / double(values.size());
    }
    if (how.size() > 1 && how[0] == 'p' && how.find_first_not_of("0123456789.", 1) == how.npos)
        return nearest_rank(values, std::stod(how.substr(1)));
    return {};
}

double Samples::response_of_size(double size) const {
    double slowdown = 0;
    size_t count = 0;
    for (const Sample& sample : samples_) {
        if (sample.size < 0.9 * size || sample.size > 1.1 * size) continue;
        slowdown += sample.response / sample.size;
        ++count;
    }
    return count == 0 ? 0 : slowdown / double(count) * size;
}

}  // namespace oracles
