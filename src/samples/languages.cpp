#include "samples/languages.h"

#include "base/number.h"

#include <algorithm>
#include <cassert>

namespace samples {

namespace {

constexpr LanguageRow language_table[] = {
    {.language = Language::javascript,
     .id = "javascript",
     .name = "JavaScript",
     .file = "main.mjs",
     .comment = "//",
     .indent = 2,
     .camel_case = true},
    {.language = Language::python, .id = "python", .name = "Python", .file = "main.py", .comment = "#"},
    {.language = Language::java,
     .id = "java",
     .name = "Java",
     .file = "Main.java",
     .comment = "//",
     .camel_case = true},
    {.language = Language::kotlin,
     .id = "kotlin",
     .name = "Kotlin",
     .file = "main.kt",
     .comment = "//",
     .camel_case = true},
    {.language = Language::go, .id = "go", .name = "Go", .file = "main.go", .comment = "//", .camel_case = true},
    {.language = Language::cpp, .id = "cpp", .name = "C++", .file = "main.cpp", .comment = "//"},
};
static_assert(std::size(language_table) == language_count, "each language has its row");

// Words that a name may not be: keywords of any of the languages, names of their libraries that the samples use, and
// names in the surroundings of the samples. In lower case, without underscores.
constexpr std::string_view taken_names[] = {"abstract",
                                            "alignas",
                                            "alignof",
                                            "and",
                                            "andeq",
                                            "any",
                                            "append",
                                            "args",
                                            "arguments",
                                            "array",
                                            "as",
                                            "asm",
                                            "assert",
                                            "async",
                                            "asyncio",
                                            "auto",
                                            "await",
                                            "bitand",
                                            "bitor",
                                            "bool",
                                            "boolean",
                                            "boost",
                                            "break",
                                            "by",
                                            "byte",
                                            "call",
                                            "cap",
                                            "case",
                                            "catch",
                                            "chan",
                                            "channel",
                                            "char",
                                            "children",
                                            "chrono",
                                            "class",
                                            "clear",
                                            "close",
                                            "cluster",
                                            "coawait",
                                            "compl",
                                            "complex",
                                            "compute",
                                            "concept",
                                            "console",
                                            "const",
                                            "consteval",
                                            "constexpr",
                                            "constinit",
                                            "constructor",
                                            "continue",
                                            "copy",
                                            "coreturn",
                                            "coyield",
                                            "debugger",
                                            "decltype",
                                            "def",
                                            "default",
                                            "defer",
                                            "deferred",
                                            "del",
                                            "delay",
                                            "delete",
                                            "device",
                                            "devices",
                                            "do",
                                            "done",
                                            "double",
                                            "duration",
                                            "dynamic",
                                            "elif",
                                            "else",
                                            "enum",
                                            "error",
                                            "eval",
                                            "except",
                                            "exec",
                                            "executor",
                                            "exit",
                                            "explicit",
                                            "export",
                                            "extends",
                                            "extern",
                                            "fallthrough",
                                            "false",
                                            "field",
                                            "file",
                                            "final",
                                            "finally",
                                            "first",
                                            "float",
                                            "fmt",
                                            "for",
                                            "fork",
                                            "friend",
                                            "from",
                                            "fun",
                                            "func",
                                            "function",
                                            "get",
                                            "global",
                                            "go",
                                            "goto",
                                            "i",
                                            "if",
                                            "implements",
                                            "import",
                                            "in",
                                            "init",
                                            "inline",
                                            "instanceof",
                                            "int",
                                            "integer",
                                            "interface",
                                            "is",
                                            "iota",
                                            "it",
                                            "job",
                                            "jobs",
                                            "join",
                                            "k",
                                            "lambda",
                                            "lazy",
                                            "len",
                                            "let",
                                            "list",
                                            "lock",
                                            "long",
                                            "loop",
                                            "loops",
                                            "main",
                                            "make",
                                            "map",
                                            "match",
                                            "math",
                                            "module",
                                            "mutable",
                                            "mutex",
                                            "n",
                                            "name",
                                            "namespace",
                                            "native",
                                            "new",
                                            "next",
                                            "nil",
                                            "noexcept",
                                            "none",
                                            "nonlocal",
                                            "not",
                                            "noteq",
                                            "null",
                                            "nullptr",
                                            "number",
                                            "object",
                                            "of",
                                            "open",
                                            "operator",
                                            "or",
                                            "oreq",
                                            "os",
                                            "out",
                                            "package",
                                            "panic",
                                            "part",
                                            "parts",
                                            "pass",
                                            "pause",
                                            "permits",
                                            "pool",
                                            "post",
                                            "print",
                                            "printf",
                                            "println",
                                            "private",
                                            "process",
                                            "programs",
                                            "promise",
                                            "protected",
                                            "public",
                                            "queue",
                                            "raise",
                                            "range",
                                            "raw",
                                            "read",
                                            "real",
                                            "recover",
                                            "register",
                                            "reinterpretcast",
                                            "release",
                                            "repeat",
                                            "require",
                                            "requires",
                                            "return",
                                            "run",
                                            "runtime",
                                            "select",
                                            "self",
                                            "semaphore",
                                            "send",
                                            "serve",
                                            "set",
                                            "short",
                                            "signal",
                                            "signed",
                                            "sizeof",
                                            "sleep",
                                            "spawn",
                                            "start",
                                            "static",
                                            "staticassert",
                                            "std",
                                            "step",
                                            "strictfp",
                                            "string",
                                            "struct",
                                            "super",
                                            "suspend",
                                            "switch",
                                            "sync",
                                            "synchronized",
                                            "task",
                                            "tasks",
                                            "template",
                                            "this",
                                            "thread",
                                            "threading",
                                            "threadlocal",
                                            "threads",
                                            "throw",
                                            "throws",
                                            "time",
                                            "transient",
                                            "true",
                                            "try",
                                            "tuple",
                                            "type",
                                            "typealias",
                                            "typedef",
                                            "typeid",
                                            "typename",
                                            "typeof",
                                            "uint",
                                            "uintptr",
                                            "union",
                                            "unit",
                                            "unsigned",
                                            "use",
                                            "using",
                                            "val",
                                            "value",
                                            "var",
                                            "vararg",
                                            "virtual",
                                            "void",
                                            "volatile",
                                            "wait",
                                            "wchart",
                                            "when",
                                            "where",
                                            "while",
                                            "with",
                                            "work",
                                            "worker",
                                            "workerdata",
                                            "workerpool",
                                            "workers",
                                            "write",
                                            "xor",
                                            "xoreq",
                                            "yield"};

bool is_taken(std::string_view name) {
    std::string bare;
    for (const char c : name)
        if (c != '_') bare += char(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return std::find(std::begin(taken_names), std::end(taken_names), bare) != std::end(taken_names);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char upper(char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; }

// The words of a text that an identifier can contain.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool open = false;
    for (const char c : text) {
        if (!is_letter(c) && !is_digit(c)) {
            open = false;
            continue;
        }
        if (!open) words.emplace_back();
        open = true;
        words.back() += lower(c);
    }
    return words;
}

std::string joined_words(const std::vector<std::string>& words, bool camel_case) {
    std::string name;
    for (const std::string& word : words) {
        if (name.empty()) name = word;
        else if (camel_case) name += upper(word[0]) + word.substr(1);
        else name += "_" + word;
    }
    return name;
}

// The digits of ns / unit, without trailing zeros: exact, because a unit is a power of ten.
std::string fraction_code(int64_t ns, int64_t unit) {
    std::string text = std::to_string(ns / unit);
    int64_t rest = ns % unit;
    if (rest == 0) return text;
    text += '.';
    for (int64_t place = unit / 10; rest > 0; place /= 10) {
        text += char('0' + rest / place);
        rest %= place;
    }
    return text;
}

struct Unit {
    int64_t ns;
    std::string_view java, kotlin, go, cpp;
};
constexpr Unit units[] = {{60'000'000'000, "Minutes", "minutes", "Minute", "min"},
                          {1'000'000'000, "Seconds", "seconds", "Second", "s"},
                          {1'000'000, "Millis", "milliseconds", "Millisecond", "ms"},
                          {1'000, "", "microseconds", "Microsecond", "us"},
                          {1, "Nanos", "nanoseconds", "Nanosecond", "ns"}};

}  // namespace

std::span<const LanguageRow> language_rows() { return language_table; }
const LanguageRow& row_of(Language language) { return language_table[size_t(language)]; }
const LanguageRow* find_language(std::string_view id) {
    for (const LanguageRow& row : language_table)
        if (row.id == id) return &row;
    return nullptr;
}

std::string time_code(Language language, Time time) {
    if (language == Language::javascript) return fraction_code(time.ns, 1'000'000);
    if (language == Language::python) return fraction_code(time.ns, 1'000'000'000);
    for (const Unit& unit : units) {
        if (time.ns % unit.ns != 0 || (time.ns == 0 && unit.go != "Millisecond")) continue;
        if (language == Language::java && unit.java.empty()) continue;
        const std::string count = std::to_string(time.ns / unit.ns);
        switch (language) {
            case Language::java: return "Duration.of" + std::string(unit.java) + "(" + count + ")";
            case Language::kotlin: return count + "." + std::string(unit.kotlin);
            case Language::go: return count + " * time." + std::string(unit.go);
            default: return count + std::string(unit.cpp);
        }
    }
    return "0";
}

std::string text_code(Language language, std::string_view text) {
    const char quote = language == Language::javascript ? '\'' : '"';
    std::string code(1, quote);
    for (const char c : text) {
        if (c == quote || c == '\\' || (c == '$' && language == Language::kotlin)) code += '\\';
        code += c >= 0 && c < ' ' ? ' ' : c;
    }
    return code + quote;
}

std::string Naming::name(std::string_view text, std::string_view salt) {
    std::vector<std::string> words = words_of(text);
    if (words.empty()) words = {std::string(salt)};
    if (is_digit(words[0][0])) words.insert(words.begin(), std::string(salt));
    return unused(joined_words(words, row_.camel_case));
}

std::string Naming::joined(const std::string& name, std::string_view ending) {
    return unused(row_.camel_case ? name + upper(ending[0]) + std::string(ending.substr(1))
                                  : name + "_" + std::string(ending));
}

std::string Naming::unused(std::string name) {
    const auto is_used = [&](const std::string& wanted) {
        return is_taken(wanted) || std::find(used_.begin(), used_.end(), wanted) != used_.end();
    };
    std::string found = name;
    for (int number = is_taken(name) ? 1 : 2; is_used(found); ++number) found = name + std::to_string(number);
    used_.push_back(found);
    return found;
}

}  // namespace samples
