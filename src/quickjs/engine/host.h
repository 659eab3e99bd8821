#pragma once

// The functions that the prelude calls: the parameter `host` of install() (quickjs/prelude).

#include "quickjs/engine/engine.h"

namespace quickjs {

JSValue make_host(JSContext* ctx);

}  // namespace quickjs
