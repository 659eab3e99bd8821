#pragma once

// Turns a JSON tree into a Scenario: loops over the tables, resolves names, and checks the
// rules for more than one key. Stops at the first error.

#include "base/result.h"
#include "base/say.h"
#include "scenario/fields.h"
#include "scenario/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// The path to a value, kept on the stack. It becomes a text only for an error.
struct Path {
    const Path* parent = nullptr;
    std::string_view key;
    size_t index = 0;  // used if `key` is empty

    std::string text() const;
};

// Returns the key of a field, in quotes.
std::string the_key(const Field& field);

// Returns the member of an object with that key, and its place in the text; null if there is none.
const json::Member* find_member(const json::Value& value, std::string_view key);

// How many cores all servers of all variants of a document may have.
constexpr int64_t max_cores_in_all = 120'000;

// The totals so far of all variants of a document, because a short text can ask for gigabytes.
struct Totals {
    size_t step_bytes = 0;  // with repeats unrolled
    int64_t cores = 0;
    int64_t threads = 0;  // the threads at the beginning of a run
    int64_t loops = 0;    // the event loops with a runtime
};

class Reader {
public:
    Reader(Scenario& scenario, Totals& totals) : scenario_(scenario), totals_(totals) {}

    // Returns false if error() says why not.
    bool read(const json::Value& source);

    // The same for another file whose table is made of the same rows (session/figure_keys.h): whether the keys of its
    // object are known, and the value of one key. What they name is in the scenario.
    bool read_keys(const Record& record, const json::Value& value) { return keys(record, value, {}); }
    bool read_field(const Field& row, void* object, const json::Value& value);
    const Error& error() const { return *error_; }

private:
    bool record(const Record& record, void* object, const json::Value& value, const Path& path);
    bool keys(const Record& record, const json::Value& value, const Path& path);
    bool field(const Field& field, void* object, const json::Value& value, const Path& path);
    bool list(const Field& field, void* slot, const json::Value& value, const Path& path);
    bool named(const Field& field, void* slot, const json::Value& value, const Path& path);
    bool integer(const Field& field, int64_t& into, const json::Value& value, const Path& path);
    bool number(const Field& field, double& into, const json::Value& value, const Path& path);
    bool text(const Field& field, std::string& into, const json::Value& value, const Path& path);
    bool choice(const Field& field, uint8_t& into, const json::Value& value, const Path& path);
    bool bytes(const Field& field, int64_t& into, const json::Value& value, const Path& path);
    bool duration(const Field& field, Time& into, const json::Value& value, const Path& path);
    bool durations(const Field& field, std::vector<Time>& into, const json::Value& value, const Path& path);
    bool law(const Field& field, Law& into, const json::Value& value, const Path& path);
    bool warmup(const Field& field, Warmup& into, const json::Value& value, const Path& path);
    bool integers(const Field& field, std::vector<int64_t>& into, const json::Value& value, const Path& path);
    bool flag(const Field& field, const json::Value& value, const Path& path);
    bool names(const Field& field, void* slot, const json::Value& value, const Path& path);
    bool weighted(const Field& field, std::vector<WeightedLaw>& into, const json::Value& value, const Path& path);
    bool several_times(const Field& field, std::vector<Time>& into, const json::Value& value, const Path& path);

    // Reads the name of another thing: `index` becomes its position in `known`.
    bool one_of(const Field& field, std::string_view what, const std::vector<std::string_view>& known, uint32_t& index,
                const json::Value& value, const Path& path);
    bool program(const Field& field, uint32_t& into, const json::Value& value, const Path& path);
    bool program_or_function(const Field& field, uint32_t& into, const json::Value& value, const Path& path);

    // Figures (reader_figure.cpp)
    bool settings(const Field& field, std::vector<Setting>& into, const json::Value& value, const Path& path);
    bool source(const Field& field, Source& into, const json::Value& value, const Path& path);

    // Functions (reader_code.cpp)
    struct Origin {  // of an operation
        const json::Value* value;
        std::string pointer;
    };
    bool words(const Field& field, std::vector<std::string>& into, const json::Value& value, const Path& path);
    bool known_word(const Field& field, const json::Value& value, const Path& path);
    bool function(const Field& field, uint32_t& into, const json::Value& value, const Path& path);
    bool number_operation(Operation& operation, const json::Value& value, const Path& path);
    bool finish_operation(Operation& operation, const json::Value& value, const Path& path);
    bool finish_handler(Handler& handler, const json::Value& value, const Path& path);
    bool check_functions(const json::Value& source);
    bool lines(const Field& field, std::string& into, const json::Value& value, const Path& path);
    bool finish_javascript(const json::Value& source);
    void add_functions();

    // Steps (reader_steps.cpp)
    bool steps(const Field& field, std::vector<Step>& into, const json::Value& value, const Path& path);
    bool repeat(const json::Value& value, std::vector<Step>& into, const Path& path);
    struct Held {  // a lock that is held, and where it was taken
        std::string name;
        json::Place place;
        std::string pointer;
    };
    bool check_locks(const json::Value& steps, const Path& path);
    bool follow_locks(const json::Value& steps, const Path& path, std::vector<Held>& held);
    bool check_spawns(const json::Value& source);

    // Rules for more than one key.
    bool finish_step(Step& step, const json::Value& value, const Path& path);
    bool finish_work(Work& work, const json::Value& value, const Path& path);
    bool finish_strategy(Strategy& strategy, const json::Value& value, const Path& path);
    bool finish_machine(const Machine& machine, const json::Value& value, const Path& path);
    bool finish_scenario(const json::Value& source);
    bool find_rows_before(const json::Value& work);
    bool add_machine(const json::Value& source);
    bool add_steps(size_t bytes, const json::Value& value, const Path& path);

    bool name(std::string_view name, std::string_view what, json::Place place, const Path& path);
    bool count_in_range(const Field& field, size_t count, const json::Value& value, const Path& path);
    bool fail(Phrase message, json::Place place, const Path& path) { return fail(message, {}, place, path); }
    bool fail(Phrase message, std::initializer_list<::Named> values, json::Place place, const Path& path);
    bool out_of_range(const Field& field, const json::Value& value, const Path& path);

    Scenario& scenario_;
    Totals& totals_;
    std::vector<std::string_view> program_names_;   // steps may name programs that come later
    std::vector<std::string_view> function_names_;  // likewise, of later functions
    uint32_t first_function_ = 0;                   // among the scenario's programs
    std::vector<Origin> operations_;                // by id
    std::optional<Error> error_;
};

// Is this a value of a later key that needs nothing that the engine lacks?
bool asks_nothing_new(const Field& later, const json::Value& value);

}  // namespace scenario
