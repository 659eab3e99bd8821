// interleave-cli grade: grades the codes of exercises by running the exercises again.

#include "cli/commands.h"
#include "cli/exercises.h"
#include "cli/source.h"
#include "cli/table.h"

#include "base/csv.h"
#include "base/say.h"
#include "present/question.h"
#include "session/session.h"

#include <iostream>
#include <sstream>

namespace cli {

namespace {

constexpr size_t longest_list = 16 << 20;  // bytes

struct Graded {
    std::string student;  // the text before the code on its line
    ExerciseCode code;
    bool right = false;
    std::string correct;
};

// "Ada Lovelace, pool.17.148ms.k3f0" -> the student and the code. A line may consist of the code alone.
std::pair<std::string, std::string> split_line(std::string line) {
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r' || line.back() == ',' || line.back() == ';'))
        line.pop_back();
    const size_t before = line.find_last_of(" \t,;");
    if (before == line.npos) return {"", line};
    std::string student = line.substr(0, before);
    while (!student.empty() && std::string_view(" \t,;").find(student.back()) != std::string_view::npos)
        student.pop_back();
    return {student, line.substr(before + 1)};
}

// Returns nothing, after printing what is wrong, if the line cannot be graded.
std::optional<Graded> graded(const std::string& line) {
    const auto [student, text] = split_line(line);
    const auto wrong = [&](const std::string& what) {
        std::cerr << line << ": " << what << '\n';
        return std::nullopt;
    };
    const auto code = parse_code(text);
    if (!code) return wrong(say_plain("This is not the code of an exercise, or it was mistyped."));
    const auto figure = exercise_figure(code->exercise, code->seed);
    if (!figure) return wrong(figure.error().message);
    session::Session session;
    if (const auto opened = session.open_figure(*figure, session::Reading::strict); !opened)
        return wrong(opened.error().message);
    const auto answered = present::answer(session, code->answer);
    if (!answered) return wrong(answered.error().message);
    const auto question = present::question_of(session);
    return Graded{student, *code, question->right, question->correct};
}

}  // namespace

int grade(const GradeOptions& options) {
    std::vector<std::string> lines;
    for (const std::string& one : options.codes) {
        if (one != "-") {
            lines.push_back(one);
            continue;
        }
        const auto text = read_file("-", longest_list);
        if (!text || text->size() > longest_list) {
            std::cerr << (text ? say_plain("Standard input is longer than 16 MiB: grade it in parts.")
                               : say_plain("Standard input cannot be read."))
                      << '\n';
            return invalid;
        }
        std::istringstream input(*text);
        for (std::string line; std::getline(input, line);)
            if (line.find_first_not_of(" \t\r") != line.npos) lines.push_back(line);
    }
    if (options.show) {
        for (const std::string& line : lines) {
            const auto code = parse_code(line + "." + check_of(line));
            const auto figure = code ? exercise_figure(code->exercise, code->seed)
                                     : Error{"write an exercise, a seed and any answer, as in pool.17.x"};
            if (!figure) {
                std::cerr << line << ": " << figure.error().message << '\n';
                return invalid;
            }
            std::cout << *figure << '\n';
        }
        return ok;
    }
    std::vector<std::vector<std::string>> rows{{"student", "exercise", "seed", "answer", "result", "right answer"}};
    bool all_right = true, all_valid = true;
    for (const std::string& line : lines) {
        const auto one = graded(line);
        all_valid &= one.has_value();
        if (!one) continue;
        all_right &= one->right;
        rows.push_back({one->student, one->code.exercise, std::to_string(one->code.seed), one->code.answer,
                        one->right ? "right" : "wrong", one->correct});
    }
    if (options.format == "csv") {
        for (const auto& row : rows)
            for (size_t i = 0; i < row.size(); ++i)
                std::cout << (i ? "," : "") << csv_field(row[i]) << (i + 1 == row.size() ? "\n" : "");
    } else if (rows.size() > 1) {
        print_table(rows);
    }
    return !all_valid ? invalid : all_right ? ok : expectation_failed;
}

}  // namespace cli
