#include "model/loop/runtime.h"

#include "model/loop/asyncio.h"
#include "model/loop/browser.h"
#include "model/loop/node.h"

#include <cassert>

namespace model::loop {

std::unique_ptr<Runtime> make_runtime(const scenario::Scenario& scenario, Host& host, bool costly) {
    switch (scenario.strategy.runtime) {
        case scenario::Runtime::node: return std::make_unique<Node>(scenario, host, costly);
        case scenario::Runtime::browser: return std::make_unique<Browser>(scenario, host, costly);
        case scenario::Runtime::asyncio: return std::make_unique<Asyncio>(scenario, host, costly);
        case scenario::Runtime::plain: break;
    }
    assert(!"a runtime without rules");
    return {};
}

}  // namespace model::loop
