// From a text to a figure. The loop over the rows of figure_keys.h reads one key after another; check() has the rules
// that a row cannot express. Strict reading stops at the first mistake; lenient reading drops the key, or the entry of
// a list, that has it.

#include "session/figure.h"

#include "base/number.h"
#include "base/say.h"
#include "base/utf8.h"
#include "scenario/change.h"
#include "scenario/parameters.h"
#include "scenario/reader.h"
#include "scenario/suggest.h"
#include "scenario/values.h"
#include "session/builtins.h"
#include "session/figure_keys.h"
#include "session/selection_text.h"

#include <algorithm>
#include <utility>

namespace session {

using scenario::Field;
using scenario::quoted;
using scenario::Type;
using scenario::json::Kind;
using scenario::json::Member;
using scenario::json::Value;

namespace {

using MaybeError = std::optional<Error>;

constexpr size_t longest_part = 80, max_dropped = 40;
constexpr size_t max_tried = 200;  // entries of one list or of "set" that a lenient reader looks at

Error wrong_at(const Value& value, std::string pointer, Phrase message, std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), value.place.line, value.place.column, std::move(pointer)};
}

std::string pointer_of(std::string_view key) { return scenario::json::pointer_to("", key); }
std::string pointer_of(std::string_view key, size_t index) {
    return scenario::json::pointer_to(pointer_of(key), std::to_string(index));
}

// "t=soon", as a link would have it.
std::string part_text(std::string_view before, const Value& value, std::string_view equals = "=") {
    std::string text(before);
    text += equals;
    if (value.kind == Kind::string) text += value.string;
    else if (value.kind == Kind::object || value.kind == Kind::array) text += "…";
    else text += quoted(value);
    if (length_in_characters(text) <= longest_part) return text;
    size_t end = longest_part;
    while (end > 0 && continues_character(text[end])) --end;
    return text.substr(0, end) + "…";
}

// Returns the first character that could make a text look like another one: a control character, or one that changes
// the direction of what follows (Unicode Standard Annex 9), as "U+202E".
std::string bad_character(std::string_view text) {
    for (size_t i = 0; i < text.size(); ++i) {
        const uint8_t c = uint8_t(text[i]);
        const auto next = [&](size_t k) { return i + k < text.size() ? uint8_t(text[i + k]) : uint8_t(0); };
        if ((c < 0x20 && c != '\n') || c == 0x7F) {
            const char* digits = "0123456789ABCDEF";
            return std::string("U+00") + digits[c >> 4] + digits[c & 15];
        }
        if (c == 0xC2 && next(1) >= 0x80 && next(1) < 0xA0) return "U+0080–U+009F";
        if (c != 0xE2) continue;
        if (next(1) == 0x80 && next(2) >= 0xAA && next(2) <= 0xAE)
            return "U+202" + std::string(1, "ABCDE"[next(2) - 0xAA]);
        if (next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9)
            return "U+206" + std::string(1, "6789"[next(2) - 0xA6]);
    }
    return {};
}

bool is_list(Type type) {
    return type == Type::words || type == Type::maybe_words || type == Type::integers || type == Type::durations;
}

// Removes repeated words; the first ones stay.
void once(std::optional<Words>& words) {
    if (!words) return;
    Words kept;
    for (std::string& word : *words)
        if (std::find(kept.begin(), kept.end(), word) == kept.end()) kept.push_back(std::move(word));
    words = std::move(kept);
}

uint32_t pane_of(const Selection& selection) {
    if (const auto* bar = std::get_if<ChosenBar>(&selection)) return bar->pane;
    if (const auto* callback = std::get_if<ChosenCallback>(&selection)) return callback->pane;
    const auto* gap = std::get_if<ChosenGap>(&selection);
    return gap ? gap->lane.pane : 0;
}

class FigureReader {
public:
    FigureReader(Reading reading, std::span<const GivenText> given)
        : lenient_(reading == Reading::lenient), given_(given) {}

    Result<ReadFigure> read(std::string_view text) {
        auto parsed = scenario::json::parse(text, longest_figure);
        if (!parsed) return parsed.error();
        read_.source = std::move(*parsed);
        if (read_.source.kind != Kind::object)
            return wrong_at(read_.source, "", "a figure is an object in \\{ \\}, not {value}",
                            {{"value", scenario::kind_name(read_.source)}});
        if (const MaybeError error = read_head()) return *error;
        read_keys();
        if (!error_) read_set();
        if (!error_) read_parts();
        if (!error_) check_together();
        if (error_) return *error_;
        read_.figure.scenario = std::move(scenario_);
        return std::move(read_);
    }

private:
    // Reports a mistake: the error of a strict reader, or a part that a lenient one drops.
    void wrong(Error error, std::string part) {
        if (!lenient_) {
            if (!error_) error_ = std::move(error);
        } else if (read_.dropped.size() < max_dropped) {
            read_.dropped.push_back({std::move(part), std::move(error.message)});
        }
    }

    const Field& row(std::string_view key) const { return *scenario::find_field(figure_record(), key); }
    scenario::Reader reader() { return scenario::Reader(known_, totals_); }

    // The version and the scenario, without which nothing can be shown.
    MaybeError read_head() {
        Figure scratch;
        for (const std::string_view key : {"figure", "scenario"}) {
            const Value* value = read_.source.find(key);
            if (!value)
                return wrong_at(read_.source, "", "this figure has no {key}; it needs one", {{"key", quoted(key)}});
            scenario::Reader one = reader();
            if (!one.read_field(row(key), &scratch, *value)) return one.error();
        }
        scenario_ = std::move(scratch.scenario);
        return read_scenario(*read_.source.find("scenario"));
    }

    MaybeError read_scenario(const Value& value) {
        if (scenario_.scenario.kind == Kind::object) {
            auto document = scenario::interpret(scenario_.scenario);
            if (!document) {
                Error error = document.error();
                error.pointer = "/scenario" + error.pointer;
                return error;
            }
            read_.original = std::move(*document);
        } else {
            std::optional<std::string_view> text = builtin_text(scenario_.id);
            for (const GivenText& one : given_)
                if (one.id == scenario_.id) text = one.text;
            if (!text)
                return wrong_at(
                    value, "/scenario", "there is no built-in scenario {id}{suggestion}",
                    {{"id", quoted(scenario_.id)}, {"suggestion", scenario::suggestion(scenario_.id, builtin_ids())}});
            auto document = scenario::read(*text);
            if (!document) {  // a text that was given
                Error error = document.error();
                return wrong_at(value, "/scenario", "the scenario {id} has a mistake in line {line}: {why}",
                                {{"id", quoted(scenario_.id)}, {"line", error.line}, {"why", error.message}});
            }
            read_.original = std::move(*document);
        }
        read_.document = read_.original;
        return {};
    }

    // Unknown keys. A strict reader stops here before it reads values.
    void read_keys() {
        if (!lenient_) {
            scenario::Reader all = reader();
            if (!all.read_keys(figure_record(), read_.source)) error_ = all.error();
            return;
        }
        for (const Member& member : read_.source.members) {
            Value one = Value::object();
            one.members.push_back({member.key, member.place, {}});
            scenario::Reader each = reader();
            if (!each.read_keys(figure_record(), one)) wrong(each.error(), part_text(member.key, member.value));
        }
    }

    // Each change is made in turn, so that one may depend on the ones before it.
    void read_set() {
        const Value* given = read_.source.find("set");
        if (!given) return;
        if (given->kind != Kind::object) {
            scenario::Reader all = reader();
            if (!all.read_field(row("set"), &read_.figure, *given)) wrong(all.error(), part_text("set", *given));
            return;
        }
        for (const Member& member : given->members) {
            if (error_) return;
            if (size_t(&member - given->members.data()) == max_tried)
                return wrong(too_many(member.value, scenario::json::pointer_to("/set", member.key)), "set");
            const std::string part = part_text("set=" + member.key, member.value, ":");
            Value one = Value::object();
            one.place = given->place;
            one.members.push_back(member);
            Figure trial;
            scenario::Reader each = reader();
            if (!each.read_field(row("set"), &trial, one)) {
                wrong(each.error(), part);
                continue;
            }
            const std::string pointer = scenario::json::pointer_to("/set", member.key);
            if (double(read_.figure.set.size()) >= row("set").max) {
                wrong(wrong_at(member.value, pointer, "a figure can have {n|one change|{n} changes}",
                               {{"n", int64_t(row("set").max)}}),
                      part);
                continue;
            }
            const scenario::Setting& setting = trial.set.front();
            auto changed = scenario::with_parameter(read_.document, setting.id, setting.value);
            if (!changed) {
                wrong(wrong_at(member.value, pointer, "{why}", {{"why", changed.error().message}}), part);
                continue;
            }
            read_.document = std::move(*changed);
            read_.figure.set.push_back(setting);
        }
    }

    void read_parts() {
        known_ = read_.document.variants.front().scenario;  // whose rows of work "latency:" may name
        known_.programs.clear();
        for (const Field& field : figure_record().fields) {
            const Value* value = read_.source.find(field.key);
            if (error_) return;
            if (!value || field.key == "figure" || field.key == "scenario" || field.key == "set") continue;
            if (lenient_ && is_list(field.type) && value->kind == Kind::array) read_list(field, *value);
            else if (MaybeError error = take(field, *value)) wrong(std::move(*error), part_text(field.key, *value));
        }
    }

    static Error too_many(const Value& value, std::string pointer) {
        return wrong_at(value, std::move(pointer), "there are more than {n} entries here", {{"n", max_tried}});
    }

    // Keeps the entries that can be used.
    void read_list(const Field& field, const Value& value) {
        Value kept = Value::array();
        kept.place = value.place;
        for (size_t i = 0; i < value.items.size(); ++i) {
            const Value& item = value.items[i];
            if (i == max_tried) return wrong(too_many(item, pointer_of(field.key, i)), std::string(field.key));
            kept.items.push_back(item);
            const Figure before = read_.figure;
            if (MaybeError error = take(field, kept)) {
                kept.items.pop_back();
                wrong(std::move(*error), part_text(field.key, item));
                read_.figure = before;
            }
        }
        if (kept.items.empty() && value.items.empty())
            if (MaybeError error = take(field, kept)) wrong(std::move(*error), part_text(field.key, value));
    }

    // Reads one key, or leaves it as it was and returns why.
    MaybeError take(const Field& field, const Value& value) {
        Figure trial = read_.figure;
        if (is_list(field.type)) forget(field.key, trial);
        scenario::Reader one = reader();
        if (!one.read_field(field, &trial, value)) return one.error();
        if (MaybeError error = check(field.key, trial, value)) return error;
        read_.figure = std::move(trial);
        return {};
    }

    static void forget(std::string_view key, Figure& figure) {
        if (key == "runs") figure.runs.clear();
        if (key == "mark") figure.mark.clear();
    }

    // The rules of one key.
    MaybeError check(std::string_view key, Figure& figure, const Value& value) const {
        if (key == "title") return check_text(key, figure.title, value);
        if (key == "caption") return check_text(key, figure.caption, value);
        if (key == "runs") return check_runs(figure, value);
        if (key == "lanes") {
            once(figure.lanes);
            if (figure.lanes->empty())
                return wrong_at(value, "/lanes", "there must be at least one kind of lanes here");
        }
        if (key == "show") once(figure.show);
        if (key == "numbers") once(figure.numbers);
        if (key == "knobs") return check_knobs(figure, value);
        if (key == "focus") return check_run(key, *figure.focus, value);
        if (key == "baseline") return check_run(key, *figure.baseline, value);
        if (key == "aim") return check_run(key, *figure.aim, value);
        if (key == "sel") {
            const Selection selection = parse_selection(figure.sel);
            if (is_nothing(selection)) return like(key, value, "0:12");
            return check_run(key, int64_t(session::pane_of(selection)), value);
        }
        if (key == "range" && !parse_range(figure.range)) return like(key, value, "10ms-20ms");
        if (key == "mark") {
            std::sort(figure.mark.begin(), figure.mark.end());
            figure.mark.erase(std::unique(figure.mark.begin(), figure.mark.end()), figure.mark.end());
        }
        if (key == "ask") return check_question(*figure.ask, value);
        return {};
    }

    static Error like(std::string_view key, const Value& value, std::string_view example) {
        return wrong_at(value, pointer_of(key), "{key} must look like {example}, not {value}",
                        {{"key", quoted(key)}, {"example", quoted(example)}, {"value", quoted(value)}});
    }

    static MaybeError check_text(std::string_view key, std::string_view text, const Value& value) {
        const std::string bad = bad_character(text);
        if (bad.empty()) return {};
        return wrong_at(value, pointer_of(key), "{key} has a character that is not allowed in a text: {character}",
                        {{"key", quoted(key)}, {"character", bad}});
    }

    size_t run_count() const { return read_.document.variants.size(); }

    MaybeError check_run(std::string_view key, int64_t run, const Value& value) const {
        if (run < 0 || run >= int64_t(run_count()))
            return wrong_at(value, pointer_of(key),
                            "there is no run {run} in this scenario{n|; it has only run 0|; its runs are 0 to {last}}",
                            {{"run", run}, {"n", run_count()}, {"last", run_count() - 1}});
        const std::vector<int64_t>& shown = read_.figure.runs;
        if (!shown.empty() && std::find(shown.begin(), shown.end(), run) == shown.end())
            return wrong_at(value, pointer_of(key), "run {run} is not among the \"runs\" that are shown",
                            {{"run", run}});
        return {};
    }

    MaybeError check_runs(Figure& figure, const Value& value) const {
        if (figure.runs.empty()) return wrong_at(value, "/runs", "there must be at least one run here");
        for (size_t i = 0; i < figure.runs.size(); ++i)
            if (figure.runs[i] >= int64_t(run_count()))
                return wrong_at(
                    value.kind == Kind::array ? value.items[i] : value, pointer_of("runs", i),
                    "there is no run {run} in this scenario{n|; it has only run 0|; its runs are 0 to {last}}",
                    {{"run", figure.runs[i]}, {"n", run_count()}, {"last", run_count() - 1}});
        std::sort(figure.runs.begin(), figure.runs.end());
        figure.runs.erase(std::unique(figure.runs.begin(), figure.runs.end()), figure.runs.end());
        return {};
    }

    MaybeError check_knobs(Figure& figure, const Value& value) const {
        if (figure.knobs->size() > max_knobs)
            return wrong_at(value.items[max_knobs], pointer_of("knobs", max_knobs),
                            "there may be at most {n} parameters here", {{"n", max_knobs}});
        const std::vector<scenario::Parameter> rows = scenario::parameters(read_.document);
        std::vector<std::string_view> ids;
        for (const scenario::Parameter& row : rows) ids.push_back(row.id);
        for (size_t i = 0; i < figure.knobs->size(); ++i) {
            const std::string& id = (*figure.knobs)[i];
            if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
            return wrong_at(value.items[i], pointer_of("knobs", i),
                            "{id} is not a parameter of this scenario{suggestion}",
                            {{"id", quoted(id)}, {"suggestion", scenario::suggestion(id, ids)}});
        }
        once(figure.knobs);
        return {};
    }

    MaybeError check_question(Question& question, const Value& value) const {
        const auto in = [&](std::string_view key) { return scenario::json::pointer_to("/ask", key); };
        for (const auto& [key, text] : {std::pair("text", &question.text), std::pair("because", &question.because)})
            if (const std::string bad = bad_character(*text); !bad.empty())
                return wrong_at(value, in(key), "{key} has a character that is not allowed in a text: {character}",
                                {{"key", quoted(key)}, {"character", bad}});
        if (question.number.empty() == question.choices.empty())
            return wrong_at(value, "/ask", "a question has either a \"number\" or \"choices\"");
        if (!question.number.empty()) {
            if (question.right) return wrong_at(value, in("right"), "\"right\" goes with \"choices\"");
            Field number = row("numbers");
            number.key = "number";
            Value one = Value::array();
            one.items.push_back(Value::of(std::string_view(question.number)));
            one.place = one.items[0].place = value.place;
            Figure scratch;
            scenario::Scenario known = known_;
            scenario::Totals totals;
            scenario::Reader reader(known, totals);
            if (!reader.read_field(number, &scratch, one)) {
                Error error = reader.error();
                error.pointer = value.kind == Kind::object ? in("number") : "/ask";
                return error;
            }
            const bool named = value.kind == Kind::object && value.find("run");
            if (!named && !read_.figure.runs.empty()) question.run = read_.figure.runs.front();
            if (MaybeError error = check_run("ask", question.run, value)) {
                error->pointer = in("run");
                return error;
            }
            return {};
        }
        if (question.run != 0 || question.within != 0)
            return wrong_at(value, "/ask", "\"run\" and \"within\" go with \"number\"");
        if (question.text.empty()) return wrong_at(value, "/ask", "a question with choices needs a \"text\"");
        constexpr size_t max_choices = 8;
        if (question.choices.size() < 2 || question.choices.size() > max_choices)
            return wrong_at(value, in("choices"), "there must be 2 to {max} choices", {{"max", max_choices}});
        for (const std::string& choice : question.choices)
            if (const std::string bad = bad_character(choice); !bad.empty() || choice.empty())
                return wrong_at(value, in("choices"), "a choice must be a text without control characters");
        if (!question.right || *question.right >= int64_t(question.choices.size()))
            return wrong_at(value, in("right"), "\"right\" must say which of the choices is right, from 0 to {last}",
                            {{"last", question.choices.size() - 1}});
        return {};
    }

    // The rules for more than one key.
    void check_together() {
        Figure& figure = read_.figure;
        if (figure.from.has_value() != figure.to.has_value() || (figure.from && *figure.from >= *figure.to)) {
            const std::string_view key = figure.from ? "from" : "to";
            wrong(wrong_at(*read_.source.find(key), pointer_of(key),
                           "“from” and “to” must both be given, and “from” must be earlier."),
                  "from/to");
            figure.from.reset();
            figure.to.reset();
        }
    }

    const bool lenient_;
    const std::span<const GivenText> given_;
    ReadFigure read_;
    scenario::Source scenario_;
    scenario::Scenario known_;
    scenario::Totals totals_;
    std::optional<Error> error_;
};

}  // namespace

std::optional<Range> parse_range(std::string_view text) {
    const size_t dash = text.find('-');
    if (dash == text.npos) return {};
    const auto begin = parse_time(text.substr(0, dash)), end = parse_time(text.substr(dash + 1));
    if (!begin || !end || *begin >= *end) return {};
    return Range{*begin, *end};
}

std::string range_text(const Range& range) { return time_text(range.begin) + '-' + time_text(range.end); }

bool is_figure(std::string_view text) {
    const auto tree = scenario::json::parse(text, longest_figure);
    return tree && tree->kind == Kind::object && tree->find("figure");
}

Result<ReadFigure> read_figure(std::string_view text, Reading reading, std::span<const GivenText> given) {
    return FigureReader(reading, given).read(text);
}

}  // namespace session
