#include "present/row.h"

namespace present {

std::string_view emphasis_name(Emphasis emphasis) {
    switch (emphasis) {
        case Emphasis::plain: return "plain";
        case Emphasis::strong: return "strong";
        case Emphasis::dim: return "dim";
        case Emphasis::good: return "good";
        case Emphasis::warn: return "warn";
        case Emphasis::concurrency: return "concurrency";
        case Emphasis::parallelism: return "parallelism";
        case Emphasis::asynchrony: return "asynchrony";
    }
    return "";
}

}  // namespace present
