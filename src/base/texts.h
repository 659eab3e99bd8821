#pragma once

// Texts, each stored once and identified by a number. Meant for names that occur many times.
//
//     Texts names;
//     uint32_t id = names.id_of("render");   // the same for the same text
//     names[id]                              // valid until the next id_of

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

class Texts {
public:
    // Numbers count from 0, in the order in which the texts were first added.
    uint32_t id_of(std::string_view text);
    std::string_view operator[](uint32_t id) const {
        return std::string_view(bytes_).substr(begins_[id], begins_[id + 1] - begins_[id]);
    }
    uint32_t size() const { return uint32_t(begins_.size() - 1); }
    size_t bytes() const { return bytes_.size() + begins_.size() * 4 + places_.size() * 8; }

private:
    struct Place {
        uint32_t hash = 0;
        uint32_t id = no_id;
    };
    static constexpr uint32_t no_id = 0xFFFF'FFFF;
    void grow();

    std::string bytes_;                  // Requires less than 4 GiB in total; callers must enforce this.
    std::vector<uint32_t> begins_ = {0};
    std::vector<Place> places_ = std::vector<Place>(64);  // open addressing; a power of two
};
