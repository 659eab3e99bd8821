#include "session/table_edits.h"

#include "scenario/branch.h"
#include "scenario/policies.h"
#include "scenario/work_table.h"
#include "session/variants.h"

#include <algorithm>
#include <utility>

namespace session {

using scenario::Policy;
using scenario::json::Kind;
using scenario::json::Value;

namespace {

constexpr Contender contender_table[] = {
    {"fcfs", Policy::fcfs},
    {"sjf", Policy::sjf},
    {"srtf", Policy::srtf},
    {"round-robin", Policy::round_robin},
    {"priority", Policy::priority, false},
    {"priority-preemptive", Policy::priority, true},
    {"hrrn", Policy::hrrn},
    {"edf", Policy::edf},
    {"rm", Policy::rm},
    {"ljf", Policy::ljf},
    {"lrtf", Policy::lrtf},
    {"feedback", Policy::feedback},
    {"fair", Policy::fair},
};

Error refused(Phrase message, std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), 0, 0, {}};
}

bool is_of(const scenario::Scheduler& scheduler, const Contender& contender) {
    return scheduler.policy == contender.policy &&
           (!contender.preemptive || scenario::preemptive(scheduler) == *contender.preemptive);
}

}  // namespace

Value edited_file(const Session& session) {
    const Value& source = session.document().source;
    return session.state.aim ? scenario::file_of(source, size_t(session.variant_of(*session.state.aim))) : source;
}

Result<Nothing> edit_file(Session& session, Value file) {
    if (!session.has_document()) return refused("a recording cannot be changed");
    if (!session.state.aim) {
        if (file == session.document().source) return Nothing{};
        return session.arrange(std::move(file), session.shown());
    }
    auto document = with_file_of(session.document(), size_t(session.variant_of(*session.state.aim)), std::move(file));
    if (!document) return document.error();
    if (document->source == session.document().source) return Nothing{};
    return session.arrange(std::move(document->source), session.shown());
}

size_t runs_with_own_work(const Session& session) {
    const Value* rows = session.document().source.find("compare");
    if (!rows || session.state.aim) return 0;
    return size_t(std::count_if(rows->items.begin(), rows->items.end(),
                                [](const Value& row) { return row.find("work") || row.find("programs"); }));
}

std::span<const Contender> contenders() { return contender_table; }

std::string label_of(const Contender& contender) {
    const std::string name = ::label_of(scenario::row_of(contender.policy).label);
    if (contender.preemptive == true) return say_plain("{^policy}, preemptive", {{"policy", name}});
    return say_plain("{^name}", {{"name", name}});
}

std::vector<std::string_view> suitable_contenders(const Session& session) {
    bool priorities = false, deadlines = false, periods = false;
    for (const scenario::WorkTableRow& row : scenario::work_table(edited_file(session))) {
        priorities |= !row[scenario::WorkColumn::priority].text.empty();
        deadlines |= !row[scenario::WorkColumn::deadline].text.empty();
        periods |= !row[scenario::WorkColumn::period].text.empty();
    }
    std::vector<std::string_view> ids = {"fcfs", "sjf", "srtf", "round-robin"};
    if (priorities) ids.push_back("priority");
    if (deadlines) ids.push_back("edf");
    if (periods) ids.push_back("rm");
    return ids;
}

std::vector<std::string_view> compared_contenders(const Session& session) {
    std::vector<std::string_view> ids;
    const auto& variants = session.document().variants;
    if (variants.size() < 2) return ids;
    for (const scenario::Variant& variant : variants) {
        scenario::Scenario alike = variants[0].scenario;
        alike.name = variant.scenario.name;
        alike.shown = variant.scenario.shown;
        alike.machine.scheduler.policy = variant.scenario.machine.scheduler.policy;
        alike.machine.scheduler.quantum = variant.scenario.machine.scheduler.quantum;
        alike.machine.scheduler.preemptive = variant.scenario.machine.scheduler.preemptive;
        const auto is_this = [&](const Contender& one) { return is_of(variant.scenario.machine.scheduler, one); };
        const Contender* known = std::find_if(std::begin(contender_table), std::end(contender_table), is_this);
        if (!(alike == variant.scenario) || known == std::end(contender_table)) return {};
        ids.push_back(known->id);
    }
    return ids;
}

Result<Nothing> compare_policies(Session& session, const std::vector<std::string_view>& ids, std::string_view slice) {
    if (!session.has_document()) return refused("a recording cannot be changed");
    const auto time = scenario::time_typed(slice);
    if (!time || *time == Time{}) return refused("the time slice must be a time above 0, such as 4 or 250us");
    const Value quantum = Value::of(std::string_view(time_text(*time)));

    Value file = edited_file(session);
    for (const char* key : {"compare", "name", "flaw"}) file.erase(key);
    if (Value* machine = &file["machine"]; machine->kind != Kind::object) *machine = Value::object();
    Value& scheduler = file["machine"]["scheduler"];
    if (scheduler.kind != Kind::object) scheduler = Value::object();
    for (const char* key : {"quantum", "preemptive"}) scheduler.erase(key);

    Value rows = Value::array();
    bool first = true;
    for (const Contender& contender : contender_table) {
        if (std::find(ids.begin(), ids.end(), contender.id) == ids.end()) continue;
        const scenario::PolicyRow& policy = scenario::row_of(contender.policy);
        Value patch = Value::object();
        patch["policy"] = Value::of(policy.name);
        if (policy.default_quantum != Time{}) patch["quantum"] = quantum;
        if (contender.preemptive) patch["preemptive"] = Value::of(*contender.preemptive);
        if (std::exchange(first, false)) {
            scheduler = merge_patch(std::move(scheduler), patch);
            continue;
        }
        for (const char* key : {"quantum", "preemptive"})  // the values of the first run do not apply to the others
            if (scheduler.find(key) && !patch.find(key)) patch[key] = Value();
        Value row = Value::object();
        row["machine"] = Value::object();
        row["machine"]["scheduler"] = std::move(patch);
        rows.items.push_back(std::move(row));
    }
    if (first) return refused("choose at least one policy");
    if (!rows.items.empty()) file["compare"] = std::move(rows);
    session.aim({});
    session.state.baseline.reset();
    return session.arrange(std::move(file), {});
}

}  // namespace session
