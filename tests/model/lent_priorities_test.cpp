// Locks that lend their holder a priority (R5.12, R5.13): small examples worked on paper. The first one is as
// in L. Sha, R. Rajkumar, J. Lehoczky, Priority Inheritance Protocols, IEEE Trans. Computers 39(9), 1990.

#include "metrics/why/why.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <string>

using namespace support;
using scenario::Scenario;

namespace {

// Runs `text` with another member in each lock.
std::string gantt_with(std::string text, const std::string& member) {
    for (size_t at = 0; (at = text.find("#", at)) != text.npos;) text.replace(at, 1, member);
    return gantt(read_text(text));
}
const std::string lends_nothing = "'inherit': 'none'", inheritance = "'inherit': 'inheritance'",
                  ceiling = "'inherit': 'ceiling'";

// The low task takes the lock at 0, the high one requests it at 3, and the middle one, which does not need it,
// arrives at 4.
const std::string inversion = R"('machine': {'scheduler': {'policy': 'priority'}}, 'locks': {'bus': {#}},
    'programs': {'l': [{'lock': 'bus'}, {'compute': '8ms'}, {'unlock': 'bus'}, {'compute': '2ms'}],
                 'm': [{'compute': '10ms'}],
                 'h': [{'compute': '1ms'}, {'lock': 'bus'}, {'compute': '2ms'}, {'unlock': 'bus'}]},
    'work': [{'run': 'l', 'priority': 3}, {'run': 'h', 'priority': 1, 'at': '2ms'}, {'run': 'm', 'priority': 2, 'at': '4ms'}])";

}  // namespace

// R5.11
TEST_CASE("priority inversion: the middle task keeps the urgent one waiting, unless the lock lends its priority",
          "[model][locks]") {
    CHECK(gantt_with(inversion, lends_nothing) == "0 l 2 h 3 l 4 m 14 l 19 h 21 l 23");
    CHECK(gantt_with(inversion, inheritance) == "0 l 2 h 3 l 9 h 11 m 21 l 23");
    CHECK(gantt_with(inversion, ceiling) == "0 l 8 h 11 m 21 l 23");  // as urgent as h from 0 on
}

TEST_CASE("a ceiling from the file counts, and makes no task less urgent", "[model][locks]") {
    CHECK(gantt_with(inversion, ceiling + ", 'ceiling': 1") == "0 l 8 h 11 m 21 l 23");
    CHECK(gantt_with(inversion, ceiling + ", 'ceiling': 2") == "0 l 2 h 3 l 9 h 11 m 21 l 23");  // as urgent as m
    CHECK(gantt_with(inversion, ceiling + ", 'ceiling': 9") == gantt_with(inversion, lends_nothing));
}

TEST_CASE("a ready thread inherits a priority while it is queued", "[model][locks]") {
    // When h finds the lock held at 2, the holder is queued behind m.
    const std::string text = R"('machine': {'scheduler': {'policy': 'priority'QUEUES}}, 'locks': {'x': {#}},
        'programs': {'p': [{'lock': 'x'}, {'compute': '4ms'}, {'unlock': 'x'}], 'm': [{'compute': '5ms'}], 'h': [{'lock': 'x'}, {'compute': '1ms'}, {'unlock': 'x'}]},
        'work': [{'run': 'p', 'name': 'l', 'priority': 3}, {'run': 'm', 'priority': 2, 'at': '1ms'}, {'run': 'h', 'priority': 1, 'at': '2ms'}])";
    for (const char* queues : {"", ", 'queues': 'per-core'"}) {
        std::string one = text;
        one.replace(one.find("QUEUES"), 6, queues);
        CHECK(gantt_with(one, lends_nothing) == "0 l 1 m 6 l 9 h 10");
        CHECK(gantt_with(one, inheritance) == "0 l 1 m 2 l 5 h 6 m 10");
    }
}

TEST_CASE("a priority is inherited along a chain of locks", "[model][locks]") {
    // c waits for y, which b holds, and b for x, which a holds. m arrives at 4.
    const std::string text = R"('machine': {'scheduler': {'policy': 'priority'}}, 'locks': {'x': {#}, 'y': {#}},
        'programs': {'a': [{'lock': 'x'}, {'compute': '4ms'}, {'unlock': 'x'}],
                     'b': [{'lock': 'y'}, {'compute': '1ms'}, {'lock': 'x'}, {'compute': '1ms'}, {'unlock': 'x'}, {'unlock': 'y'}],
                     'c': [{'lock': 'y'}, {'compute': '1ms'}, {'unlock': 'y'}], 'm': [{'compute': '5ms'}]},
        'work': [{'run': 'a', 'priority': 4}, {'run': 'b', 'priority': 3, 'at': '1ms'}, {'run': 'c', 'priority': 1, 'at': '3ms'}, {'run': 'm', 'priority': 2, 'at': '4ms'}])";
    CHECK(gantt_with(text, lends_nothing) == "0 a 1 b 2 a 4 m 9 a 10 b 11 c 12");
    CHECK(gantt_with(text, inheritance) == "0 a 1 b 2 a 5 b 6 c 7 m 12");
}

TEST_CASE("an inherited priority ends when the waiting task gives up", "[model][locks]") {
    // h gives up at 5: from then on m, which arrived at 3, is the more urgent one.
    const std::string text = R"('machine': {'scheduler': {'policy': 'priority'}}, 'locks': {'x': {#}},
        'programs': {'p': [{'lock': 'x'}, {'compute': '8ms'}, {'unlock': 'x'}], 'm': [{'compute': '3ms'}]},
        'work': [{'run': 'p', 'name': 'l', 'priority': 3}, {'run': 'p', 'name': 'h', 'priority': 1, 'at': '2ms', 'patience': '3ms'}, {'run': 'm', 'priority': 2, 'at': '3ms'}])";
    CHECK(gantt_with(text, inheritance) == "0 l 5 m 8 l 11");
    CHECK(gantt_with(text, lends_nothing) == "0 l 3 m 6 l 11");
}

TEST_CASE("a circle of locks that lend priorities ends as any other does", "[model][locks]") {
    const std::string text = R"('machine': {'cores': 2, 'scheduler': {'policy': 'priority'}}, 'locks': {'m': {#}, 'n': {#}},
        'programs': {'a': [{'lock': 'm'}, {'compute': '1ms'}, {'lock': 'n'}, {'unlock': 'n'}, {'unlock': 'm'}],
                     'b': [{'lock': 'n'}, {'compute': '2ms'}, {'lock': 'm'}, {'unlock': 'm'}, {'unlock': 'n'}], 'c': [{'lock': 'm'}, {'unlock': 'm'}]},
        'work': [{'run': 'a'}, {'run': 'b', 'priority': 1}, {'run': 'c', 'priority': 2, 'at': '5ms'}])";
    CHECK(gantt_with(text, inheritance) == "0 a 1 | 0 b 2");
}

TEST_CASE("a priority lent by a lock is mentioned where it decides", "[model][locks]") {
    std::string text = inversion;
    text.replace(text.find("#"), 1, inheritance);
    const Scenario s = read_text(text);
    const trace::Log log = model::run(s);
    const metrics::SpanIndex index(log);
    std::string all;
    for (size_t i = 0; i < log.spans.size(); ++i) all += metrics::explain_span(s, log, index, i).plain() + "\n";
    INFO(all);
    CHECK(all.find("L has held it for 3.00 ms and is running. Until it releases the lock, it is as urgent as h.") !=
          std::string::npos);
}
