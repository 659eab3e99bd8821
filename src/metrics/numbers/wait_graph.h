#pragma once

// A graph of what waits for what, and the search for a circle in it. Nodes are numbers, whose meaning the caller
// defines.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace metrics {

class WaitGraph {
public:
    uint32_t add_node() {
        arrows_.emplace_back();
        return uint32_t(arrows_.size() - 1);
    }
    // Ignores the arrow if the graph already has too many; a circle may then be missed.
    void add_arrow(uint32_t from, uint32_t to) {
        if (count_ == max_arrows) return;
        arrows_[from].push_back(to);
        ++count_;
    }

    // Returns the nodes of a circle, in order; empty if there is none. The same graph always gives the same circle.
    std::vector<uint32_t> circle() const {
        enum class Seen : uint8_t { no, on_path, done };
        std::vector<Seen> seen(arrows_.size(), Seen::no);
        struct At {
            uint32_t node;
            size_t next;
        };
        std::vector<At> path;
        for (uint32_t first = 0; first < arrows_.size(); ++first) {
            if (seen[first] != Seen::no) continue;
            path.push_back({first, 0});
            seen[first] = Seen::on_path;
            while (!path.empty()) {
                At& at = path.back();
                if (at.next == arrows_[at.node].size()) {
                    seen[at.node] = Seen::done;
                    path.pop_back();
                    continue;
                }
                const uint32_t to = arrows_[at.node][at.next++];
                if (seen[to] == Seen::done) continue;
                if (seen[to] == Seen::no) {
                    seen[to] = Seen::on_path;
                    path.push_back({to, 0});
                    continue;
                }
                std::vector<uint32_t> circle;
                size_t begin = path.size() - 1;
                while (path[begin].node != to) --begin;
                for (; begin < path.size(); ++begin) circle.push_back(path[begin].node);
                return circle;
            }
        }
        return {};
    }

private:
    static constexpr size_t max_arrows = 4'000'000;
    std::vector<std::vector<uint32_t>> arrows_;
    size_t count_ = 0;
};

}  // namespace metrics
