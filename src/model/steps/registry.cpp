#include "model/steps/registry.h"

#include "model/steps/locks.h"
#include "model/steps/messages.h"
#include "model/steps/notes.h"
#include "model/steps/semaphores.h"
#include "model/steps/sleep.h"

namespace model {

namespace {

template <class Kind>
std::unique_ptr<StepHandler> make(const scenario::Scenario& scenario, StepContext& context) {
    return std::make_unique<Kind>(scenario, context);
}

struct Row {
    scenario::StepKind kind;
    std::unique_ptr<StepHandler> (*make)(const scenario::Scenario&, StepContext&);
};
using scenario::StepKind;
// Kinds that are made in the same way share one handler.
constexpr Row table[] = {
    {StepKind::sleep, make<SleepSteps>},
    {StepKind::lock, make<LockSteps>},
    {StepKind::unlock, make<LockSteps>},
    {StepKind::acquire, make<SemaphoreSteps>},
    {StepKind::release, make<SemaphoreSteps>},
    {StepKind::send, make<MessageSteps>},
    {StepKind::receive, make<MessageSteps>},
    {StepKind::mark, make<NoteSteps>},
    {StepKind::log, make<NoteSteps>},
};

}  // namespace

StepHandlers::StepHandlers(const scenario::Scenario& scenario, StepContext& context) {
    for (const Row& row : table) {
        StepHandler* handler = nullptr;
        for (const Row& other : table)
            if (other.make == row.make && of_[size_t(other.kind)]) handler = of_[size_t(other.kind)];
        if (!handler) handler = all_.emplace_back(row.make(scenario, context)).get();
        of_[size_t(row.kind)] = handler;
    }
}

}  // namespace model
