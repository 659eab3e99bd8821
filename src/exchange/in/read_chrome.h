#pragma once

// Chrome's trace event format, as the bytes arrive: an array of events, or an object with such
// an array under "traceEvents". The format allows a recording to end anywhere between the
// events of an array, and so does this reader.
//
//     X, B E     slices            b n e (S T p F)  asynchronous operations     s t f  flows
//     M          names and order   C          counters                    i I    instants
//
// Instants of a process, or of all processes, are marks. Other events only contribute to the length of the recording.
// Invalid events are left out, and a remark says so. Times are whole ns. Ids of processes, threads and events are
// numbers or strings.

#include "base/result.h"
#include "base/say.h"
#include "exchange/in/json_text.h"
#include "exchange/in/ours.h"
#include "exchange/in/read.h"
#include "exchange/in/slice_events.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace exchange {

class ChromeReader {
public:
    explicit ChromeReader(const ReadLimits& limits) : limits_(limits) {}

    // Reads as much of the text as is complete, and returns how much that was. Requires text.data()[text.size()]
    // == 0. The rest is passed again, with more text after it. `last`: there is no more text.
    size_t take(std::string_view text, bool last);
    const std::optional<Error>& error() const { return error_; }  // without its place
    const char* failed_at() const { return failed_at_; }          // a position in the text of the last take()

    Recorded finish(std::string title) &&;

private:
    enum class State : uint8_t { start, key, value, events, between, after_value, done };
    struct Event;  // its fields, as they are in the text

    json::Got step(json::Text& text);
    json::Got begin(json::Text& text);
    json::Got key(json::Text& text);
    json::Got value(json::Text& text);
    json::Got next_event(json::Text& text);
    json::Got event(json::Text& text);
    json::Got time_field(json::Text& text, std::string_view& out, Phrase problem);
    json::Got field(json::Text& text, std::string_view name, Event& event);
    void read_head(std::string_view value);

    void leave_out(const char* begin, const char* event);
    bool take_event(const Event& event);
    bool take_ours(const Event& event, char phase, int64_t at);
    bool take_our_operation(const Event& event, char phase, int64_t at);
    void take_name(const Event& event);
    void take_operation(const Event& event, char phase, int64_t at);
    bool take_counter(const Event& event, int64_t at);
    bool timed(const Event& event, int64_t& at);
    uint32_t track_of(const Event& event);
    uint32_t process_of(const Event& event);
    uint32_t name_of(const Event& event);
    uint32_t key_of(const Event& event, bool with_name);
    void take_arrows(const Event& event, int64_t at);
    json::Got fail(const json::Text& text, Phrase message);
    json::Got stop(const json::Text& text, std::string message);
    bool refuse(Phrase message, std::initializer_list<Named> values = {});

    ReadLimits limits_;
    State state_ = State::start;
    bool in_object_ = false;
    bool listed_ = false;  // the object contains a list of events
    bool is_ours_ = false;
    bool first_ = true;  // nothing in the list or object has been read yet
    std::string key_;    // the key whose value comes next
    std::optional<Error> error_;
    const char* failed_at_ = nullptr;
    std::string problem_;  // why an event is invalid
    std::string title_;

    SliceEvents slices_;
    Ours ours_;
    uint64_t events_ = 0, samples_ = 0;
    const char* begin_ = nullptr;  // the beginning of the text of this take()
    int64_t lines_ = 0;            // the number of lines before it
    bool fatal_ = false;           // the error makes the whole recording invalid, not only one event
    bool nested_ = false;          // the list is inside another list
    uint64_t bad_ = 0, names_ = 0, negative_ = 0, system_events_ = 0, samples_left_out_ = 0, others_ = 0;
    std::string other_phases_;  // the letters of those events, each once
    std::optional<Error> first_bad_;
    std::optional<int64_t> base_us_;  // times count from here if they are too large for ns
    Texts tracks_, processes_, keys_;
    std::string scratch_;
};

}  // namespace exchange
