#include "sim/draw.h"
#include "sim/event_queue.h"
#include "tests/catch2.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace {

auto key_of(const sim::Event& e) { return std::tuple(e.at.ns, e.rank, e.order, e.subject); }

}  // namespace

TEST_CASE("events leave by time, rank, order, subject", "[sim]") {
    sim::EventQueue queue;
    queue.push(nsec(5), 1, 0, 7);
    queue.push(nsec(5), 0, 9, 1);
    queue.push(nsec(3), 15, 0, 2);
    queue.push(nsec(5), 1, 0, 3);
    CHECK(queue.next_time() == nsec(3));
    std::vector<uint32_t> subjects;
    while (!queue.empty()) subjects.push_back(queue.pop().subject);
    CHECK(subjects == std::vector<uint32_t>{2, 1, 3, 7});
}

TEST_CASE("any mixture of pushes and pops gives the order of sorting", "[sim]") {
    for (uint64_t seed = 0; seed < 50; ++seed) {
        sim::EventQueue queue;
        std::vector<sim::Event> waiting;  // the reference, all of which is searched
        uint32_t turn = 0;
        const auto draw = [&](uint64_t below) {
            return sim::bits({seed, sim::Purpose::compute, 0, turn++, 0, 0}) % below;
        };
        for (int step = 0; step < 400; ++step) {
            if (waiting.empty() || draw(5) < 3) {
                const sim::Event event{nsec(int64_t(draw(20))), uint32_t(draw(4)), draw(3), uint32_t(draw(1000))};
                queue.push(event.at, event.rank, event.order, event.subject);
                waiting.push_back(event);
            } else {
                const auto min = std::min_element(waiting.begin(), waiting.end(),
                                                    [](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
                if (draw(2) == 0) CHECK(queue.next_time() == min->at);
                CHECK(key_of(queue.pop()) == key_of(*min));
                waiting.erase(min);
            }
            CHECK(queue.size() == waiting.size());
        }
    }
}
