#include "metrics/numbers/report.h"

#include <array>

namespace metrics {

namespace {

// "first", "second" ... "last"
std::string ordinal(size_t i, size_t count) {
    constexpr std::array<const char*, 10> names{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
    if (i + 1 == count && count > 2) return "last";
    return i < names.size() ? names[i] : std::to_string(i + 1) + "th";
}

std::string cardinal(size_t n) {
    constexpr std::array<const char*, 11> names{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    return n < names.size() ? names[n] : std::to_string(n);
}

std::string listing(const std::vector<size_t>& which, size_t count) {
    std::string text = "the ";
    if (which.size() > 1 && which.back() - which.front() + 1 == which.size()) {  // neighbours
        if (which.back() + 1 == count) return text + "last " + cardinal(which.size());
        if (which.front() == 0) return text + "first " + cardinal(which.size());
    }
    for (size_t k = 0; k < which.size(); ++k) {
        if (k > 0) text += k + 1 == which.size() ? " and " : ", ";
        text += ordinal(which[k], count);
    }
    return text;
}

std::string sentence(const std::vector<bool>& is, const std::string& what) {
    std::vector<size_t> yes, no;
    for (size_t i = 0; i < is.size(); ++i) (is[i] ? yes : no).push_back(i);
    const size_t n = is.size();
    if (no.empty()) return (n == 2 ? "Both" : "All " + cardinal(n)) + " are " + what + ".";
    if (yes.empty()) return (n == 2 ? "Neither" : "None") + std::string(" is ") + what + ".";
    if (no.size() == 1 && n > 3) return "All but " + listing(no, n) + " are " + what + ".";
    return "Only " + listing(yes, n) + (yes.size() == 1 ? " is " : " are ") + what + ".";
}

}  // namespace

std::string verdict_sentence(const std::vector<Verdict>& verdicts) {
    if (verdicts.empty()) return "";
    if (verdicts.size() == 1) {
        const Verdict& v = verdicts[0];
        std::vector<std::string> is, is_not;
        (v.concurrent ? is : is_not).push_back("concurrent");
        (v.parallel ? is : is_not).push_back("parallel");
        (v.asynchronous ? is : is_not).push_back("asynchronous");
        const auto join = [](const std::vector<std::string>& words, const char* last) {
            std::string text;
            for (size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : i + 1 == words.size() ? last : ", ") + words[i];
            return text;
        };
        if (is.empty()) return "Neither concurrent nor parallel nor asynchronous: one thing after another.";
        if (is_not.empty()) return "All three at once: concurrent, parallel and asynchronous.";
        std::string text = join(is, " and ") + ", but not " + join(is_not, " or ") + ".";
        text[0] = char(text[0] - 'a' + 'A');
        return text;
    }
    std::vector<bool> concurrent, parallel, asynchronous;
    for (const Verdict& v : verdicts) {
        concurrent.push_back(v.concurrent);
        parallel.push_back(v.parallel);
        asynchronous.push_back(v.asynchronous);
    }
    return sentence(concurrent, "*concurrent*") + " " + sentence(parallel, "*parallel*") + " " + sentence(asynchronous, "*asynchronous*");
}

}  // namespace metrics
