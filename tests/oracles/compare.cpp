#include "tests/oracles/compare.h"

#include <algorithm>
#include <cmath>

namespace oracles {

namespace {

struct Tolerance {
    double abs = 1e-9;
    double rel = 1e-9;
};

bool is_quantile(const std::string& key) {
    return key.size() > 1 && key[0] == 'p' && key[1] >= '0' && key[1] <= '9';
}

Tolerance of_value(const Json& value) {
    Tolerance result;
    if (!value.is_object()) return result;  // "exact", followed by a comment
    if (value.contains("abs")) result = {value.at("abs").get<double>(), 0};
    if (value.contains("rel")) result = {value.contains("abs") ? result.abs : 0, value.at("rel").get<double>()};
    return result;
}

// `key`: the nearest name on the way to the value; `inherited`: the tolerance of the enclosing value.
Tolerance tolerance_of(const Case& of, const Answer& answer, const std::string& key, Tolerance inherited) {
    const Json& given = of.tolerance;
    if (!given.is_object()) return inherited;
    const auto other = answer.tolerance_of.find(key);
    const std::string name = other == answer.tolerance_of.end() ? key : other->second;
    const auto own = given.find(name);
    if (own != given.end() && (own->is_object() || (own->is_string() && own->get<std::string>().starts_with("exact"))))
        return of_value(*own);
    if (is_quantile(key) && given.contains("quantile_rel")) return {0, given.at("quantile_rel").get<double>()};
    return inherited;
}

class Comparison {
public:
    Comparison(const Case& of, const Answer& answer) : of_(of), answer_(answer) {}

    void both(const Json& want, const Json& got, const std::string& path, Tolerance tolerance) {
        if (want.is_number() && got.is_number()) return numbers(want, got, path, tolerance);
        if (want.is_object() && got.is_object()) return objects(want, got, path, tolerance);
        if (want.is_array() && got.is_array()) return arrays(want, got, path, tolerance);
        if (want != got) differ(path, want, got);
    }

    std::vector<std::string> lines;

private:
    void numbers(const Json& want, const Json& got, const std::string& path, Tolerance tolerance) {
        const double a = want.get<double>(), b = got.get<double>();
        // A little more than was requested, because of conversions from decimal to binary.
        const double max = std::max(tolerance.abs, tolerance.rel * std::abs(a)) + 1e-12 * std::abs(a);
        if (!(std::abs(a - b) <= max)) differ(path, want, got);
    }
    void objects(const Json& want, const Json& got, const std::string& path, Tolerance tolerance) {
        for (const auto& [key, value] : want.items()) {
            if (answer_.information.contains(key)) continue;
            const std::string here = path.empty() ? key : path + "/" + key;
            if (!got.contains(key)) lines.push_back(here + ": the runner cannot compare this key");
            else both(value, got.at(key), here, oracles::tolerance_of(of_, answer_, key, tolerance));
        }
    }
    void arrays(const Json& want, const Json& got, const std::string& path, Tolerance tolerance) {
        for (size_t i = 0; i < std::min(want.size(), got.size()); ++i)
            both(want[i], got[i], path + "/" + std::to_string(i), tolerance);
        if (want.size() != got.size())
            lines.push_back(path + ": expected " + std::to_string(want.size()) + " entries, got " +
                            std::to_string(got.size()));
    }
    void differ(const std::string& path, const Json& want, const Json& got) {
        lines.push_back(path + ": expected " + want.dump() + ", got " + got.dump());
    }

    const Case& of_;
    const Answer& answer_;
};

}  // namespace

std::vector<std::string> compare(const Case& of, const Answer& answer) {
    Tolerance all = of_value(of.tolerance);
    if (of.tolerance.is_object() && of.tolerance.contains("all")) all = of_value(of.tolerance.at("all"));
    Comparison comparison(of, answer);
    comparison.both(answer.want, answer.got, "", all);
    return comparison.lines;
}

}  // namespace oracles
