#include "present/processes.h"

#include "base/number.h"
#include "base/say.h"
#include "metrics/names.h"
#include "present/columns.h"
#include "present/outcome.h"
#include "scenario/work_table.h"
#include "session/session.h"

#include <algorithm>
#include <array>
#include <optional>

namespace present {

namespace {

enum class ProcessTime : uint8_t { arrival, burst, finish, turnaround, waiting, response };
constexpr size_t time_count = size_t(ProcessTime::response) + 1;

struct TimeColumn {
    const char* id;
    Phrase label, hint;
    bool averaged = true;
};
constexpr TimeColumn time_columns[time_count] = {
    {"arrival", Phrase("arrival{@process table}"), Phrase("When it arrived."), false},
    {"burst", Phrase("burst{@process table}"), Phrase("How long it computed."), false},
    {"finish", Phrase("finish{@process table}"), Phrase("When it finished, which is also called its completion time."),
     false},
    {"turnaround", Phrase("turnaround{@process table}"), Phrase("The time from its arrival to its end.")},
    {"waiting", Phrase("waiting{@process table}"),
     Phrase("The part of its turnaround time during which it did not compute, use a device or sleep.")},
    {"response", Phrase("response{@process table}"),
     Phrase("The time from its arrival to its first moment on a core.")},
};

struct Process {
    std::string name;
    std::array<std::optional<Time>, time_count> times;
};

// Returns the tasks that arrived, in their order.
std::vector<Process> processes_in(const RunResults& run, size_t most) {
    std::vector<Process> all;
    const trace::Log& log = *run.log;
    for (uint32_t i = 0; i < log.tasks.size() && all.size() < most; ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.kind != trace::TaskKind::arrived || i >= run.results->tasks.size()) continue;
        Process& process = all.emplace_back();
        process.name = metrics::task_name(*run.scenario, log, {i});
        const auto put = [&](ProcessTime number, Time t) { process.times[size_t(number)] = t; };
        const metrics::TaskTimes& life = run.results->tasks[i];
        put(ProcessTime::arrival, task.arrival);
        put(ProcessTime::burst, life.cpu);
        if (task.first_run) put(ProcessTime::response, *task.first_run - task.arrival);
        if (task.outcome != trace::Outcome::completed) continue;
        const Time until = task.answered.value_or(*task.finished);
        put(ProcessTime::finish, until);
        put(ProcessTime::turnaround, until - task.arrival);
        put(ProcessTime::waiting, until - task.arrival - life.answered);
    }
    return all;
}

// Returns the mean in ms of the tasks that have the value. It includes tasks that the table omits, because a mean of
// only the others would be something else.
std::optional<double> average(const std::vector<Process>& all, size_t number) {
    double sum = 0;
    size_t count = 0;
    for (const Process& process : all)
        if (const auto& time = process.times[number]) sum += double(time->ns) / 1e6, ++count;
    if (count == 0) return {};
    return sum / double(count);
}

std::string average_text(const std::vector<Process>& all, size_t number) {
    const auto mean = time_columns[number].averaged ? average(all, number) : std::nullopt;
    return mean ? rounded_text(*mean, 2) : time_columns[number].averaged ? nothing : "";
}

std::vector<Column> heads(bool averaged) {
    std::vector<Column> columns;
    for (const TimeColumn& row : time_columns)
        if (row.averaged || !averaged) columns.push_back({row.id, say_plain(row.label), say_plain(row.hint), {}});
    return columns;
}

Table table_of(const RunResults& run, const std::vector<Process>& all) {
    Table table;
    table.title = run.title;
    table.caption = say_plain("The tasks of the run “{run}”; times are in ms", {{"run", run.title}});
    table.corner = "ms";
    table.columns = heads(false);
    for (size_t i = 0; i < all.size() && i < most_processes; ++i) {
        TableRow row{"task-" + std::to_string(i), all[i].name, {}, {}, Emphasis::plain, run.pane};
        for (const auto& time : all[i].times) row.values.push_back(time ? scenario::typed_time(*time) : nothing);
        table.rows.push_back(std::move(row));
    }
    TableRow last{"average", say_plain("average{@process table}"), {}, {}, Emphasis::strong, run.pane};
    for (size_t number = 0; number < time_count; ++number) last.values.push_back(average_text(all, number));
    table.rows.push_back(std::move(last));
    if (all.size() > most_processes)
        table.note = say_plain("The averages are those of all {n} tasks; the table shows the first {shown}.",
                               {{"n", grouped_text(int64_t(all.size()))}, {"shown", std::to_string(most_processes)}});
    return table;
}

}  // namespace

Processes processes_of(const session::Session& session) {
    Processes processes;
    processes.title = say_plain("Each task, run by run");
    if (session.untold()) return processes;
    Table& averages = processes.averages;
    averages.title = say_plain("Averages");
    averages.corner = "ms";
    averages.caption = say_plain("The averages of each run; times are in ms");
    averages.columns = heads(true);
    std::vector<double> best(time_count, -1);
    // A run that leaves tasks unfinished is not the best: their times would make its average longer.
    const auto mean_of_all = [](const std::vector<Process>& tasks, size_t number) {
        const bool known = std::all_of(tasks.begin(), tasks.end(),
                                       [&](const Process& one) { return one.times[number].has_value(); });
        return known ? average(tasks, number) : std::nullopt;
    };
    std::vector<std::vector<Process>> all;
    const std::vector<RunResults> runs = runs_of(session);
    for (const RunResults& run : runs) {
        all.push_back(processes_in(run, size_t(-1)));
        for (size_t number = 0; number < time_count; ++number)
            if (const auto mean = mean_of_all(all.back(), number); mean && (best[number] < 0 || *mean < best[number]))
                best[number] = *mean;
    }
    for (size_t i = 0; i < runs.size(); ++i) {
        TableRow row{"run-" + std::to_string(runs[i].pane), runs[i].title, {}, {}, Emphasis::plain, runs[i].pane, {}};
        for (size_t number = 0; number < time_count; ++number) {
            if (!time_columns[number].averaged) continue;
            row.values.push_back(average_text(all[i], number));
            const auto mean = mean_of_all(all[i], number);
            row.emphases.push_back(runs.size() > 1 && mean && *mean == best[number] ? Emphasis::good : Emphasis::plain);
        }
        averages.rows.push_back(std::move(row));
        processes.runs.push_back(table_of(runs[i], all[i]));
    }
    return processes;
}

std::string processes_text(const session::Session& session, char separator) {
    std::string text;
    const auto put = [&](std::string_view cell, bool last) {
        const bool quotes = cell.find_first_of(separator == '\t' ? "\t\"\n" : ",\"\n") != cell.npos;
        // A spreadsheet interprets a text that begins like this as a formula.
        const bool formula = !cell.empty() && std::string_view("=+@").find(cell[0]) != std::string_view::npos;
        if (quotes) text += '"';
        if (formula) text += '\'';
        for (const char c : cell) {
            if (c == '"') text += '"';
            text += c;
        }
        if (quotes) text += '"';
        text += last ? '\n' : separator;
    };
    if (session.untold()) return text;
    put(say_plain("run{@process table}"), false);
    put(say_plain("task{@process table}"), false);
    for (size_t number = 0; number < time_count; ++number)
        put(say_plain(time_columns[number].label) + " (ms)", number + 1 == time_count);
    for (const RunResults& run : runs_of(session)) {
        const std::vector<Process> all = processes_in(run, size_t(-1));
        for (const Process& process : all) {
            put(run.title, false);
            put(process.name, false);
            for (size_t number = 0; number < time_count; ++number) {
                const auto& time = process.times[number];
                put(time ? scenario::typed_time(*time) : std::string(), number + 1 == time_count);
            }
        }
        put(run.title, false);
        put(say_plain("average{@process table}"), false);
        for (size_t number = 0; number < time_count; ++number) {
            const auto mean = time_columns[number].averaged ? average(all, number) : std::nullopt;
            put(mean ? rounded_text(*mean, 6) : std::string(), number + 1 == time_count);
        }
    }
    return text;
}

}  // namespace present
