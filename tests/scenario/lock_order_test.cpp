#include "scenario/lock_order.h"

#include "scenario/document.h"
#include "tests/catch2.h"

#include <string>

namespace {

// The sentences, one after another.
std::string circles(std::string text) {
    text = "{'version': 1, " + text + "}";
    for (char& c : text)
        if (c == '\'') c = '"';
    const auto document = scenario::read(text);
    INFO((document ? "" : document.error().message));
    REQUIRE(document);
    std::string all;
    for (const RichText& one : scenario::lock_circles(document->variants.front().scenario))
        all += (all.empty() ? "" : " ") + one.plain();
    return all;
}

std::string nested(const std::string& first, const std::string& then) {
    return "[{'lock': '" + first + "'}, {'compute': '1ms'}, {'lock': '" + then + "'}, {'unlock': '" + then +
           "'}, {'unlock': '" + first + "'}]";
}

}  // namespace

TEST_CASE("locks that are taken in opposite orders can form a circle", "[scenario][locks]") {
    const std::string locks = "'locks': ['a', 'b', 'c'], 'programs': {'x': ";
    CHECK(
        circles(locks + nested("a", "b") + ", 'y': " + nested("b", "a") + "}, 'work': [{'run': 'x'}, {'run': 'y'}]") ==
        "A deadlock is possible: x locks b while it holds a and y locks a while it holds b.");
    CHECK(circles(locks + nested("a", "b") + ", 'y': " + nested("b", "c") + ", 'z': " + nested("c", "a") +
                  "}, 'work': [{'run': 'x'}, {'run': 'y'}, {'run': 'z'}]") ==
          "A deadlock is possible: x locks b while it holds a, y locks c while it holds b and z locks a while it holds "
          "c.");
    SECTION("one order for all is harmless") {
        CHECK(
            circles(locks + nested("a", "b") + ", 'y': " + nested("a", "b") + "}, 'work': [{'run': 'x'}, {'run': 'y'}]")
                .empty());
    }
    SECTION("so are a program that nothing runs, and a single task") {
        CHECK(circles(locks + nested("a", "b") + ", 'y': " + nested("b", "a") + "}, 'work': [{'run': 'x', 'count': 5}]")
                  .empty());
        const std::string both =
            "[{'lock': 'a'}, {'lock': 'b'}, {'unlock': 'b'}, {'unlock': 'a'}, {'lock': 'b'}, {'lock': 'a'}, {'unlock': "
            "'a'}, {'unlock': 'b'}]";
        CHECK(circles(locks + both + "}, 'work': [{'run': 'x'}]").empty());
        CHECK_FALSE(circles(locks + both + "}, 'work': [{'run': 'x', 'count': 2}]").empty());
    }
    SECTION("another lock that all of them hold prevents the circle") {
        const auto guarded = [](const std::string& first, const std::string& then) {
            return "[{'lock': 'c'}, {'lock': '" + first + "'}, {'lock': '" + then + "'}, {'unlock': '" + then +
                   "'}, {'unlock': '" + first + "'}, {'unlock': 'c'}]";
        };
        CHECK(circles(locks + guarded("a", "b") + ", 'y': " + guarded("b", "a") +
                      "}, 'work': [{'run': 'x'}, {'run': 'y'}]")
                  .empty());
    }
}

TEST_CASE("coroutines' locks are followed through calls", "[scenario][locks]") {
    const auto program = [](const std::string& a, const std::string& b) {
        return "'functions': {'main': [{'new': 'lock', 'name': 'l'}, {'new': 'lock', 'name': 'm'}, {'all': [{'call': "
               "'a'}, {'call': 'b'}]}], 'a': [" +
               a + "], 'b': [" + b +
               "], 'takes_m': [{'with': 'm', 'do': [{'log': 'x'}]}]}, 'work': [{'run': 'main'}], 'strategy': {'kind': "
               "'event-loop', 'runtime': 'asyncio'}";
    };
    CHECK(circles(program("{'with': 'l', 'do': [{'await': 'takes_m'}]}",
                          "{'with': 'm', 'do': [{'with': 'l', 'do': []}]}")) ==
          "A deadlock is possible: takes_m locks m while it holds l and b locks l while it holds m.");
    CHECK(circles(program("{'with': 'l', 'do': [{'await': 'takes_m'}]}", "{'with': 'l', 'do': []}")).empty());
    CHECK(circles(program("{'with': 'l', 'do': [{'with': 'l', 'do': []}]}", "{'log': 'x'}")) ==
          "A deadlock is possible: a locks l while it holds l.");
}
