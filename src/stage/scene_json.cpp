#include "stage/scene_json.h"

#include "base/json_writer.h"
#include "metrics/names.h"

namespace stage {

namespace {

using metrics::nowhere;

constexpr const char* doing_names[] = {"not-arrived", "queued",  "ready",     "switching", "running", "sharing",
                                       "blocked",     "waiting", "completed", "rejected",  "gave-up", "unfinished"};
constexpr const char* line_names[] = {"thread", "worker", "loop",      "others", "core",
                                      "device", "lock",   "semaphore", "room",   "message"};

class SceneWriter {
public:
    SceneWriter(const Run& run, const metrics::Scene& scene) : run_(run), scene_(scene) {}

    std::string write() {
        json_.begin_object().member("at_ns", scene_.at);
        counts();
        json_.key("tasks").begin_array();
        for (const metrics::TaskNow& now : scene_.tasks) task(now);
        json_.end_array().key("threads").begin_array();
        for (const metrics::ThreadNow& now : scene_.threads) thread(now);
        json_.end_array().key("lines").begin_array();
        for (const metrics::Line& line : scene_.lines) {
            json_.begin_object().member("for", line_names[size_t(line.what)]);
            number("server", line.server);
            json_.member("index", line.index).member("ordered", line.ordered);
            tasks("tasks", line.tasks);
            json_.end_object();
        }
        json_.end_array().key("devices").begin_array();
        for (const metrics::DeviceNow& device : scene_.devices) {
            json_.begin_object().member("device", device.device.index);
            json_.member("name", run_.scenario->devices[device.device.index].name);
            number("server", device.server);
            tasks("tasks", device.uses);
            number("line", device.line);
            json_.end_object();
        }
        json_.end_array();
        locks("locks", scene_.locks, [&](uint32_t i) { return run_.scenario->locks[i].name; });
        locks("semaphores", scene_.semaphores, [&](uint32_t i) { return run_.scenario->semaphores[i].name; });
        json_.end_object();
        return json_.text();
    }

private:
    void counts() {
        const metrics::SceneCounts& c = scene_.counts;
        json_.key("counts").begin_object();
        json_.member("arrived", c.arrived).member("queued", c.queued).member("in_progress", c.in_progress);
        json_.member("waiting", c.waiting).member("completed", c.completed).member("rejected", c.rejected);
        json_.member("gave_up", c.gave_up).member("running", c.running).member("held", c.held).end_object();
    }

    void number(const char* name, uint32_t value) {
        if (value != nowhere) json_.member(name, value);
    }
    template <class Id>
    void id(const char* name, Id value) {
        if (value) json_.member(name, value.index);
    }
    void tasks(const char* name, const std::vector<uint32_t>& list) {
        json_.key(name).begin_array();
        for (const uint32_t i : list) json_.value(scene_.tasks[i].task.index);
        json_.end_array();
    }

    void task(const metrics::TaskNow& now) {
        json_.begin_object().member("task", now.task.index);
        json_.member("name", metrics::task_name(*run_.scenario, *run_.log, now.task));
        if (!run_.log->recording) json_.member("number", metrics::task_number(*run_.log, now.task));
        json_.member("doing", doing_names[size_t(now.doing)]).member("reason", trace::reason_name(now.reason));
        json_.member("begun", now.begun).member("since_ns", now.since).member("until_ns", now.until);
        id("thread", now.thread);
        id("core", now.core);
        json_.member("server", now.server);
        id("device", now.device);
        number("slot", now.slot);
        id("lock", now.lock);
        id("semaphore", now.semaphore);
        id("queue", now.queue);
        number("line", now.line);
        if (now.place > 0) json_.member("place", now.place);
        json_.end_object();
    }

    void thread(const metrics::ThreadNow& now) {
        json_.begin_object().member("thread", now.thread.index);
        json_.member("name", metrics::thread_name(*run_.scenario, *run_.log, now.thread)).member("slot", now.slot);
        if (now.task != nowhere) json_.member("task", scene_.tasks[now.task].task.index);
        json_.end_object();
    }

    template <class Name>
    void locks(const char* key, const std::vector<metrics::LockNow>& list, Name name) {
        json_.key(key).begin_array();
        for (const metrics::LockNow& lock : list) {
            json_.begin_object().member("index", lock.index).member("name", name(lock.index));
            number("server", lock.server);
            tasks("holders", lock.holders);
            number("line", lock.line);
            json_.end_object();
        }
        json_.end_array();
    }

    const Run& run_;
    const metrics::Scene& scene_;
    JsonWriter json_{JsonWriter::Style::compact};
};

}  // namespace

std::string scene_json(const Run& run, const metrics::Scene& scene) { return SceneWriter(run, scene).write(); }

}  // namespace stage
