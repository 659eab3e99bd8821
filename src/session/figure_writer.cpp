// From a figure to its text, and from a session to a figure.

#include "session/figure.h"

#include "base/number.h"
#include "session/figure_keys.h"

#include <utility>

namespace session {

using scenario::ChoiceRow;
using scenario::json::Kind;
using scenario::json::Value;

namespace {

Value text(std::string_view words) { return Value::of(words); }
Value time(Time t) { return Value::of(std::string_view(time_text(t))); }

template <class List, class Each>
Value list(const List& all, Each each) {
    Value value = Value::array();
    for (const auto& one : all) value.items.push_back(each(one));
    return value;
}
Value words(const Words& all) {
    return list(all, [](const std::string& one) { return text(one); });
}

// A number alone is its name.
Value question_value(const Question& question) {
    Question alone;
    alone.number = question.number;
    if (question == alone) return text(question.number);
    Value value = Value::object();
    if (!question.text.empty()) value["text"] = text(question.text);
    if (!question.number.empty()) value["number"] = text(question.number);
    if (question.run != 0) value["run"] = Value::of(question.run);
    if (question.within != 0) value["within"] = Value::of(question.within);
    if (!question.choices.empty()) value["choices"] = words(question.choices);
    if (question.right) value["right"] = Value::of(*question.right);
    if (!question.because.empty()) value["because"] = text(question.because);
    return value;
}

}  // namespace

Value value_of(const Figure& figure) {
    Value value = Value::object();
    value["figure"] = Value::of(int64_t(1));
    value["scenario"] =
        figure.scenario.scenario.kind == Kind::object ? figure.scenario.scenario : text(figure.scenario.id);
    if (!figure.set.empty()) {
        Value& set = value["set"] = Value::object();
        for (const scenario::Setting& one : figure.set) set[one.id] = text(one.value);
    }
    if (!figure.title.empty()) value["title"] = text(figure.title);
    if (!figure.caption.empty()) value["caption"] = text(figure.caption);
    if (!figure.runs.empty()) value["runs"] = list(figure.runs, [](int64_t run) { return Value::of(run); });
    if (figure.lanes) value["lanes"] = words(*figure.lanes);
    if (figure.show) value["show"] = words(*figure.show);
    if (figure.numbers) value["numbers"] = words(*figure.numbers);
    if (figure.knobs) value["knobs"] = words(*figure.knobs);
    if (figure.view != View::timeline) value["view"] = text(word_of(view_choices, int(figure.view)));
    if (figure.t) value["t"] = time(*figure.t);
    if (figure.from) value["from"] = time(*figure.from);
    if (figure.to) value["to"] = time(*figure.to);
    if (figure.focus) value["focus"] = Value::of(*figure.focus);
    if (figure.baseline) value["baseline"] = Value::of(*figure.baseline);
    if (figure.aim) value["aim"] = Value::of(*figure.aim);
    if (!figure.sel.empty()) value["sel"] = text(figure.sel);
    if (!figure.range.empty()) value["range"] = text(figure.range);
    if (!figure.mark.empty()) value["mark"] = list(figure.mark, time);
    if (figure.ask) value["ask"] = question_value(*figure.ask);
    if (figure.theme != FigureTheme::automatic) value["theme"] = text(word_of(theme_choices, int(figure.theme)));
    if (figure.engine) value["engine"] = Value::of(*figure.engine);
    return value;
}

std::string write_figure(const Figure& figure) { return scenario::json::write(value_of(figure)); }

}  // namespace session
