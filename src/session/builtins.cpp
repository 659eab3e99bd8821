#include "session/builtins.h"

#include "scenario/builtin_files.h"
#include "scenario/json.h"

namespace session {

namespace {

std::string text_of(const scenario::json::Value& tree, std::string_view key) {
    const auto* value = tree.find(key);
    return value ? value->string : std::string();
}

std::string_view id_of(const Embedded& file) { return file.name.substr(0, file.name.rfind('.')); }

}  // namespace

std::vector<Builtin> builtins() {
    std::vector<Builtin> all;
    for (const Embedded& file : scenario::builtin_files()) {
        Builtin builtin{std::string(id_of(file)), {}, {}, file.bytes};
        if (const auto tree = scenario::json::parse(file.bytes)) {
            builtin.title = text_of(*tree, "title");
            builtin.description = text_of(*tree, "description");
        }
        if (builtin.title.empty()) builtin.title = builtin.id;
        all.push_back(std::move(builtin));
    }
    return all;
}

std::optional<std::string_view> builtin_text(std::string_view id) {
    for (const Embedded& file : scenario::builtin_files())
        if (id_of(file) == id) return file.bytes;
    return {};
}

std::vector<std::string_view> builtin_ids() {
    std::vector<std::string_view> ids;
    for (const Embedded& file : scenario::builtin_files()) ids.push_back(id_of(file));
    return ids;
}

}  // namespace session
