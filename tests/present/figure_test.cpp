// What is around the timeline of a figure, and its question.

#include "tests/catch2.h"

#include "present/figure.h"
#include "present/panel_maker.h"
#include "present/picture.h"
#include "session/session.h"

#include <memory>
#include <string>

using session::Session;

namespace {

std::unique_ptr<Session> opened(const std::string& keys) {
    auto session = std::make_unique<Session>();
    const auto dropped = session->open_figure("{\"figure\": 1, \"scenario\": \"typing-and-music\", " + keys + "}",
                                              session::Reading::strict);
    if (!dropped) FAIL(dropped.error().message);
    return session;
}

const char* late_blocks = R"("set": {"machine.scheduler.quantum": "40ms"}, "runs": [0], "numbers": ["missed", "finish"],
    "ask": {"text": "How many?", "number": "missed", "within": 0.05, "because": "Slices."})";

std::string value(const Session& session, const char* id) {
    for (const present::TableRow& row : present::figure_panel(session).numbers)
        if (row.id == id) return row.values.front();
    return "(none)";
}

}  // namespace

// By hand. The update has the core from 5 ms, for six turns of 40 ms and one of 10 ms; between them, what has arrived
// runs in the order of arrival, 1.05 ms a block and 3.05 ms a key press. A block that arrives every 10 ms must be done
// 10 ms later. Of those that arrive during a turn, all are late except one that arrives within 8 ms or so of its end
// and finds few before it:
//
//     turn            late                     on time
//     5 to 45         10 20 30 40
//     52.4 to 92.4    50 60 70 80              90
//     100.8 to 140.8  100 110 120 130          140
//     146.1 to 186.1  150 160 170 180
//     193.4 to 233.4  190 200 210 220          230
//     238.7 to 278.7  240 250 260 270
//     286 to 296      280                      290
//
// The others find the core free. That makes 25.
TEST_CASE("the right number is taken from the run", "[present][figure]") {
    const auto session = opened(late_blocks);
    CHECK(value(*session, "missed") == "?");
    CHECK(value(*session, "makespan") == "?");  // every number may give it away
    present::Question question = *present::question_of(*session);
    CHECK(question.text == "How many?");
    CHECK_FALSE(question.answered);
    CHECK(question.correct.empty());
    CHECK(question.because.empty());

    SECTION("right") { REQUIRE(present::answer(*session, "25")); }
    SECTION("right within 5 %, which is 1.25") { REQUIRE(present::answer(*session, " 26 ")); }
    SECTION("wrong") { REQUIRE(present::answer(*session, "27")); }
    SECTION("shown") { REQUIRE(present::show_answer(*session)); }
    SECTION("after a change, it is still about the figure as it was opened") {
        REQUIRE(session->set("machine.scheduler.quantum", "4ms"));
        REQUIRE(present::answer(*session, "25"));
        CHECK(value(*session, "missed") == "0");
    }
    question = *present::question_of(*session);
    CHECK(question.answered);
    CHECK(question.correct == "25");
    CHECK(question.because == "Slices.");
    CHECK(question.right == (question.given == "25" || question.given == "26"));
    CHECK(value(*session, "missed") != "?");
    CHECK_FALSE(present::answer(*session, "25"));  // it has been answered
    session->reset_figure();
    CHECK(value(*session, "missed") == "?");
}

TEST_CASE("an answer may have a unit, and what is beyond the digits that are shown does not count",
          "[present][figure]") {
    const auto right = [](const char* number, const char* answer) {
        const auto session = opened(std::string(R"("runs": [0], "ask": ")") + number + "\"");
        const auto answered = present::answer(*session, answer);
        if (!answered) return std::string("refused");
        return std::string(present::question_of(*session)->right ? "right" : "wrong");
    };
    const auto session = opened(R"("runs": [0], "ask": "finish")");
    CHECK(present::question_of(*session)->unit == "ms");
    CHECK(present::question_of(*session)->text == "What will “finish” be?");
    const std::string finish = [&] {
        REQUIRE(present::show_answer(*session));
        return present::question_of(*session)->correct;
    }();
    CHECK(right("finish", finish.c_str()) == "right");
    CHECK(right("finish", finish.substr(0, finish.find(' ')).c_str()) == "right");
    CHECK(right("finish", "12 ms") == "wrong");
    CHECK(right("finish", "0.4 s") == "wrong");
    CHECK(right("finish", ("0 s " + finish).c_str()) == "right");
    CHECK(right("finish", "1 h 45 min") == "wrong");
    CHECK(right("finish", "1 h soon") == "refused");
    CHECK(right("finish", "1 45 min") == "refused");
    CHECK(right("finish", "soon") == "refused");
    CHECK(right("missed", "") == "refused");
    CHECK(right("missed", "0") == "right");
    CHECK(right("cores", "1 %") == "wrong");
}

TEST_CASE("a question with choices", "[present][figure]") {
    const auto session = opened(R"("ask": {"text": "Which?", "choices": ["this", "that"], "right": 1})");
    CHECK(present::question_of(*session)->choices == std::vector<std::string>{"this", "that"});
    CHECK_FALSE(present::answer(*session, "2"));
    CHECK_FALSE(present::answer(*session, "that"));
    REQUIRE(present::answer(*session, "0"));
    const auto question = *present::question_of(*session);
    CHECK_FALSE(question.right);
    CHECK(question.given == "this");
    CHECK(question.correct == "that");
}

TEST_CASE("until a question is answered, no panel gives the answer away", "[present][figure]") {
    const auto session = opened(R"("ask": {"text": "Which?", "choices": ["this", "that"], "right": 1})");
    present::PanelMaker maker;
    const auto told = [&] {  // what the tables, the verdict and the voice tell
        const present::Panels& panels = maker.update(*session);
        std::string text = panels.verdict.sentence.plain() + panels.spoken;
        for (const present::Table* table : {&panels.outcome, &panels.more_numbers, &panels.verdict.marks})
            for (const present::TableRow& row : table->rows) {
                if (row.emphasis != present::Emphasis::plain) text += "!";
                for (const std::string& value : row.values)
                    if (value != "?") text += value;
            }
        return text;
    };
    CHECK(told() == "The verdict is shown when you have answered the question.");
    CHECK(maker.panels().outcome.rows.size() == 3);
    REQUIRE(present::answer(*session, "1"));
    CHECK(told().find("oncurrent") != std::string::npos);
    CHECK(told().find('!') != std::string::npos);  // the best of the three
    CHECK(told().find("ms") != std::string::npos);
}

TEST_CASE("a young figure has its heading, numbers and question before everything else", "[present][figure]") {
    const auto session = opened(R"("runs": [0], "title": "Slices", "ask": {"text": "Which?", "choices": ["a", "b"], "right": 1})");
    present::PanelMaker maker;
    const present::Panels& first = maker.update(*session, present::PanelMaker::Extent::first);
    CHECK(first.figure.title == "Slices");
    CHECK(first.figure.knobs.size() == 1);
    CHECK(first.figure.question->text == "Which?");
    CHECK(first.figure.numbers[0].hint.empty());
    CHECK(maker.revision(present::Part::help) == 0);
    const present::Panels& all = maker.update(*session);
    CHECK_FALSE(all.figure.numbers[0].hint.empty());
    CHECK(maker.revision(present::Part::help) == 1);
}

TEST_CASE("what a figure does not say is that of its scenario", "[present][figure]") {
    const auto session = opened("\"engine\": 2");
    const present::Figure figure = present::figure_panel(*session);
    CHECK(figure.title == session->title());
    CHECK(figure.knobs == std::vector<std::string>{"machine.scheduler.quantum"});
    CHECK(figure.show == std::vector<std::string>{"numbers"});
    CHECK(figure.runs.size() == 3);
    REQUIRE(figure.numbers.size() == 3);
    CHECK(figure.numbers[0].label == "missed");
    CHECK(figure.numbers[0].values.size() == 3);
    CHECK(figure.note.find("version 2") != std::string::npos);
    CHECK_FALSE(figure.question);
    const auto none = opened(R"("knobs": [], "numbers": [], "show": [], "engine": 1)");
    CHECK(present::figure_panel(*none).knobs.empty());
    CHECK(present::figure_panel(*none).numbers.empty());
    CHECK(present::figure_panel(*none).note.empty());
}

TEST_CASE("a picture stands alone: title, numbers, verdict, legend and caption, if they are wanted",
          "[present][figure]") {
    const auto session = opened(R"("runs": [0], "title": "<Slices>", "caption": "A & B", "numbers": ["missed"],
        "show": ["numbers", "verdict", "legend"])");
    const std::string whole = present::picture_of(*session, present::picture_options(*session));
    for (const char* part :
         {"&lt;Slices&gt;", "A &amp; B", ">missed", "running, in the colour of the task", "Concurrent"})
    {
        INFO(part);
        CHECK(whole.find(part) != std::string::npos);
    }
    CHECK(whole.find("queued") == std::string::npos);  // no task is queued, so that the legend does not have it
    const std::string bare = present::picture_of(*session, {});
    CHECK(bare.find("running, in the colour") == std::string::npos);
    CHECK(bare.find("<desc>") != std::string::npos);

    const auto asking = opened(late_blocks);
    present::PictureOptions options = present::picture_options(*asking);
    options.verdict = true;
    const std::string secret = present::picture_of(*asking, options);
    CHECK(secret.find("finishes after") == std::string::npos);
    CHECK(secret.find("<desc>How many?") != std::string::npos);
    CHECK(secret.find(">25<") == std::string::npos);
}
