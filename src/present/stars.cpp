#include "present/stars.h"

#include <algorithm>

namespace present {

RichText from_stars(std::string_view text) {
    RichText rich;
    bool strong = false;
    while (!text.empty()) {
        const size_t length = std::min(text.find('*'), text.size());
        rich.append(text.substr(0, length), strong);
        text.remove_prefix(std::min(length + 1, text.size()));
        strong = !strong;
    }
    return rich;
}

}  // namespace present
