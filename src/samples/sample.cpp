#include "samples/sample.h"

#include "samples/body.h"
#include "samples/remarks.h"
#include "scenario/programs.h"

#include <algorithm>
#include <cassert>

namespace samples {

namespace {

using scenario::Scenario;
using scenario::StrategyKind;

constexpr size_t mark_width = 5;
constexpr int64_t many = 1'000'000;  // where a language wants a number and the scenario has no limit

std::string_view next_line(std::string_view& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// A line of a program: its marks, and what is after the bar.
struct Marked {
    std::string_view marks, uses, text;
    bool has(char mark) const { return marks.find(mark) != std::string_view::npos; }
};
Marked marked(std::string_view line) {
    const size_t bar = line.find('|');
    assert(bar != std::string_view::npos && bar >= mark_width);
    Marked out{line.substr(0, bar), {}, line.substr(bar + 1)};
    const size_t question = out.marks.find('?');
    if (question == std::string_view::npos) return out;
    out.uses = out.marks.substr(question + 1);
    out.marks = out.marks.substr(0, question);
    return out;
}

std::vector<Place> places_of(const Marked& line) {
    std::vector<Place> places;
    if (line.has('S')) places.push_back({Life::submitted});
    if (line.has('T')) places.push_back({Life::starting});
    if (line.has('K')) places.push_back({Life::taken});
    if (line.has('A')) places.push_back({Life::answered});
    return places;
}

class Maker {
public:
    Maker(const Scenario& scenario, Language language)
        : scenario_(scenario),
          language_(language),
          all_words_(words_of(language)),
          lists_(scenario),
          names_(scenario, lists_, language),
          async_(all_words_.is_async[size_t(scenario.strategy.kind)]),
          bodies_{scenario,
                  lists_,
                  names_,
                  async_ ? all_words_.async : all_words_.blocking,
                  language,
                  scenario.strategy.kind == StrategyKind::data_parallel,
                  scenario.strategy.kind == StrategyKind::queue_workers},
          uses_(bodies_.uses()) {}

    std::vector<Line> lines() {
        program_ = all_words_.programs[size_t(scenario_.strategy.kind)];
        add(program_, {});
        tidy();
        return std::move(lines_);
    }

private:
    void add(std::string_view text, const Values& more) {
        if (text.starts_with('\n')) text.remove_prefix(1);
        while (!text.empty()) {
            const std::string_view line = next_line(text);
            if (line.starts_with('<')) special(line, text, more);
            else add_line(line, more);
        }
    }

    void add_line(std::string_view line, const Values& more) {
        const Marked mark = marked(line);
        if (!mark.uses.empty() && !uses_.any_of(mark.uses)) return;
        if ((mark.has('a') && !async_) || (mark.has('B') && async_)) return;
        if (mark.has('x') && !async_ && program_.find("asio::") == std::string_view::npos) return;
        if (mark.has('X') && program_.find("fork()") == std::string_view::npos) return;
        const size_t spaces = std::min(mark.text.find_first_not_of(' '), mark.text.size());
        Values values = more;
        for (const auto& value : common()) values.push_back(value);
        lines_.push_back(
            {std::string(spaces, ' ') + filled(mark.text.substr(spaces), values), places_of(mark), mark.has('w')});
    }

    void special(std::string_view line, std::string_view& rest, const Values& more) {
        const auto is = [&](std::string_view name) { return line.starts_with(name); };
        if (is("<surroundings>")) add(all_words_.surroundings, more);
        else if (is("<devices>")) declare_devices();
        else if (is("<locks>")) declare_locks();
        else if (is("<semaphores>")) declare_semaphores();
        else if (is("<queues>")) declare_queues();
        else if (is("<imports")) imports(line.substr(8, line.size() - 9));
        else if (is("<bodies>"))
            for (Line& each : bodies_.lines(indent())) lines_.push_back(std::move(each));
        else if (is("<rows>")) rows(until("</rows>", rest));
        else if (is("<functions>")) functions(until("</functions>", rest));
        else assert(false);
    }

    static std::string_view until(std::string_view end, std::string_view& rest) {
        const size_t at = rest.find(end);
        assert(at != std::string_view::npos);
        const std::string_view inside = rest.substr(0, at);
        rest.remove_prefix(at);
        next_line(rest);
        return inside;
    }

    size_t indent() const { return language_ == Language::java ? 1 : 0; }

    void rows(std::string_view text) {
        for (const scenario::Work& row : scenario_.work) {
            const bool single = row.count == 1, has = has_job(lists_[row.program]);
            const int64_t count = row.count == scenario::no_count ? many : row.count;
            const Values values{{"function", names_.functions[row.program]},
                                {"count", std::to_string(count)},
                                {"after", std::to_string(count + 1)}};
            std::string comment = arrivals_of(row);
            std::string_view rest = text;
            while (!rest.empty()) {
                const std::string_view line = next_line(rest);
                const Marked mark = marked(line);
                if ((mark.has('*') && single) || (mark.has('1') && !single)) continue;
                if ((mark.has('j') && !has) || (mark.has('J') && has)) continue;
                const size_t before = lines_.size();
                add_line(line, values);
                if (comment.empty() || lines_.size() == before) continue;
                const std::string spaces(lines_[before].text.find_first_not_of(' '), ' ');
                lines_.insert(lines_.begin() + long(before),
                              {spaces + std::string(row_of(language_).comment) + " " + comment});
                comment.clear();
            }
        }
    }

    void functions(std::string_view text) {
        std::vector<uint32_t> done;
        for (const scenario::Work& row : scenario_.work) {
            if (std::find(done.begin(), done.end(), row.program) != done.end()) continue;
            done.push_back(row.program);
            add(text, {{"function", names_.functions[row.program]}});
        }
    }

    void declare(std::string_view text, const Values& values) {
        lines_.push_back({std::string(indent() * 4, ' ') + filled(text, values), {}, true});
    }
    void declare_devices() {
        for (size_t i = 0; uses_.devices && i < scenario_.devices.size(); ++i) {
            const scenario::Device& device = scenario_.devices[i];
            std::string time = time_code(language_, mean(device.time));
            if (language_ == Language::go) std::erase(time, ' ');  // gofmt: among several arguments
            declare(bodies_.words.device, {{"device", names_.devices[i]},
                                           {"time", std::move(time)},
                                           {"capacity", std::to_string(device.capacity)}});
        }
    }
    void declare_locks() {
        for (size_t i = 0; uses_.locks && i < scenario_.locks.size(); ++i)
            declare(bodies_.words.lock_made, {{"lock", names_.locks[i]}});
    }
    void declare_semaphores() {
        for (size_t i = 0; uses_.semaphores && i < scenario_.semaphores.size(); ++i)
            declare(bodies_.words.semaphore_made,
                    {{"semaphore", names_.semaphores[i]}, {"count", std::to_string(scenario_.semaphores[i].count)}});
    }
    void declare_queues() {
        for (size_t i = 0; uses_.queues && i < scenario_.queues.size(); ++i) {
            const int64_t capacity = scenario_.queues[i].capacity;
            const std::string number = std::to_string(capacity);
            declare(bodies_.words.queue_made, {{"queue", names_.queues[i]},
                                               {"capacity", number},
                                               {"capacity_or_none", capacity > 0 ? number : ""},
                                               {"capacity_or_many", capacity > 0 ? number : std::to_string(many)},
                                               {"capacity_or_unlimited", capacity > 0 ? number : "Channel.UNLIMITED"}});
        }
    }

    void imports(std::string_view names) {
        std::vector<std::string> packages;
        while (!names.empty()) {
            const size_t end = std::min(names.find(' '), names.size());
            if (end > 0) packages.emplace_back(names.substr(0, end));
            names.remove_prefix(std::min(end + 1, names.size()));
        }
        if (uses_.any_of("dcs")) packages.emplace_back("time");
        if (uses_.any_of("lbp")) packages.emplace_back("sync");
        if (uses_.any_of("y")) packages.emplace_back("runtime");
        if (uses_.any_of("t")) packages.emplace_back("fmt");
        std::sort(packages.begin(), packages.end());
        packages.erase(std::unique(packages.begin(), packages.end()), packages.end());
        if (packages.empty()) return;
        const auto put = [&](std::string text) { lines_.push_back({std::move(text), {}, true}); };
        if (packages.size() == 1) {
            put("import \"" + packages[0] + "\"");
        } else {
            put("import (");
            for (const std::string& name : packages) put("    \"" + name + "\"");
            put(")");
        }
        put("");
    }

    Values common() const {
        const scenario::Strategy& strategy = scenario_.strategy;
        std::string names;
        for (const uint32_t list : bodies_.order()) {
            const std::string& name = bodies_.jobs ? names_.jobs[list] : names_.functions[list];
            if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
        }
        if (uses_.offloads) names += ", compute";
        const bool limited = strategy.queue && *strategy.queue > 0;
        const std::string limit = limited ? std::to_string(*strategy.queue) : "0";
        const int64_t loop_threads = strategy.kind == StrategyKind::async_pool ? strategy.threads : strategy.loops;
        return {{"threads", std::to_string(strategy.max.value_or(strategy.threads))},
                {"after_threads", std::to_string(strategy.threads + 1)},
                {"loops", std::to_string(strategy.loops)},
                {"workers", std::to_string(std::max<int64_t>(1, strategy.workers))},
                {"limit", limit},
                {"limit_or_none", limited ? limit : ""},
                {"limit_or_many", limited ? limit : std::to_string(many)},
                {"threads_of_loop", std::to_string(loop_threads)},
                {"names", names}};
    }

    // Writes the indentation of the language, and removes blank lines where two meet: first those that surround.
    void tidy() {
        const LanguageRow& row = row_of(language_);
        std::vector<Line> tidied;
        for (Line& line : lines_) {
            const size_t spaces = std::min(line.text.find_first_not_of(' '), line.text.size());
            line.text.erase(0, spaces);
            if (!line.text.empty()) {
                if (language_ == Language::go) line.text.insert(0, spaces / 4, '\t');
                else line.text.insert(0, spaces / 4 * row.indent + spaces % 4, ' ');
            }
            const bool blank = line.text.empty();
            const size_t allowed = language_ == Language::python ? 2 : 1;
            size_t blanks = 0;
            while (blanks < tidied.size() && tidied[tidied.size() - 1 - blanks].text.empty()) ++blanks;
            if (blank && (tidied.empty() || blanks >= allowed)) continue;
            if (!blank && blanks > 0 && line.text[0] == '}' && language_ != Language::python)
                tidied.resize(tidied.size() - blanks);
            tidied.push_back(std::move(line));
        }
        while (!tidied.empty() && tidied.back().text.empty()) tidied.pop_back();
        lines_ = std::move(tidied);
    }

    const Scenario& scenario_;
    Language language_;
    const LanguageWords& all_words_;
    scenario::StepLists lists_;
    Names names_;
    bool async_;
    Bodies bodies_;
    Uses uses_;
    std::string_view program_;
    std::vector<Line> lines_;
};

bool is_blank(const Line& line) { return line.text.find_first_not_of(" \t") == std::string::npos; }

}  // namespace

const LanguageWords& words_of(Language language) {
    switch (language) {
        case Language::javascript: return javascript_words;
        case Language::python: return python_words;
        case Language::java: return java_words;
        case Language::kotlin: return kotlin_words;
        case Language::go: return go_words;
        case Language::cpp: return cpp_words;
    }
    return javascript_words;
}

bool has_sample(const Scenario& scenario) { return scenario.functions.empty() && !scenario.work.empty(); }

Sample sample_of(const Scenario& scenario, Language language) {
    assert(has_sample(scenario));
    Sample sample;
    sample.language = language;
    sample.lines = Maker(scenario, language).lines();
    if (const Remark* remark = remark_on(language, scenario.strategy.kind)) {
        if (!remark->text.empty()) sample.remark = say(remark->text);
        sample.idiomatic = remark->idiomatic;
        sample.needs = remark->needs;
    }
    sample.remark.then(left_out(scenario, language));
    return sample;
}

size_t common_indent(const Sample& sample) {
    size_t indent = 1000;
    for (const Line& line : sample.lines)
        if (!line.surrounds && !is_blank(line)) indent = std::min(indent, line.text.find_first_not_of(" \t"));
    return indent == 1000 ? 0 : indent;
}

std::string whole_text(const Sample& sample) {
    std::string text;
    for (const Line& line : sample.lines) text += line.text + "\n";
    return text;
}

std::string short_text(const Sample& sample) {
    const size_t indent = common_indent(sample);
    std::string text;
    for (const Line& line : sample.lines)
        if (!line.surrounds) text += line.text.substr(std::min(indent, line.text.size())) + "\n";
    return text;
}

}  // namespace samples
