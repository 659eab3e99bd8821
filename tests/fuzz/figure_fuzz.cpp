// Any bytes, as a figure.

#include "tests/fuzz/checks.h"

#include "session/figure.h"
#include "session/session.h"

#include <cstddef>
#include <string>

namespace {

using session::Reading;

constexpr model::Budget small_budget{.events = 8'000, .spans = 20'000, .bytes = 64 << 20, .looks = 50'000'000};

void check_written(const session::Figure& figure) {
    const std::string once = session::write_figure(figure);
    // The canonical text has more white space, and may exceed the limit.
    if (once.size() > session::longest_figure) return;
    const auto again = session::read_figure(once, Reading::strict);
    if (!again) fuzz::fail("what was written is refused: " + again.error().message, once);
    if (!(again->figure == figure)) fuzz::fail("read again, it is another figure", once);
    if (session::write_figure(again->figure) != once) fuzz::fail("written twice, it is another text", once);
}

void check_figure(std::string_view text) {
    const auto strict = session::read_figure(text, Reading::strict);
    const auto lenient = session::read_figure(text, Reading::lenient);
    if (!strict && (strict.error().message.empty() || strict.error().line < 0))
        fuzz::fail("an error without words or place", text);
    if (strict && !lenient) fuzz::fail("only the strict reader accepts it", text);
    if (!lenient) return;
    if (strict && !lenient->dropped.empty()) fuzz::fail("the lenient reader drops what the strict one accepts", text);
    if (strict && !(strict->figure == lenient->figure)) fuzz::fail("the readers differ", text);
    check_written(lenient->figure);

    session::Session session;
    session.budget = small_budget;
    if (!session.open_figure(text, Reading::lenient)) fuzz::fail("it was read, and cannot be opened", text);
    session.tick(0.1);
    check_written(session::figure_of(session));
    session.reset_figure();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    check_figure({reinterpret_cast<const char*>(data), size});
    return 0;
}
