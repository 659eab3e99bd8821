// import_chrome: MB/s from the bytes of a Chrome trace to a log that can be drawn: 200,000 events as
// Chrome writes them (args, categories, nested slices on 8 threads, async operations, flows), in pieces
// of 1 MiB.

#include "tests/bench/bench.h"

#include "exchange/in/read.h"

#include <cstdint>
#include <string>

namespace {

std::string sample(uint64_t events) {
    std::string text = "{\"traceEvents\":[\n";
    uint64_t seed = 1;
    const auto draw = [&](uint64_t n) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        return (seed >> 33) % n;
    };
    const char* names[] = {"RunTask",         "FunctionCall", "v8.compile",     "Layout",
                           "UpdateLayerTree", "Paint",        "EvaluateScript", "ThreadControllerImpl::RunTask"};
    uint64_t now_ns = 52'304'123'456;
    const auto us = [](uint64_t ns) {
        std::string fraction = std::to_string(ns % 1000);
        return std::to_string(ns / 1000) + '.' + std::string(3 - fraction.size(), '0') + fraction;
    };
    for (uint64_t i = 0; i < events; ++i) {
        if (i > 0) text += ",\n";
        const std::string place = "\"pid\":4711,\"tid\":" + std::to_string(4711 + draw(8));
        const uint64_t kind = draw(10);
        now_ns += draw(20'000);
        const std::string name = names[draw(8)];
        if (kind < 8) {
            text += "{\"args\":{\"data\":{\"columnNumber\":" + std::to_string(draw(200)) +
                    ",\"functionName\":\"render\",\"url\":\"https://example.org/"
                    "app.js\"}},\"cat\":\"devtools.timeline\",\"dur\":" +
                    std::to_string(draw(40)) + ",\"name\":\"" + name + "\",\"ph\":\"X\"," + place +
                    ",\"ts\":" + us(now_ns) + ",\"tts\":" + std::to_string(i * 3) + "}";
        } else if (kind == 8) {
            text += std::string("{\"args\":{},\"cat\":\"blink.user_timing\",\"id\":\"0x") + std::to_string(i / 16) +
                    "\",\"name\":\"fetch\",\"ph\":\"" + (draw(2) ? "b" : "e") + "\"," + place +
                    ",\"ts\":" + us(now_ns) + "}";
        } else {
            text += std::string("{\"cat\":\"toplevel.flow\",\"id\":") + std::to_string(i / 16) +
                    ",\"bp\":\"e\",\"name\":\"PostTask\",\"ph\":\"" + (draw(2) ? "s" : "f") + "\"," + place +
                    ",\"ts\":" + us(now_ns) + "}";
        }
    }
    return text + "\n],\"metadata\":{\"command_line\":\"chrome\"}}";
}

void import_chrome(benchmark::State& state) {
    const std::string text = sample(200'000);
    size_t spans = 0;
    for (auto _ : state) {
        exchange::Reader reader;
        for (size_t at = 0; at < text.size(); at += 1 << 20) reader.feed(std::string_view(text).substr(at, 1 << 20));
        auto recorded = std::move(reader).finish("sample");
        spans = recorded ? recorded->log.spans.size() : 0;
        benchmark::DoNotOptimize(spans);
    }
    state.SetItemsProcessed(spans > 0 ? int64_t(state.iterations()) * int64_t(text.size()) / 1'000'000 : 0);  // MB
    state.SetLabel("MB/s");
}
BENCHMARK(import_chrome);

}  // namespace
