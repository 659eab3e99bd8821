#include "base/texts.h"

#include <cstring>

namespace {

// Only looked up, never iterated: the choice of the hash has no visible effect.
uint32_t hash_of(std::string_view text) {
    uint64_t h = text.size() * 0x9E37'79B9'7F4A'7C15ull;
    const char* p = text.data();
    size_t left = text.size();
    const auto mix = [&h](uint64_t word) {
        h = (h ^ word) * 0xFF51'AFD7'ED55'8CCDull;
        h ^= h >> 32;
    };
    for (; left >= 8; p += 8, left -= 8) {
        uint64_t word;
        std::memcpy(&word, p, 8);
        mix(word);
    }
    if (left > 0) {
        uint64_t word = 0;
        std::memcpy(&word, p, left);
        mix(word);
    }
    return uint32_t(h ^ h >> 29);
}

}  // namespace

uint32_t Texts::id_of(std::string_view text) {
    const uint32_t hash = hash_of(text);
    const size_t mask = places_.size() - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        Place& place = places_[i];
        if (place.id == no_id) {
            place = {hash, size()};
            bytes_ += text;
            begins_.push_back(uint32_t(bytes_.size()));
            if (size() * 2 > places_.size()) grow();
            return size() - 1;
        }
        if (place.hash == hash && (*this)[place.id] == text) return place.id;
    }
}

void Texts::grow() {
    std::vector<Place> old(places_.size() * 2);
    old.swap(places_);
    const size_t mask = places_.size() - 1;
    for (const Place& place : old) {
        if (place.id == no_id) continue;
        size_t i = place.hash & mask;
        while (places_[i].id != no_id) i = (i + 1) & mask;
        places_[i] = place;
    }
}
