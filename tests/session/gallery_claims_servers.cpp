// Fleets of servers, and queues of jobs.

#include "tests/session/gallery_claims.h"

#include <algorithm>

namespace gallery {

namespace {

double seconds_until_up(const trace::Server& server) { return ms(server.up - server.ordered) / 1000; }

// Returns how many wait at one server at a moment when another one is idle.
int64_t max_waiting_at_one(const Run& run) {
    std::vector<int64_t> in_line(size_t(run.variant.scenario.machine.servers));
    std::vector<std::pair<Time, std::pair<int, size_t>>> events;
    for (size_t i = 0; i < run.log().tasks.size(); ++i) {
        const trace::Task& task = run.log().tasks[i];
        events.push_back({task.arrival, {1, task.server}});
        events.push_back({*task.finished, {-1, task.server}});
    }
    std::sort(events.begin(), events.end());
    int64_t max = 0;
    for (const auto& [at, change] : events) {
        in_line[change.second] += change.first;
        if (std::count(in_line.begin(), in_line.end(), 0) > 0)
            max = std::max(max, *std::max_element(in_line.begin(), in_line.end()));
    }
    return max;
}

constexpr Claim of_servers[] = {
    {"queue-and-workers", "A queue and two workers",
     [](const Story& s) { return s[0].variant.scenario.strategy.workers == 2; }},
    {"queue-and-workers", "An upload takes 2 ms to accept and 120 ms to convert.",
     [](const Story& s) { return step(s[0], "upload", 0) == 2 && step(s[0], "upload", 2) == 120; }},
    {"queue-and-workers", "A pool answers when the video is converted.",
     [](const Story& s) { return latency(s[1], "upload") >= 122; }},
    {"queue-and-workers",
     "With a queue, the upload is accepted and answered, and the job is queued for workers, which convert it in their "
     "own time.",
     [](const Story& s) {
         for (size_t i = 0; i < s[0].log().tasks.size(); ++i)
             if (const trace::Task& task = s[0].log().tasks[i]; !task.answered || *task.answered >= *task.finished)
                 return false;
         return true;
     }},
    {"queue-and-workers", "The answer comes within 10 ms, and the work is done no sooner.",
     [](const Story& s) { return longest(s[0], "upload") <= 10 && finish(s[0]) >= finish(s[1]); }},
    {"queue-and-workers", "A pool of four threads", [](const Story& s) { return threads(s[1]) == 4; }},

    {"two-choices", "How much better is it to look at two servers than at one?",
     [](const Story& s) { return s[1].variant.scenario.machine.choices == 2 && mean(s[1]) < mean(s[0]); }},
    {"two-choices", "One server at random",
     [](const Story& s) { return s[0].variant.scenario.machine.balancer == scenario::Balancer::random; }},
    {"two-choices", "Ten servers are busy about nine tenths of the time.",
     [](const Story& s) {
         for (size_t i = 0; i < s.size(); ++i)
             if (s[i].results.servers.size() != 10 || !near(utilisation(s[i]), 0.9, 0.06)) return false;
         return true;
     }},
    {"two-choices", "A balancer that picks one server at random leaves long queues at some while others are idle.",
     [](const Story& s) { return max_waiting_at_one(s[0]) > 20; }},
    {"two-choices",
     "Picking two at random and taking the less busy one cuts the mean time by more than half, which is most of what "
     "looking at all ten would gain.",
     [](const Story& s) {
         return mean(s[1]) < mean(s[0]) / 2 && mean(s[0]) - mean(s[1]) > 0.75 * (mean(s[0]) - mean(s[3]));
     }},
    {"two-choices", "The less busy of two", [](const Story& s) { return s[1].variant.scenario.machine.choices == 2; }},

    {"autoscaling", "From one to six servers, as needed",
     [](const Story& s) {
         const auto& servers = s[0].log().servers;
         const bool some_stop = std::any_of(servers.begin(), servers.end(),
                                            [](const trace::Server& server) { return server.stopped.has_value(); });
         return s[0].variant.scenario.machine.autoscale->min == 1 && servers.size() == 6 && some_stop;
     }},
    {"autoscaling", "A rush of requests meets a fleet that grows and shrinks.",
     [](const Story& s) {
         return s[0].variant.scenario.work[1].rate > 5 * s[0].variant.scenario.work[0].rate &&
                s[0].log().servers.size() > 1;
     }},
    {"autoscaling",
     "A new server needs five seconds to boot and costs money from the first of them; until it is up, the others serve "
     "all requests.",
     [](const Story& s) {
         for (const trace::Server& server : s[0].log().servers) {
             if (server.ordered > Time{} && seconds_until_up(server) != 5) return false;
             for (size_t i = 0; i < s[0].log().tasks.size(); ++i)
                 if (const trace::Task& task = s[0].log().tasks[i];
                     task.server == server.number && task.first_run && *task.first_run < server.up)
                     return false;
         }
         const trace::Server& second = s[0].log().servers[1];
         return near(s[0].results.servers[1].cost, ms(*second.stopped - second.ordered) / 3'600'000 * 0.2, 0.001);
     }},
    {"autoscaling",
     "The fleet costs about a third as much as six servers that always run, but requests take 2.3 seconds on average "
     "instead of 40 ms.",
     [](const Story& s) {
         return s[1].log().servers.size() == 6 && near(s[0].results.cost, s[1].results.cost / 3, 0.1) &&
                near(mean(s[0]), 2300, 0.01) && near(mean(s[1]), 40, 0.02);
     }},
    {"autoscaling",
     "It costs little more than two servers that always run, and its requests take less than half as long.",
     [](const Story& s) {
         return s[2].log().servers.size() == 2 && s[0].results.cost > s[2].results.cost &&
                near(s[0].results.cost, s[2].results.cost, 0.1) && mean(s[0]) < mean(s[2]) / 2;
     }},
    {"autoscaling", "Always six servers", [](const Story& s) { return s[1].log().servers.size() == 6; }},
    {"autoscaling", "Always two servers", [](const Story& s) { return s[2].log().servers.size() == 2; }},
};

}  // namespace

std::span<const Claim> claims_about_servers() { return of_servers; }

}  // namespace gallery
