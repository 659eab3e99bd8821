#include "session/builtins.h"

#include "scenario/builtin_files.h"
#include "scenario/json.h"

namespace session {

namespace {

std::string text_of(const scenario::json::Value& tree, std::string_view key) {
    const auto* value = tree.find(key);
    return value ? value->string : std::string();
}

}  // namespace

std::vector<Builtin> builtins() {
    std::vector<Builtin> all;
    for (const Embedded& file : scenario::builtin_files()) {
        Builtin builtin{std::string(file.name.substr(0, file.name.rfind('.'))), {}, {}, file.bytes};
        if (const auto tree = scenario::json::parse(file.bytes)) {
            builtin.title = text_of(*tree, "title");
            builtin.description = text_of(*tree, "description");
        }
        if (builtin.title.empty()) builtin.title = builtin.id;
        all.push_back(std::move(builtin));
    }
    return all;
}

}  // namespace session
