// Passes each file of the corpora to its target once, without libFuzzer: every build repeats what the
// fuzzers have found, with whatever sanitizers it has.
//
//     test-fuzz TARGET FOLDER [TARGET FOLDER]...      targets: text, scenario, loops, words, trace, figure, javascript

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

extern "C" int fuzz_text(const uint8_t* data, size_t size);
extern "C" int fuzz_scenario(const uint8_t* data, size_t size);
extern "C" int fuzz_loops(const uint8_t* data, size_t size);
extern "C" int fuzz_words(const uint8_t* data, size_t size);
extern "C" int fuzz_trace(const uint8_t* data, size_t size);
extern "C" int fuzz_figure(const uint8_t* data, size_t size);
#ifdef INTERLEAVE_FUZZ_JAVASCRIPT
extern "C" int fuzz_javascript(const uint8_t* data, size_t size);
#else
constexpr int (*fuzz_javascript)(const uint8_t* data, size_t size) = nullptr;
#endif

namespace {

using Target = int (*)(const uint8_t* data, size_t size);

Target target_of(std::string_view name) {
    return name == "text"         ? fuzz_text
           : name == "scenario"   ? fuzz_scenario
           : name == "loops"      ? fuzz_loops
           : name == "words"      ? fuzz_words
           : name == "trace"      ? fuzz_trace
           : name == "figure"     ? fuzz_figure
           : name == "javascript" ? fuzz_javascript
                                  : nullptr;
}

bool replay(Target target, const char* folder) {
    std::set<std::string> files;  // in the order of their names
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file()) files.insert(entry.path().string());
    for (const std::string& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) {
            std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
            return false;
        }
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        std::fprintf(stderr, "%s\n", file.c_str());  // if one fails, it is the last that was printed
        target(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    }
    std::printf("%s: %zu files\n", folder, files.size());
    return files.size() >= 10;  // an empty folder is not a success
}

}  // namespace

int main(int count, char** words) {
    for (int i = 1; i + 1 < count; i += 2) {
        const Target target = target_of(words[i]);
        if (!target || !replay(target, words[i + 1])) return 1;
    }
    return count < 3;
}
