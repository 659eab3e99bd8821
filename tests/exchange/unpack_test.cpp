#include "exchange/in/unpack.h"

#include "tests/catch2.h"

#include <string>
#include <vector>

namespace {

std::string bytes_of(const std::vector<int>& numbers) {
    std::string bytes;
    for (const int number : numbers) bytes += char(number);
    return bytes;
}

// printf 'hello hello hello\n' | gzip -9n | xxd: GNU gzip 1.12
const std::string hello =
    bytes_of({0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
              0x57, 0xc8, 0x40, 0x90, 0x5c, 0x00, 0x3b, 0x7c, 0x8a, 0xdf, 0x12, 0x00, 0x00, 0x00});

std::string why(const std::string& file) {
    const auto content = exchange::unpacked(file);
    return content ? "(it is not)" : content.error().message.substr(0, 30);
}

std::string fed(std::vector<std::string> pieces) {
    size_t at = 0;
    std::string result;
    const auto next = [&] { return at < pieces.size() ? std::string_view(pieces[at++]) : std::string_view(); };
    const auto error = exchange::feed_pieces(next, [&](std::string_view piece) {
        result += piece;
        return true;
    });
    return error ? error->message.substr(0, 30) : result;
}

}  // namespace

TEST_CASE("a file that gzip has made is unpacked", "[exchange]") {
    const auto content = exchange::unpacked(hello);
    REQUIRE(content);
    CHECK(*content == "hello hello hello\n");
}

TEST_CASE("a header may contain the name of the file and more", "[exchange]") {
    std::string named = hello;
    named[3] = 8 | 4 | 16 | 2;
    named.insert(10, bytes_of({3, 0, 'a', 'b', 'c', 'n', '.', 't', 0, 'x', 0, 1, 2}));
    REQUIRE(exchange::unpacked(named));
    CHECK(*exchange::unpacked(named) == "hello hello hello\n");
}

TEST_CASE("a damaged file is refused, wherever it is cut off or changed", "[exchange]") {
    for (size_t size = 0; size < hello.size(); ++size)
        CHECK(why(hello.substr(0, size)) == "the compressed file is damaged");
    for (const size_t at : {size_t(2), size_t(3), size_t(12), hello.size() - 8, hello.size() - 4, hello.size() - 1}) {
        std::string changed = hello;
        changed[at] = char(changed[at] ^ 0x20);
        CHECK(why(changed) != "(it is not)");
    }
}

TEST_CASE("a file that states an impossible length costs no memory", "[exchange]") {
    std::string bomb = hello;
    bomb.replace(bomb.size() - 4, 4, bytes_of({0xff, 0xff, 0xff, 0x70}));
    CHECK(why(bomb) == "the compressed file is damaged");
    bomb.replace(bomb.size() - 4, 4, bytes_of({0xff, 0xff, 0xff, 0xff}));
    CHECK(why(bomb) == "the compressed file is damaged");
}

TEST_CASE("pieces are passed on as they are, or unpacked", "[exchange]") {
    CHECK(fed({}).empty());
    CHECK(fed({"[1", ",2]"}) == "[1,2]");
    CHECK(fed({hello.substr(0, 5), hello.substr(5)}) == "hello hello hello\n");
    CHECK(fed({hello.substr(0, 5)}) == "the compressed file is damaged");
}
