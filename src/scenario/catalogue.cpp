#include "scenario/catalogue.h"

#include "scenario/json.h"
#include "scenario/suggest.h"
#include "scenario/values.h"

#include <algorithm>
#include <optional>

namespace scenario {

namespace {

Error error_at(json::Place place, const std::string& pointer, Phrase message,
               std::initializer_list<Named> values = {}) {
    return {say_plain(message, values), place.line, place.column, pointer};
}

bool is_language_tag(std::string_view tag) {
    return !tag.empty() && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string error_of(std::string_view english, std::string_view translation, const PluralRule& plurals) {
    if (const std::string error = template_error(english); !error.empty())
        return say_plain("the key is not a template: {why}", {{"why", error}});
    if (std::string error = template_error(translation, plurals.forms); !error.empty()) return error;
    const auto known = places_of(english);
    for (const std::string_view name : places_of(translation)) {
        if (std::binary_search(known.begin(), known.end(), name)) continue;
        return say_plain("the English text has no place {name}{suggestion}",
                         {{"name", quoted(name)}, {"suggestion", suggestion(name, known)}});
    }
    return "";
}

class CatalogueReader {
public:
    Result<Catalogue> read(const json::Value& file) {
        if (file.kind != json::Kind::object) return error_at(file.place, "", "a catalogue is an object");
        for (const json::Member& member : file.members) {
            if (std::find(keys.begin(), keys.end(), member.key) != keys.end()) continue;
            return error_at(member.place, json::pointer_to("", member.key), "unknown key {key}{suggestion}",
                            {{"key", quoted(member.key)}, {"suggestion", suggestion(member.key, keys)}});
        }
        if (const auto error = read_head(file)) return *error;
        for (const std::string_view section : {"templates", "texts"})
            if (const auto error = read_section(file, section)) return *error;
        catalogue_.sort();
        return std::move(catalogue_);
    }

private:
    inline static const std::vector<std::string_view> keys = {"version", "language", "plurals", "templates", "texts"};

    std::optional<Error> read_head(const json::Value& file) {
        const json::Value* version = file.find("version");
        if (!version) return error_at(file.place, "", "the key \"version\" is missing");
        if (version->kind != json::Kind::integer || version->integer != 1)
            return error_at(version->place, "/version", "the version must be 1");
        if (const json::Value* language = file.find("language")) {
            if (language->kind != json::Kind::string || !is_language_tag(language->string))
                return error_at(language->place, "/language", "a language is a tag such as \"de\" or \"pt-BR\"");
            catalogue_.language = language->string;
        }
        if (const json::Value* plurals = file.find("plurals")) {
            catalogue_.plurals = plurals->kind == json::Kind::string ? find_plural_rule(plurals->string) : nullptr;
            if (!catalogue_.plurals)
                return error_at(plurals->place, "/plurals", "plurals must be one of {names}",
                                {{"names", plural_rule_names()}});
        }
        return {};
    }

    std::optional<Error> read_section(const json::Value& file, std::string_view section) {
        const json::Value* rows = file.find(section);
        if (!rows) return {};
        const std::string pointer = json::pointer_to("", section);
        if (rows->kind != json::Kind::object) return error_at(rows->place, pointer, "this must be an object of texts");
        for (const json::Member& row : rows->members) {
            const json::Value& text = row.value;
            const auto wrong = [&](Phrase message, std::initializer_list<Named> values = {}) {
                return error_at(text.place, json::pointer_to(pointer, row.key), message, values);
            };
            if (text.kind != json::Kind::string) return wrong(Phrase("a translation must be a text"));
            if (text.string.size() > max_translation_bytes)
                return wrong(Phrase("a translation has at most {max} bytes"), {{"max", max_translation_bytes}});
            if (section == "templates")
                if (const std::string error = error_of(row.key, text.string, *catalogue_.plurals); !error.empty())
                    return wrong(Phrase("{why}"), {{"why", error}});
            catalogue_.add(row.key, text.string);
        }
        return {};
    }

    Catalogue catalogue_;
};

}  // namespace

Result<Catalogue> read_catalogue(std::string_view text) {
    if (text.size() > max_catalogue_bytes)
        return Error{say_plain("a catalogue has at most {max} bytes", {{"max", max_catalogue_bytes}})};
    const auto file = json::parse(text, max_catalogue_bytes);
    if (!file) return file.error();
    return CatalogueReader().read(*file);
}

}  // namespace scenario
