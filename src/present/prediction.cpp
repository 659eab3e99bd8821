#include "present/prediction.h"

#include "present/numbers.h"
#include "session/predict.h"

namespace present {

namespace {

RichText question(const session::Prediction& prediction, const std::string& from, const std::string& until) {
    if (prediction.guesses.empty())
        return say(
            "*What will run* from {from} to {until}? Drag on a core's lane to draw a bar; click the bar to change its "
            "task. Then check.",
            {{"from", from}, {"until", until}});
    return say(
        "*{n|{n} bar is|{n} bars are}* drawn from {from} to {until}, in steps of {step}. Check when you are done.",
        {{"n", prediction.guesses.size()}, {"from", from}, {"until", until}, {"step", time_label(prediction.grid)}});
}

RichText answer(const session::Prediction& prediction, const metrics::Score& score, const std::string& from,
                const std::string& until) {
    RichText text = say("Your prediction matched *{share}* of what ran from {from} to {until}.",
                        {{"share", share_text(score.points)}, {"from", from}, {"until", until}});
    const size_t drawn = prediction.guesses.size(), ran = score.ran.size();
    if (drawn == 0)
        return text.then(say("Nothing was drawn; there {n|was {n} bar|were {n} bars} to predict.", {{"n", ran}}));
    text.then(
        say("Right core: *{core} of {n}*; order: *{order} of {n}*; start: *{start} of {n}*; end: *{end} of {n}* "
            "(within {step}).",
            {{"core", score.core},
             {"order", score.order},
             {"start", score.start},
             {"end", score.end},
             {"n", drawn},
             {"step", time_label(prediction.grid)}}));
    if (ran != drawn) text.then(say("There {n|was {n} bar|were {n} bars} to predict.", {{"n", ran}}));
    return text;
}

}  // namespace

Prediction prediction_of(const session::Session& session) {
    Prediction rows;
    const auto& prediction = session.state.prediction;
    if (!prediction || prediction->pane >= session.runs().size()) return rows;
    const std::string from = time_label(prediction->from), until = time_label(prediction->until);
    const auto& score = session.score();
    rows.title = say_plain("Your prediction");
    rows.sentence = score ? answer(*prediction, *score, from, until) : question(*prediction, from, until);
    rows.check = prediction->revealed ? say_plain("Cover again") : say_plain("Check");
    rows.close = say_plain("Close");
    return rows;
}

}  // namespace present
