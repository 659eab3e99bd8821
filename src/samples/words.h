#pragma once

// What a language says: one text for each step, and one program for each strategy. The tables are in words_NAME.cpp.
//
// Texts have places in braces, which body.cpp and sample.cpp fill. Indentation is in multiples of four spaces; each
// language writes it in its own way.
//
// The texts of programs have a mark and a bar in front of each line:
//
//     w   |import asyncio                the line only surrounds the sample
//     S   |pool.submit({function}, {n})  it stands for Life::submitted; T: starting, K: taken, A: answered
//     *   |for n in range(1, {after}):   only for a row of work with several tasks; 1: only for one with a single task
//     j   |                              only if the program has a job step; J: only if it has none
//     a   |                              only if the functions are asynchronous; B: only if they block
//     x   |                              only if the program uses Asio; X: only if it forks
//     ?dl |                              only if the scenario has devices or locks (see Uses)
//
//     <devices>, <locks>, <semaphores>, <queues>   a line for each, as Words says
//     <bodies>                                     the functions
//     <imports a b>                                Go: these packages, and what the steps need
//     <rows> ... </rows>                           these lines for each row of work
//     <functions> ... </functions>                 these lines for each function that a row of work runs

#include "samples/languages.h"
#include "scenario/strategies.h"

#include <array>
#include <string_view>

namespace samples {

// What the letters after a question mark ask for.
struct Uses {
    bool devices = false, limited = false;  // d, D: a device that serves a limited number at a time
    bool locks = false, semaphores = false, queues = false;  // l m q
    bool sleeps = false, computes = false;  // s c
    bool children = false, parts = false, offloads = false, yields = false;  // b p o y
    bool prints = false;                    // t

    bool any_of(std::string_view letters) const;
};

// The places: {time}, {device}, {lock}, {semaphore}, {queue}, {function} (of a child or part), {n} (the number of the
// child), {parts}, {text}, {id} (empty for the first of its kind in a function, then 2, 3 ...), {times}, {i}.
struct Words {
    std::string_view head;                 // of a function: {function}
    std::string_view head_with_children = {};  // of a function that makes tasks; empty: as head
    std::string_view foot;
    std::string_view never_waits = {};     // the last line of a function without co_await
    std::string_view last = {};            // after the last step, on its line
    std::string_view children = {};        // after the head, if it makes tasks
    std::string_view loop_head, loop_foot;  // around repeated steps
    std::string_view compute, io, io_for, sleep;  // io_for: for a time of its own; {time}
    std::string_view io_blocking = {};     // an io that holds the thread although others do not; empty: as io
    std::string_view lock, unlock;
    std::string_view locked = {};          // instead of both, with the steps between them indented
    std::string_view locked_end = {};
    std::string_view acquire, release, send, receive;
    std::string_view spawn, join, split, offload, yield, print;
    std::string_view job = {};             // hands the rest of the task to the workers: {function}
    std::string_view nothing = {};         // the body of a function without steps
    std::string_view device, lock_made, semaphore_made, queue_made;  // declarations
};

struct LanguageWords {
    Words blocking, async;  // JavaScript and Go have one kind of function
    std::array<std::string_view, scenario::strategy_count> programs;  // by StrategyKind
    std::array<bool, scenario::strategy_count> is_async;              // which of the two its functions are
    std::string_view surroundings;  // imports and stand-ins; a program includes it where it says <surroundings>
};

const LanguageWords& words_of(Language language);

extern const LanguageWords javascript_words, python_words, java_words, kotlin_words, go_words, cpp_words;

}  // namespace samples
