#include "cli/table.h"

#include <algorithm>
#include <cstdint>
#include <iostream>

namespace cli {

namespace {

void print_row(const std::vector<std::string>& cells, const std::vector<size_t>& widths) {
    for (size_t i = 0; i < cells.size(); ++i) {
        const std::string pad(widths[i] - display_width(cells[i]), ' ');
        std::cout << (i == 0 ? cells[i] + pad : "  " + pad + cells[i]);
    }
    std::cout << '\n';
}

}  // namespace

size_t display_width(const std::string& text) {
    size_t width = 0;
    for (char c : text) width += (uint8_t(c) & 0xC0) != 0x80;
    return width;
}

void print_table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<size_t> widths(rows[0].size(), 0);
    for (const auto& row : rows)
        for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    for (const auto& row : rows) print_row(row, widths);
}

}  // namespace cli
