#include "model/runtimes.h"

#include "model/loop/language/javascript.h"
#include "model/loop/language/python.h"
#include "model/loop/language/source.h"
#include "model/loop/phases/asyncio.h"
#include "model/loop/phases/browser.h"
#include "model/loop/phases/node.h"

#include <cassert>

namespace model {

namespace {

// The language uses the queues of the phases, and both write into the loop's journal.
template <class Language, class Phases>
void put_together(loop::Loop& loop, const scenario::Scenario& scenario, std::unique_ptr<Phases> phases) {
    auto language = std::make_unique<Language>(scenario, loop.journal(), *phases);
    loop.set_parts(std::move(phases), std::move(language));
}

template <class Phases>
void put_together(loop::Loop& loop, const scenario::Scenario& scenario, std::unique_ptr<Phases> phases) {
    if (scenario.javascript.empty()) put_together<loop::JavaScript>(loop, scenario, std::move(phases));
    else put_together<loop::Source>(loop, scenario, std::move(phases));
}

}  // namespace

std::unique_ptr<loop::Loop> make_loop(const scenario::Scenario& scenario, loop::Host& host, bool costly) {
    auto made = std::make_unique<loop::Loop>(host, costly);
    loop::Journal& journal = made->journal();
    switch (scenario.strategy.runtime) {
        case scenario::Runtime::node:
            put_together(*made, scenario,
                         std::make_unique<loop::Node>(journal, host, scenario.strategy.module));
            break;
        case scenario::Runtime::browser:
            put_together(*made, scenario, std::make_unique<loop::Browser>(journal, host));
            break;
        case scenario::Runtime::asyncio:
            put_together<loop::Python>(*made, scenario, std::make_unique<loop::Asyncio>(journal, host));
            break;
        case scenario::Runtime::plain: assert(!"a runtime without rules"); break;
    }
    return made;
}

}  // namespace model
