#include "present/question.h"

#include "base/number.h"
#include "base/say.h"
#include "base/time.h"
#include "present/columns.h"
#include "scenario/values.h"
#include "session/prepared.h"
#include "session/session.h"

#include <cmath>
#include <memory>
#include <utility>

namespace present {

namespace {

using session::OpenFigure;

Error refusal(std::string message) { return {std::move(message), 0, 0, {}}; }

// The run that is asked about, as the figure was opened: one of the session's, or one of its own.
struct AskedRun {
    session::RunSet own;
    RunResults results;
};

std::optional<AskedRun> asked_run(const session::Session& session) {
    const OpenFigure& opened = *session.figure();
    const session::Question& ask = *opened.figure.ask;
    AskedRun asked;
    const auto index = session.run_of(ask.run);
    const session::Run* run = nullptr;
    if (index && session.document().source == opened.document.source) {
        run = session.runs()[*index].get();
    } else {
        asked.own.change({opened.document.variants[size_t(ask.run)]}, {}, session.budget);
        asked.own.finish();
        run = asked.own.all().front().get();
    }
    if (run->running()) return {};
    asked.results.title = run->variant.title;
    asked.results.results = &run->results;
    asked.results.complete = run->log().complete;
    asked.results.scenario = &run->variant.scenario;
    asked.results.log = &run->log();
    return asked;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && uint8_t(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && uint8_t(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

// "1,234" and "1,5": a comma groups digits by three, and is a decimal point otherwise.
std::string without_commas(std::string_view text) {
    const size_t comma = text.rfind(',');
    if (comma == text.npos) return std::string(text);
    size_t digits = 0;
    while (comma + 1 + digits < text.size() && text[comma + 1 + digits] >= '0' && text[comma + 1 + digits] <= '9')
        ++digits;
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ',') plain += text[i];
        else if (i == comma && digits != 3) plain += '.';
    }
    return plain;
}

std::string unit_name(Measure measure, Unit unit) {
    switch (measure) {
        case Measure::time: return unit.name;
        case Measure::share: return "%";
        case Measure::bytes: return "MiB";
        default: return "";
    }
}

// Reads a time that may have several parts, such as "1 h 45 min". Returns nullopt for any other text.
std::optional<Time> time_in_parts(std::string_view text) {
    Time sum;
    while (!text.empty()) {
        size_t end = text.find_first_not_of("0123456789. ");
        if (end != std::string_view::npos) end = text.find_first_of("0123456789", end);
        const auto part = parse_time(trimmed(text.substr(0, end)));
        if (!part || *part > longest_time - sum) return {};
        sum = sum + *part;
        text = end == std::string_view::npos ? std::string_view() : text.substr(end);
    }
    return sum;
}

// In ns, %, bytes or as it is.
std::optional<double> number_in(std::string_view text, Measure measure, Unit unit) {
    const std::string plain = without_commas(trimmed(text));
    if (measure == Measure::time) {
        if (const auto time = plain.empty() ? std::nullopt : time_in_parts(plain)) return double(time->ns);
    } else if (measure == Measure::bytes) {
        if (const auto bytes = scenario::parse_bytes(plain)) return double(*bytes);
    }
    std::string_view number = plain;
    if (measure == Measure::share && number.ends_with('%')) number = trimmed(number.substr(0, number.size() - 1));
    const auto value = parse_number(number);
    if (!value) return {};
    return *value * (measure == Measure::time ? double(unit.ns) : measure == Measure::bytes ? 1024.0 * 1024 : 1.0);
}

Unit unit_of_question(const session::Session& session) { return unit_of(runs_of(session)); }

struct Judged {
    bool right = false;
    std::string correct;
};

Judged judge(const session::Question& ask, const RunResults& run, std::optional<double> given, Unit unit) {
    const double right = number_of(run, ask.number);
    Judged judged{false, text_of(run, ask.number, right, unit)};
    if (!given || std::isnan(right)) return judged;
    judged.right = std::fabs(*given - right) <= ask.within * std::fabs(right) ||
                   text_of(run, ask.number, *given, unit) == judged.correct;
    return judged;
}

// Without a text there is no answer: the right one is shown.
Result<session::Nothing> take(session::Session& session, std::optional<std::string_view> text) {
    if (!session.asks()) return refusal(say_plain("There is no question to answer."));
    const session::Question& ask = *session.figure()->figure.ask;
    session::Answer answer;
    if (text) answer.text = trimmed(*text);
    if (!ask.choices.empty()) {
        answer.correct = ask.choices[size_t(*ask.right)];
        if (text) {
            const auto chosen = parse_integer(answer.text);
            if (!chosen || *chosen < 0 || *chosen >= int64_t(ask.choices.size()))
                return refusal(say_plain("Choose one of the answers."));
            answer.right = *chosen == *ask.right;
            answer.text = ask.choices[size_t(*chosen)];
        }
        session.answer(std::move(answer));
        return session::Nothing{};
    }
    const Unit unit = unit_of_question(session);
    std::optional<double> given;
    if (text) {
        const Measure measure = measure_of(ask.number);
        given = number_in(answer.text, measure, unit);
        if (!given) {
            const std::string name = unit_name(measure, unit);
            return refusal(say_plain("The answer must be a number, such as {example}.",
                                     {{"example", name.empty() ? "12" : "12 " + name}}));
        }
    }
    const auto asked = asked_run(session);
    if (!asked) return refusal(say_plain("The run is still being computed."));
    const Judged judged = judge(ask, asked->results, given, unit);
    answer.right = judged.right;
    answer.correct = judged.correct;
    if (given) answer.text = text_of(asked->results, ask.number, *given, unit);
    session.answer(std::move(answer));
    return session::Nothing{};
}

}  // namespace

std::optional<Question> question_of(const session::Session& session) {
    const OpenFigure* opened = session.figure();
    if (!opened || !opened->figure.ask) return {};
    const session::Question& ask = *opened->figure.ask;
    Question question;
    question.text = ask.text;
    question.choices = ask.choices;
    if (!ask.number.empty()) {
        question.label = head_of(ask.number, false).label;
        question.unit = unit_name(measure_of(ask.number), unit_of_question(session));
        const std::string& run = opened->document.variants[size_t(ask.run)].title;
        if (ask.text.empty())
            question.text =
                session.runs().size() > 1
                    ? say_plain("What will “{number}” be for {run}?", {{"number", question.label}, {"run", run}})
                    : say_plain("What will “{number}” be?", {{"number", question.label}});
    }
    if (!opened->answer) return question;
    question.answered = true;
    question.given = opened->answer->text;
    question.right = opened->answer->right;
    question.correct = opened->answer->correct;
    question.because = ask.because;
    return question;
}

Result<session::Nothing> answer(session::Session& session, std::string_view text) { return take(session, text); }
Result<session::Nothing> show_answer(session::Session& session) { return take(session, {}); }

}  // namespace present
