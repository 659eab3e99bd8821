#pragma once

// Reads recordings of real programs as the bytes arrive: from a file, a stream or a page.
//
//     Reader reader;
//     while (... bytes ...) if (!reader.feed(bytes)) break;
//     Result<Recorded> recorded = std::move(reader).finish("name of the file");
//
// Two formats are distinguished by their first character: Chrome's trace events (read_chrome.h), and the
// text of Linux's scheduler events, from ftrace or perf script (read_schedule.h). Any text results in a
// recording, or in an error with line and column, however it is divided into pieces. Memory grows with
// the number of events, not with the size of the file.

#include "base/result.h"
#include "exchange/in/recorded.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace exchange {

struct ReadLimits {
    size_t events = 16'000'000;
    uint64_t bytes = UINT64_MAX;  // of memory, as it is reckoned from the events (read_chrome.h)
};

class Reader {
public:
    explicit Reader(ReadLimits limits = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    // Returns false if something is wrong; finish() then returns the error.
    bool feed(std::string_view bytes);
    Result<Recorded> finish(std::string title) &&;

private:
    struct Format;
    struct Chrome;
    struct Schedule;
    bool read(bool last);
    void choose_format();

    ReadLimits limits_;
    std::unique_ptr<Format> format_;
    std::string pending_;     // bytes that no format has consumed yet
    size_t wanted_ = 0;       // the number of pending bytes at which parsing is tried again
    int64_t lines_ = 0;       // the number of lines before `pending_`
    int64_t column_ = 0;      // the number of characters before it in its first line
    std::optional<Error> error_;
};

// Returns whether this is the beginning of a recording, and not of a scenario. `size` is the size of the whole file.
bool looks_like_recording(std::string_view beginning, size_t size);

}  // namespace exchange
