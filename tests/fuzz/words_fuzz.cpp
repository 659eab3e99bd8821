// The command line: one word per line; what follows an empty line is standard input. Output
// is written only to memory, and runs are short.

#include "cli/commands.h"
#include "tests/fuzz/checks.h"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <sstream>

namespace {

// Replaces the buffers of the streams for as long as this object lives.
class Streams {
public:
    explicit Streams(const std::string& input)
        : in_(input),
          old_in_(std::cin.rdbuf(in_.rdbuf())),
          old_out_(std::cout.rdbuf(out_.rdbuf())),
          old_err_(std::cerr.rdbuf(err_.rdbuf())) {
        std::cin.clear();
    }
    ~Streams() {
        std::cin.rdbuf(old_in_);
        std::cout.rdbuf(old_out_);
        std::cerr.rdbuf(old_err_);
    }
    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }

private:
    std::istringstream in_;
    std::ostringstream out_, err_;
    std::streambuf *old_in_, *old_out_, *old_err_;
};

// Words that name no file of this machine, and set no budget.
std::vector<std::string> harmless(std::vector<std::string> words) {
    std::vector<std::string> kept;
    for (size_t i = 0; i < words.size(); ++i) {
        std::string& word = words[i];
        std::erase(word, '/');
        std::erase(word, '\0');
        if (word.starts_with("--max")) continue;
        const bool is_output = word.starts_with("-") && word.find('o') != word.npos && !word.starts_with("--to") &&
                               !word.starts_with("--from") && !word.starts_with("--format");
        kept.push_back(is_output ? "--output=-" : word);
        if (is_output && i + 1 < words.size() && (words[i] == "-o" || words[i] == "--output")) ++i;  // its value
    }
    const bool runs = std::find(kept.begin(), kept.end(), "run") != kept.end() ||
                      std::find(kept.begin(), kept.end(), "render") != kept.end();
    if (runs) kept.insert(kept.end(), {"--max-events=5000", "--max-spans=5000"});
    return kept;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::istringstream text(std::string(reinterpret_cast<const char*>(data), size));
    std::vector<std::string> words;
    for (std::string line; words.size() < 20 && std::getline(text, line) && !line.empty();) words.push_back(line);
    const std::string rest(std::istreambuf_iterator<char>(text), {});
    words = harmless(std::move(words));
    const bool json = std::find(words.begin(), words.end(), "--format=json") != words.end();

    int code = 0;
    std::string out, err;
    {
        const Streams streams(rest);
        code = cli::command_line(words);
        out = streams.out();
        err = streams.err();
    }
    if (code < cli::ok || code > cli::over_budget)
        fuzz::fail("an exit code that is in no list: " + std::to_string(code));
    if ((code == cli::usage || code == cli::invalid || code == cli::expectation_failed) && err.empty())
        fuzz::fail("it fails and does not say why");
    if (json && code == cli::ok && !fuzz::is_json(out) && out.starts_with("{"))
        fuzz::fail("the results are no JSON", out);
    return 0;
}
