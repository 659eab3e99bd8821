#pragma once

// What is said about the program itself, whatever it shows: how the mouse works, what the
// shapes on the timeline mean, and the hints next to the transport buttons.

#include "present/row.h"

#include <string>
#include <vector>

namespace present {

struct Help {
    std::string title;              // "Keys and mouse"
    std::string text;               // where the keys work
    std::string keys_title;         // heading of the keys, which are rows of the command table
    std::string mouse_title;
    std::vector<Row> mouse;         // label: a gesture; value: what it does
    std::string legend_title;
    std::vector<Row> legend;        // id: a shape, which each surface draws in its own way; label: what it means
};
Help help();

// label: the keys, as the command table has them; value: what they do.
std::vector<Row> hints();

}  // namespace present
