// The JSON Schema of figures and the table of their keys, made from the rows that the reader uses.

#include "scenario/schema.h"
#include "scenario/schema_markdown.h"
#include "session/figure.h"
#include "session/figure_keys.h"

namespace session {

using scenario::json::Value;

std::string figure_schema() {
    Value schema = scenario::schema_of(figure_record(), "Interleave figure, version 1");
    Value& keys = schema["properties"];
    keys["knobs"]["maxItems"] = Value::of(int64_t(max_knobs));
    keys["lanes"]["minItems"] = Value::of(int64_t(1));
    return scenario::json::write(schema);
}

std::string figure_markdown() {
    return scenario::keys_markdown(figure_record())
        .append("\n## Keys of a question\n\n")
        .append(scenario::keys_markdown(question_record()));
}

}  // namespace session
