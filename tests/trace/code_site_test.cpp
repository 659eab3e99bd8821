#include "tests/catch2.h"
#include "trace/code_site.h"

using trace::CodeSite;

TEST_CASE("a site names an operation, or a line and a column, or nothing", "[trace]") {
    const CodeSite none, first = CodeSite::of_operation(0), line = CodeSite::of_line(12, 7);
    CHECK_FALSE(none);
    CHECK_FALSE(none.is_operation());
    CHECK_FALSE(none.is_line());
    CHECK(none == CodeSite::of_operation(trace::no_operation));

    CHECK(first);
    CHECK(first.is_operation());
    CHECK(first.operation() == 0);
    CHECK(first.line() == 0);

    CHECK(line);
    CHECK(line.is_line());
    CHECK_FALSE(line.is_operation());
    CHECK(line.line() == 12);
    CHECK(line.column() == 7);
    CHECK(line.operation() == trace::no_operation);
    CHECK(line != CodeSite::of_line(12, 8));
}

TEST_CASE("the last line and column of a site are not mistaken for none", "[trace]") {
    const CodeSite last = CodeSite::of_line(CodeSite::max_line, CodeSite::max_column);
    CHECK(last.is_line());
    CHECK(last.line() == CodeSite::max_line);
    CHECK(last.column() == CodeSite::max_column);
    CHECK(CodeSite::of_line(1, 1'000'000).column() == CodeSite::max_column);
    CHECK(CodeSite::of_operation(0x7FFF'FFFF).operation() == 0x7FFF'FFFF);
}
