// tests/scenario/bad contains files with one mistake each, and the error that each must cause.

#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <sstream>
#include <string>
#include <vector>

using namespace scenario;

namespace {

struct Row {
    std::string file, place, pointer, fragment;
};

std::string trimmed(const std::string& text) {
    const size_t begin = text.find_first_not_of(' '), end = text.find_last_not_of(' ');
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

std::vector<Row> expected() {
    std::vector<Row> rows;
    std::istringstream table(scenario_test::file_text("tests/scenario/bad/expected.txt"));
    for (std::string line; std::getline(table, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream cells(line);
        Row row;
        std::getline(cells, row.file, '|');
        std::getline(cells, row.place, '|');
        std::getline(cells, row.pointer, '|');
        std::getline(cells, row.fragment);
        rows.push_back({trimmed(row.file), trimmed(row.place), trimmed(row.pointer), trimmed(row.fragment)});
    }
    return rows;
}

}  // namespace

TEST_CASE("each bad scenario gives one error with line, column, pointer and what would be right",
          "[scenario][bad]") {
    const std::vector<Row> rows = expected();
    REQUIRE(rows.size() >= 80);
    for (const Row& row : rows) {
        INFO(row.file);
        const Result<Document> document = read(scenario_test::file_text("tests/scenario/bad/" + row.file));
        CHECK_FALSE(document);
        if (document) continue;
        const Error& error = document.error();
        CHECK(std::to_string(error.line) + ":" + std::to_string(error.column) == row.place);
        CHECK(error.pointer == (row.pointer == "-" ? "" : row.pointer));
        INFO(error.message);
        CHECK(error.message.find(row.fragment) != std::string::npos);
    }
}

TEST_CASE("limits that only a long file can exceed are reported, too", "[scenario][bad]") {
    const auto error_of = [](const std::string& text) {
        const Result<Document> document = read(text);
        return document ? "" : error_text("", document.error());
    };
    const auto repeated = [](const std::string& item, int times) {
        std::string list;
        for (int i = 0; i < times; ++i) list += (i ? "," : "") + item;
        return list;
    };
    const auto steps = [&](int count) {
        return scenario_test::part("programs",
                                   "{\"request\":[" + repeated("{\"compute\":\"1ms\"}", count) + "]}");
    };
    CHECK(error_of(steps(2'000)) == "");
    CHECK(error_of(steps(2'001)).find("at most 2,000 entries here, not 2,001 (/programs/request)") !=
          std::string::npos);

    const auto rows = [&](int count) {
        return scenario_test::part("work", "[" + repeated("{\"run\":\"request\"}", count) + "]");
    };
    CHECK(error_of(rows(1'000)) == "");
    CHECK(error_of(rows(1'001)).find("at most 1,000 entries here, not 1,001 (/work)") != std::string::npos);

    const auto variants = [&](int count) {
        return scenario_test::part("compare", "[" + repeated("{}", count) + "]");
    };
    CHECK(error_of(variants(31)) == "");
    CHECK(error_of(variants(32)).find("at most 31 rows in \"compare\" (/compare)") != std::string::npos);

    std::string devices = "\"database\":{\"time\":\"1ms\"}";
    for (int i = 0; i < 256; ++i) devices += ",\"d" + std::to_string(i) + "\":{\"time\":\"1ms\"}";
    CHECK(error_of(scenario_test::part("devices", "{" + devices + "}"))
              .find("at most 256 entries here, not 257 (/devices)") != std::string::npos);

    CHECK(error_of(std::string(longest_text + 1, ' ')).find("at most 256 KiB") != std::string::npos);
}

TEST_CASE("a value at its limit is allowed", "[scenario]") {
    const std::vector<std::pair<std::string, std::string>> edges = {
        {"machine",
         R"({"cores": 1, "speed": 0.01, "scheduler": {"quantum": "1us"}, "costs": {"thread_switch": "1s"}, "memory": {"task": 0}})"},
        {"machine",
         R"({"cores": 256, "speed": 100, "scheduler": {"quantum": "1h"}, "memory": {"thread": "1024GiB"}, "price_per_hour": 0})"},
        {"machine", R"({"cores": 4.0, "speed": 1})"},
        {"strategy", R"({"kind": "async-pool", "threads": 100000, "loops": 256})"},
        {"work", R"([{"run": "request", "count": 10000000}, {"run": "request", "count": 6000000}])"},
        {"work", R"([{"run": "request", "count": 3, "every": "0ms", "at": "1000.0h", "deadline": "0ms"}])"},
        {"work",
         R"([{"run": "request", "rate": 0.001}, {"run": "request", "every": "24h"}, {"run": "request", "times": ["0ms", "0ms"], "count": 2}])"},
        {"programs",
         R"({"request": [{"compute": "0ms"}, {"sleep": {"uniform": ["1ms", "1ms"]}}, {"io": "database", "time": "24h", "blocking": false}]})"},
        {"seed", "9007199254740991"},
    };
    for (const auto& [key, value] : edges) {
        const Result<Document> document = read(scenario_test::part(key, value));
        INFO(key << " " << value << " " << (document ? "" : document.error().message));
        CHECK(document);
    }
}

TEST_CASE("a scenario that is cut or changed anywhere is read or rejected, never worse", "[scenario][bad]") {
    const std::string text = scenario_test::part("compare", R"([{"machine": {"cores": 4}, "x-why": 1}])");
    int refused = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        refused += !read(text.substr(0, i));
        for (const char* piece : {"0", "-", "\"", "null", "{}", "x-"}) {
            const Result<Document> document = read(text.substr(0, i) + piece + text.substr(i));
            if (document) continue;
            ++refused;
            if (document.error().message.empty() || document.error().line == 0)
                FAIL_CHECK(text.substr(0, i) + piece);
        }
    }
    CHECK(refused > int(text.size()));
}
