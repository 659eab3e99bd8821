#pragma once

// What one session of a page owns. Two sessions share nothing.

#include "app/app.h"
#include "app/web_call.h"
#include "app/web_canvas.h"
#include "exchange/in/read.h"

#include <memory>
#include <span>

namespace app {

struct PageSession {
    PageSession() = default;
    ~PageSession() { canvas.use(); }  // the App frees its GL objects there
    PageSession(const PageSession&) = delete;
    PageSession& operator=(const PageSession&) = delete;

    session::Session& session() { return app.session; }

    WebCanvas canvas;
    App app;
    std::unique_ptr<exchange::Reader> reader;  // of the recording that is being read
};

std::span<const Row> page_calls();  // the table

}  // namespace app
