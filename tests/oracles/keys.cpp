#include "tests/oracles/keys.h"

#include <map>
#include <set>
#include <sstream>

namespace oracles {

namespace {

std::set<std::string> words(const char* text) {
    std::set<std::string> all;
    std::istringstream stream(text);
    for (std::string word; stream >> word;) all.insert(word);
    return all;
}

// The keys of a law in queueing.
#define LAW(place)                                                                                                 \
    place " " place ".high " place ".kind " place ".log_mean " place ".log_sd " place ".low " place ".mean " place \
          ".means " place ".probabilities " place ".value "

// The paths of all keys of the input. A list appends [].
const std::map<std::string, std::set<std::string>>& known_keys() {
    static const std::map<std::string, std::set<std::string>> known = {
        {"ostep_sched", words("policy quantum jobs jobs[].job jobs[].arrival jobs[].length")},
        {"classic_sched",
         words("policy quantum priority_rule preempted jobs jobs[].job jobs[].arrival jobs[].length jobs[].priority")},
        {"ostep_lottery", words("policy quantum random_numbers jobs jobs[].job jobs[].length jobs[].tickets")},
        {"ostep_mlfq", words("policy queues quantum_by_queue_high_to_low allotment_by_queue_high_to_low boost_period "
                             "io_time stay_on_io "
                             "io_done_to_front jobs jobs[].job jobs[].start jobs[].run jobs[].io_every")},
        {"ostep_multi",
         words("policy cpus per_cpu_queues time_slice peek_interval cache cache.size cache.warmup_time cache.warm_rate "
               "cache.cold_rate jobs jobs[].name jobs[].run_time jobs[].working_set jobs[].affinity")},
        {"ostep_process", words("switch io_done io_length programs programs[][].op programs[][].ticks")},
        {"simso_rt", words("policy cpus duration overheads tasks tasks[].name tasks[].wcet tasks[].period "
                           "tasks[].offset tasks[].deadline "
                           "tasks[].priority tasks[].activations")},
        {"des_resources",
         words("model capacity discipline priority_rule servers jobs jobs[].job jobs[].arrival jobs[].service "
               "jobs[].priority "
               "jobs[].patience producers producers[].producer producers[].make_times consumers consumers[].consumer "
               "consumers[].use_times")},
        {"fair_share", words("model cores duration_ms nice weights big_constant initial_pass lengths_in_slices slice "
                             "slices tickets tie_rule")},
        {"queueing",
         words(
             "model c d demands jobs k lam mean mu mus n preemptive rho servers sizes think classes classes[].lam " LAW(
                 "service") LAW("classes[].service"))},
        {"scaling_laws", words("model alpha beta chunks cores n parallel_fraction parallel_total serial")},
        {"bounds", words("model rule style backlog clients cores cpu_ms io_ms inside_ms outside_ms items loops "
                         "precedence request_shape stage_ms "
                         "threads times")},
        {"native_runs",
         words("program args model model.capacity model.clients model.cores model.cpu_ms model.io_ms model.inside_ms "
               "model.items "
               "model.iterations model.outside model.outside_ms model.requests model.stage_ms model.threads")},
    };
    return known;
}
#undef LAW

void look(const Json& value, const std::string& way, const std::set<std::string>& known,
          std::vector<std::string>& unknown) {
    if (value.is_array())
        for (const Json& item : value) look(item, way + "[]", known, unknown);
    if (!value.is_object()) return;
    for (const auto& [key, inner] : value.items()) {
        const std::string here = way.empty() ? key : way + "." + key;
        if (known.contains(here)) look(inner, here, known, unknown);
        else unknown.push_back("input." + here);
    }
}

// ---- programs of loops: operations within operations, and functions by name --------------------------

// The keys of each operation, as loops.cpp translates them. `calls` and handlers have their own keys.
const std::map<std::string, std::set<std::string>>& known_operations() {
    static const std::map<std::string, std::set<std::string>> known = {
        {"log", words("text")},
        {"busy", words("ms")},
        {"repeat", words("times body")},
        {"timeout", words("ms body text name")},
        {"interval", words("ms body text name")},
        {"immediate", words("body text name")},
        {"next_tick", words("body text")},
        {"microtask", words("body text")},
        {"animation_frame", words("body text")},
        {"count_then_clear", words("name limit")},
        {"promise_chain", words("handlers rejected")},
        {"new_promise", words("name as promise body executor text")},
        {"resolve", words("name promise value")},
        {"reject", words("name promise value")},
        {"on_promise", words("name promise handlers body text")},
        {"call", words("fn arg args then catch finally handlers")},
        {"await", words("what fn arg args ms name calls items log_result return_exceptions")},
        {"return_promise", {}},
        {"fs_stat", words("body text")},
        {"fs_read_file", words("body text")},
        {"pool_cpu", words("cost_ms iterations body text")},
        {"create_task", words("fn arg args as name")},
        {"await_call", words("fn arg args as log_result")},
        {"gather", words("calls items log_result return_exceptions")},
        {"sleep", words("ms")},
        {"to_thread", words("ms")},
        {"call_soon", words("body text")},
        {"call_later", words("ms body text")},
        {"new", words("kind name value maxsize room")},
        {"with", words("name body text")},
        {"try", words("body except finally")},
        {"try_group", words("body except")},
        {"reraise", {}},
        {"raise", words("kind")},
        {"return", words("value")},
        {"cancel", words("name task future")},
        {"wait_for", words("fn arg args ms log_result")},
        {"task_group", words("calls items")},
        {"as_completed", words("calls items body text log")},
        {"set_executor", words("workers")},
    };
    return known;
}
// For other names, loops.cpp goes by the kind of the object: put, get, acquire, set_event ...
const std::set<std::string> of_objects = words("name task future promise value log_result");

class ProgramKeys {
public:
    explicit ProgramKeys(std::vector<std::string>& unknown) : unknown_(unknown) {}

    void input(const Json& input) {
        object(input, "input", words("runtime module program operations thread_pool_size late_ms callback_ms seed"));
        if (!input.contains("operations")) return;
        const Json& all = input.at("operations");
        object(all, "input.operations", words("functions main entry"));
        if (all.contains("main")) body(all.at("main"), "input.operations.main");
        if (!all.contains("functions")) return;
        for (const auto& [name, function] : all.at("functions").items()) {
            const std::string here = "input.operations.functions." + name;
            object(function, here, words("params param body"));
            if (function.contains("body")) body(function.at("body"), here + ".body");
        }
    }

private:
    void object(const Json& value, const std::string& way, const std::set<std::string>& known) {
        for (const auto& [key, inner] : value.items())
            if (!known.contains(key)) unknown_.push_back(way + "." + key);
    }
    void body(const Json& list, const std::string& way) {
        for (size_t i = 0; i < list.size(); ++i) operation(list[i], way + "[" + std::to_string(i) + "]");
    }
    void operation(const Json& op, const std::string& way) {
        const std::string kind = op.value("op", "");
        const auto known = known_operations().find(kind);
        const bool group = kind == "try_group";
        for (const auto& [key, inner] : op.items()) {
            const std::string here = way + "." + key;
            const bool is_known =
                key == "op" || (known == known_operations().end() ? of_objects : known->second).contains(key);
            if (!is_known) unknown_.push_back(here);
            else if ((key == "then" || key == "catch" || key == "finally") && inner.is_object())
                handlers(Json::array({inner}), here);
            else if (key == "body" || key == "finally" || key == "executor" || key == "then" || key == "catch" ||
                     (key == "except" && group))
                body(inner, here);
            else if (key == "except" || key == "handlers") handlers(inner, here);
            else if (key == "calls" || key == "items") calls(inner, here);
        }
    }
    void handlers(const Json& list, const std::string& way) {
        for (size_t i = 0; i < list.size(); ++i) {
            const std::string here = way + "[" + std::to_string(i) + "]";
            object(list[i], here, words("kind body executor text"));
            for (const char* key : {"body", "executor"})
                if (list[i].contains(key)) body(list[i].at(key), here + "." + key);
        }
    }
    void calls(const Json& list, const std::string& way) {
        for (size_t i = 0; i < list.size(); ++i)
            object(list[i], way + "[" + std::to_string(i) + "]", words("op fn arg args ms"));
    }

    std::vector<std::string>& unknown_;
};

}  // namespace

std::vector<std::string> unknown_keys(const std::string& family, const Json& whole) {
    std::vector<std::string> unknown;
    const std::set<std::string> of_case = words("id family source description input expected tolerance");
    for (const auto& [key, inner] : whole.items())
        if (!of_case.contains(key)) unknown.push_back(key);
    if (!whole.contains("input")) return unknown;
    if (const auto known = known_keys().find(family); known != known_keys().end())
        look(whole.at("input"), "", known->second, unknown);
    else ProgramKeys(unknown).input(whole.at("input"));
    return unknown;
}

}  // namespace oracles
