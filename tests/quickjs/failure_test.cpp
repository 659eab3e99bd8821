// What a run says about the error or the limit that went wrong in its program, as data and not only as printed lines.

#include "base/json_writer.h"
#include "base/say.h"
#include "model/simulation.h"
#include "scenario/catalogue.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <optional>
#include <string>

namespace {

std::optional<trace::Failure> failure_of(const char* runtime, const std::string& program) {
    JsonWriter json;
    json.begin_object().member("version", 1).key("machine").begin_object().member("cores", 2).end_object();
    json.key("strategy").begin_object().member("kind", "event-loop").member("runtime", runtime);
    json.member("steps", 20'000).end_object().member("javascript", program).end_object();
    const auto document = scenario::read(json.text());
    REQUIRE(document);
    return model::run(document->variants.front().scenario).callbacks.failure;
}

}  // namespace

TEST_CASE("an error that nothing handles is the failure of its program", "[quickjs]") {
    const auto thrown = failure_of("node", "const a = 1;\nthrow new Error('the disk is full');\n");
    REQUIRE(thrown);
    CHECK(thrown->message == "Error: the disk is full");
    CHECK(thrown->site.line() == 2);

    const auto rejected = failure_of("node", "\n\n\nPromise.reject(new TypeError('no'));");
    REQUIRE(rejected);
    CHECK(rejected->message == "TypeError: no");
    CHECK(rejected->site.line() == 4);

    SECTION("in a page, the first one is, and the program continues") {
        const auto first = failure_of("browser", "setTimeout(() => { throw 'later'; });\nthrow new Error('first');");
        REQUIRE(first);
        CHECK(first->message == "Uncaught Error: first");
        CHECK(first->site.line() == 2);
    }
}

TEST_CASE("a limit is the failure of the program that it ends", "[quickjs]") {
    const auto stopped = failure_of("node", "console.log('before');\n\nfor (;;) Math.max(1);");
    REQUIRE(stopped);
    CHECK(stopped->message ==
          "the program was stopped after 20,000 steps, which is the limit. To simulate a long computation, call "
          "busy(ms).");
    CHECK(stopped->site.line() == 3);
}

TEST_CASE("a limit is known in every language", "[quickjs]") {
    const auto read = scenario::read_catalogue(
        R"json({"version": 1, "language": "xx", "plurals": "one-other", "texts": {}, "templates": {
            "Line {line}: {message}": "{message} ({line})",
            "the program was stopped after {n} steps, which is the limit. To simulate a long computation, )json"
        R"json(call busy(ms).": "{n}!"}})json");
    REQUIRE(read);
    set_catalogue(*read);
    const auto stopped = failure_of("node", "\nfor (;;) Math.max(1);");
    set_catalogue({});
    REQUIRE(stopped);
    CHECK(stopped->message == "20,000!");
    CHECK(stopped->site.line() == 2);
}

TEST_CASE("what a program prints is no failure, and neither is an error that it handles", "[quickjs]") {
    CHECK_FALSE(failure_of("node", "console.error('Line 3: the program was stopped');"));
    CHECK_FALSE(failure_of("node", "console.error('program.js:1\\nx\\n^\\n\\nError: x');"));
    CHECK_FALSE(failure_of("node", "process.on('uncaughtException', () => {}); throw new Error('x');"));
    CHECK_FALSE(failure_of("browser", "onerror = () => true; throw new Error('x');"));
    CHECK_FALSE(failure_of("node", "process.exit(3);"));
}
