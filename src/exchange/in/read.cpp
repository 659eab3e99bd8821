#include "exchange/in/read.h"

#include "base/say.h"
#include "exchange/in/read_chrome.h"
#include "exchange/in/read_schedule.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace exchange {

namespace {

constexpr size_t longest_piece = size_t(64) << 20;  // the longest event, line, or value that is skipped
constexpr size_t scenario_bytes = 256 << 10;        // scenario::longest_text
constexpr size_t longest_mark = 10, max_blanks = 1 << 20;
constexpr const char* blanks = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Files that contain a recording, but not as text.
struct Packed {
    std::string_view mark;
    Phrase advice;
};
constexpr Packed packed[] = {
    {.mark = "\x1F\x8B", .advice = "the file is compressed: unpack it first, with gunzip"},
    {.mark = "\x89PNG", .advice = "this is a picture, not a recording"},
    {.mark = "\xFF\xFE", .advice = "the text is encoded as UTF-16: save it as UTF-8"},
    {.mark = "\xFE\xFF", .advice = "the text is encoded as UTF-16: save it as UTF-8"},
    {.mark = "\x17\x08\x44tracing",
     .advice = "this is binary data of trace-cmd: convert it to text with trace-cmd report"},
    {.mark = "PK\x03\x04", .advice = "the file is an archive: unpack it first"},
    {.mark = "PERF", .advice = "this is binary data of perf: convert it to text with perf script"},
};
static_assert(packed[4].mark.size() <= longest_mark);

size_t characters(std::string_view text) {
    return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (uint8_t(c) & 0xC0) != 0x80; }));
}

}  // namespace

struct Reader::Format {
    virtual ~Format() = default;
    virtual size_t take(std::string_view text, bool last) = 0;
    virtual const std::optional<Error>& error() const = 0;
    virtual const char* failed_at() const = 0;
    virtual Recorded finish(std::string title) = 0;
};

struct Reader::Chrome : Format {
    explicit Chrome(const ReadLimits& limits) : reader(limits) {}
    size_t take(std::string_view text, bool last) override { return reader.take(text, last); }
    const std::optional<Error>& error() const override { return reader.error(); }
    const char* failed_at() const override { return reader.failed_at(); }
    Recorded finish(std::string title) override { return std::move(reader).finish(std::move(title)); }
    ChromeReader reader;
};

struct Reader::Schedule : Format {
    explicit Schedule(size_t events) : reader(events) {}
    size_t take(std::string_view text, bool last) override { return reader.take(text, last); }
    const std::optional<Error>& error() const override { return reader.error(); }
    const char* failed_at() const override { return reader.failed_at(); }
    Recorded finish(std::string title) override { return std::move(reader).finish(std::move(title)); }
    ScheduleReader reader;
};

Reader::Reader(ReadLimits limits) : limits_(limits) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

void Reader::choose_format() {
    for (const Packed& kind : packed)
        if (pending_.starts_with(kind.mark)) {
            error_ = Error{say_plain(kind.advice), 1, 1, {}};
            return;
        }
    const bool marked = pending_.starts_with(byte_order_mark);
    const size_t first = pending_.find_first_not_of(blanks, marked ? byte_order_mark.size() : 0);
    if (first == std::string::npos) return;
    const char c = pending_[first];
    if (c == '{' || c == '[') format_ = std::make_unique<Chrome>(limits_);
    else format_ = std::make_unique<Schedule>(limits_.events);
    if (marked) pending_.erase(0, byte_order_mark.size());
}

bool Reader::feed(std::string_view bytes) {
    if (error_) return false;
    pending_ += bytes;
    // An incomplete piece is parsed again when there is twice as much of it, so the total cost does not depend on how
    // the bytes are divided.
    return pending_.size() < wanted_ || read(false);
}

bool Reader::read(bool last) {
    if (!format_ && (last || pending_.size() >= longest_mark)) choose_format();
    if (error_) return false;
    if (!format_) {
        if (last || pending_.size() > max_blanks) error_ = Error{say_plain("the file is empty"), 1, 1, {}};
        return !error_;
    }
    const size_t taken = format_->take(pending_, last);
    std::string_view done(pending_);
    if (format_->error()) {
        error_ = format_->error();
        done = done.substr(0, size_t(format_->failed_at() - pending_.data()));
    } else {
        done = done.substr(0, taken);
    }
    lines_ += std::count(done.begin(), done.end(), '\n');
    const size_t line = done.rfind('\n');
    column_ = int64_t(characters(line == done.npos ? done : done.substr(line + 1))) + (line == done.npos ? column_ : 0);
    if (!error_) {
        pending_.erase(0, taken);
        wanted_ = pending_.size() * 2;
        if (pending_.size() > longest_piece)
            error_ = Error{say_plain("one event, line or value takes more than 64 MiB"), 0, 0, {}};
    }
    if (error_ && error_->line == 0) {
        error_->line = int(std::min<int64_t>(lines_ + 1, INT32_MAX));
        error_->column = int(std::min<int64_t>(column_ + 1, INT32_MAX));
    }
    return !error_;
}

Result<Recorded> Reader::finish(std::string title) && {
    if (!error_) read(true);
    if (error_) return *error_;
    return format_->finish(std::move(title));
}

bool looks_like_recording(std::string_view beginning, size_t size) {
    if (size > scenario_bytes) return true;
    for (const Packed& kind : packed)
        if (beginning.starts_with(kind.mark)) return true;
    if (beginning.starts_with(byte_order_mark)) beginning.remove_prefix(byte_order_mark.size());
    const size_t first = beginning.find_first_not_of(blanks);
    if (first == beginning.npos) return false;
    if (beginning[first] == '[') return true;
    if (beginning[first] == '{') return beginning.find("\"traceEvents\"") != beginning.npos;
    return beginning.find("sched_switch") != beginning.npos;
}

}  // namespace exchange
