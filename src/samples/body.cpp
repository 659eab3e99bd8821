#include "samples/body.h"

#include "base/number.h"
#include "base/say.h"

#include <algorithm>
#include <cassert>

namespace samples {

namespace {

using scenario::Step;
using scenario::StepKind;

constexpr size_t max_lines_of_a_function = 60;

// Steps with their loops and blocks: the tree that a function is written from.
struct Node {
    enum class Kind : uint8_t { step, loop, locked } kind = Kind::step;
    size_t begin = 0, end = 0;     // steps of the list; a loop: those of its first turn
    size_t turns = 1, length = 0;  // of a loop
    std::vector<Node> inside = {};
};

bool same(const Step& a, const Step& b) {
    Step other = b;
    other.turn = a.turn;
    other.turns = a.turns;
    return a == other;
}

// How often the steps from `at` are repeated in groups of `length`, within `end`.
size_t repeats(const std::vector<Step>& steps, size_t at, size_t length, size_t end) {
    size_t count = 1;
    while (at + (count + 1) * length <= end) {
        for (size_t i = 0; i < length; ++i)
            if (!same(steps[at + i], steps[at + count * length + i])) return count;
        ++count;
    }
    return count;
}

std::vector<Node> tree_of(const std::vector<Step>& steps, size_t begin, size_t end, bool blocks);

// The loop that begins at `at` and covers the most steps; its length is 0 if there is none.
Node loop_at(const std::vector<Step>& steps, size_t at, size_t end, bool blocks) {
    Node loop{.kind = Node::Kind::loop, .begin = at, .end = at};
    if (steps[at].turns <= 1) return loop;
    constexpr size_t max_length = 64;
    for (size_t length = 1; length <= std::min(max_length, (end - at) / 2); ++length) {
        if (steps[at + length - 1].turns <= 1) break;
        const size_t turns = repeats(steps, at, length, end);
        if (turns < 2 || turns * length <= loop.turns * loop.length) continue;
        loop.turns = turns;
        loop.length = length;
    }
    if (loop.length == 0) return loop;
    loop.end = at + loop.length;
    loop.inside = tree_of(steps, loop.begin, loop.end, blocks);  // shorter by half at least
    return loop;
}

// The unlock that belongs to the lock at `at`, if the steps between them take and release locks in pairs.
size_t unlock_of(const std::vector<Step>& steps, size_t at, size_t end) {
    std::vector<LockId> held{steps[at].lock};
    for (size_t i = at + 1; i < end; ++i) {
        if (steps[i].kind == StepKind::lock) held.push_back(steps[i].lock);
        if (steps[i].kind == StepKind::job) return end;
        if (steps[i].kind != StepKind::unlock) continue;
        if (held.back().index != steps[i].lock.index) return end;
        held.pop_back();
        if (held.empty()) return i;
    }
    return end;
}

std::vector<Node> tree_of(const std::vector<Step>& steps, size_t begin, size_t end, bool blocks) {
    std::vector<Node> nodes;
    for (size_t i = begin; i < end;) {
        Node loop = loop_at(steps, i, end, blocks);
        if (loop.length > 0) {
            i += loop.turns * loop.length;
            nodes.push_back(std::move(loop));
            continue;
        }
        if (blocks && steps[i].kind == StepKind::lock) {
            const size_t unlock = unlock_of(steps, i, end);
            if (unlock < end) {
                nodes.push_back({Node::Kind::locked, i, unlock, 1, 0, tree_of(steps, i + 1, unlock, blocks)});
                i = unlock + 1;
                continue;
            }
        }
        nodes.push_back({Node::Kind::step, i, i + 1});
        ++i;
    }
    return nodes;
}

std::string_view first_line(std::string_view& text) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// Writes one function.
class Writer {
public:
    Writer(const Bodies& bodies, uint32_t list, size_t begin, size_t end, size_t indent)
        : bodies_(bodies), steps_(bodies.lists[list]), list_(list), begin_(begin), end_(end), depth_(indent) {}

    std::vector<Line> function(const std::string& name) {
        const Words& words = bodies_.words;
        const bool makes_tasks = std::any_of(steps_.begin() + long(begin_), steps_.begin() + long(end_),
                                             [](const Step& step) { return step.kind == StepKind::spawn; });
        put(makes_tasks && !words.head_with_children.empty() ? words.head_with_children : words.head,
            {{"function", name}}, {});
        ++depth_;
        if (makes_tasks) put(words.children, {}, {});
        const size_t before = lines_.size();
        write(tree_of(steps_, begin_, end_, !words.locked.empty()), {});
        if (lines_.size() == before) put(words.nothing, {}, {});
        lines_.back().text += words.last;
        const bool waits = std::any_of(lines_.begin(), lines_.end(), [](const Line& line) {
            return line.text.find("co_await") != std::string::npos;
        });
        if (!waits) put(words.never_waits, {}, {});
        --depth_;
        put(words.foot, {}, {});
        return std::move(lines_);
    }

private:
    // The steps that a step of the tree stands for: itself in each turn of the loops around it.
    using Turns = std::vector<std::pair<size_t, size_t>>;  // turns, length of a turn

    void write(const std::vector<Node>& nodes, const Turns& around) {
        for (const Node& node : nodes) {
            if (lines_.size() > max_lines_of_a_function) {
                rest(node, nodes.back(), around);
                return;
            }
            if (node.kind == Node::Kind::step) {
                step(node.begin, around);
            } else if (node.kind == Node::Kind::loop) {
                Turns turns = around;
                turns.emplace_back(node.turns, node.length);
                put(bodies_.words.loop_head, {{"times", std::to_string(node.turns)}, {"i", loop_name(around.size())}},
                    {});
                ++depth_;
                write(node.inside, turns);
                --depth_;
                put(bodies_.words.loop_foot, {}, {});
            } else {
                put(bodies_.words.locked, {{"lock", bodies_.names.locks[steps_[node.begin].lock.index]}},
                    places(node.begin, around));
                ++depth_;
                write(node.inside, around);
                --depth_;
                put(bodies_.words.locked_end, {{"lock", bodies_.names.locks[steps_[node.begin].lock.index]}}, {});
            }
        }
    }
    static std::string loop_name(size_t depth) { return depth == 0 ? "i" : "i" + std::to_string(depth + 1); }

    // Too many to be written: one line stands for the rest.
    void rest(const Node& first, const Node& last, const Turns& around) {
        std::vector<Place> all;
        const size_t end = last.kind == Node::Kind::loop ? last.begin + last.turns * last.length : last.end;
        for (size_t i = first.begin; i < end; ++i)
            for (const Place& place : places(i, around)) all.push_back(place);
        const std::string comment(row_of(bodies_.language).comment);
        put("{comment} {text}",
            {{"comment", comment},
             {"text", say_plain("… and {n|{n} more step|{n} more steps}", {{"n", end - first.begin}})}},
            std::move(all));
    }

    std::vector<Place> places(size_t step, const Turns& around) const {
        std::vector<size_t> all{step};
        for (const auto& [turns, length] : around) {
            const size_t count = all.size();
            for (size_t turn = 1; turn < turns; ++turn)
                for (size_t i = 0; i < count; ++i) all.push_back(all[i] + turn * length);
        }
        std::vector<Place> places;
        for (const size_t each : all) places.push_back({Life::step, list_, uint32_t(each)});
        return places;
    }

    void step(size_t i, const Turns& around) {
        const Step& step = steps_[i];
        const Words& words = bodies_.words;
        const Names& names = bodies_.names;
        Values values;
        std::string_view text;
        const auto time = [&](const scenario::Law& law) {
            values.emplace_back("time", time_code(bodies_.language, mean(law)));
            return law.kind != scenario::LawKind::constant;
        };
        bool on_average = false;
        const auto again = [&](StepKind kind) {  // "" for the first of its kind in the function, then "2"
            const auto count = std::count_if(steps_.begin(), steps_.begin() + long(i),
                                             [&](const Step& each) { return each.kind == kind; });
            return count == 0 ? std::string() : std::to_string(count + 1);
        };
        switch (step.kind) {
            case StepKind::compute: on_average = time(*step.time), text = words.compute; break;
            case StepKind::io:
                values.emplace_back("device", names.devices[step.device.index]);
                if (step.time) on_average = time(*step.time);
                text = step.blocking && !words.io_blocking.empty() ? words.io_blocking
                       : step.time                                 ? words.io_for
                                                                   : words.io;
                break;
            case StepKind::sleep: on_average = time(*step.time), text = words.sleep; break;
            case StepKind::lock:
            case StepKind::unlock:
                values.emplace_back("lock", names.locks[step.lock.index]);
                text = step.kind == StepKind::lock ? words.lock : words.unlock;
                break;
            case StepKind::acquire:
            case StepKind::release:
                values.emplace_back("semaphore", names.semaphores[step.semaphore.index]);
                text = step.kind == StepKind::acquire ? words.acquire : words.release;
                break;
            case StepKind::send:
            case StepKind::receive:
                values.emplace_back("queue", names.queues[step.queue.index]);
                text = step.kind == StepKind::send ? words.send : words.receive;
                break;
            case StepKind::spawn:
                values.emplace_back("function", names.functions[*step.program]);
                text = words.spawn;
                break;
            case StepKind::join: text = words.join; break;
            case StepKind::split:
                values.emplace_back("function", names.functions[bodies_.lists.below(list_, uint32_t(i))]);
                values.emplace_back("parts", std::to_string(step.parts));
                values.emplace_back("after", std::to_string(step.parts + 1));
                values.emplace_back("id", again(StepKind::split));
                values.emplace_back("split_on", bodies_.workers ? "(workers)" : "");
                text = words.split;
                break;
            case StepKind::offload: on_average = time(*step.time), text = words.offload; break;
            case StepKind::yield: text = words.yield; break;
            case StepKind::mark:
            case StepKind::log:
                values.emplace_back("text", text_code(bodies_.language, step.text));
                text = words.print;
                break;
            case StepKind::job:
                if (!bodies_.jobs) return;
                values.emplace_back("function", names.jobs[list_]);
                text = words.job;
                break;
            case StepKind::code: return;
        }
        std::vector<Place> all = places(i, around);
        if (step.kind == StepKind::job) all = {{Life::answered}};
        put(text, values, std::move(all));
        if (on_average && !lines_.empty())
            lines_.back().text += (bodies_.language == Language::python ? "  " : " ") +
                                  std::string(row_of(bodies_.language).comment) + " " + say_plain("on average");
    }

    void put(std::string_view text, const Values& values, std::vector<Place> places) {
        while (!text.empty()) {
            std::string_view line = first_line(text);
            const size_t spaces = std::min(line.find_first_not_of(' '), line.size());
            lines_.push_back({std::string(depth_ * 4 + spaces, ' ') + filled(line.substr(spaces), values), places});
        }
    }

    const Bodies& bodies_;
    const std::vector<Step>& steps_;
    uint32_t list_;
    size_t begin_, end_, depth_;
    std::vector<Line> lines_;
};

size_t job_at(const std::vector<Step>& steps) {
    const auto job =
        std::find_if(steps.begin(), steps.end(), [](const Step& step) { return step.kind == StepKind::job; });
    return size_t(job - steps.begin());
}

void collect(const Bodies& bodies, uint32_t list, std::vector<uint32_t>& open, std::vector<uint32_t>& order) {
    if (std::find(open.begin(), open.end(), list) != open.end()) return;
    open.push_back(list);
    const std::vector<Step>& steps = bodies.lists[list];
    for (uint32_t i = 0; i < steps.size(); ++i) {
        if (steps[i].kind == StepKind::spawn) collect(bodies, *steps[i].program, open, order);
        if (steps[i].kind == StepKind::split) collect(bodies, bodies.lists.below(list, i), open, order);
    }
    order.push_back(list);
}

}  // namespace

std::string filled(std::string_view text, const Values& values) {
    std::string out;
    while (!text.empty()) {
        const size_t open = std::min(text.find('{'), text.size());
        out += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        const size_t close = std::min(text.find('}'), text.size() - 1);
        const std::string_view place = text.substr(1, close - 1);
        const auto value =
            std::find_if(values.begin(), values.end(), [&](const auto& each) { return each.first == place; });
        if (value != values.end()) {
            out += value->second;
            text.remove_prefix(close + 1);
        } else {  // a brace of the language
            out += '{';
            text.remove_prefix(1);
        }
    }
    return out;
}

bool has_job(const std::vector<Step>& steps) { return job_at(steps) < steps.size(); }

Names::Names(const scenario::Scenario& scenario, const scenario::StepLists& lists, Language language) {
    Naming naming(language);
    for (const scenario::Program& program : scenario.programs) functions.push_back(naming.name(program.name, "task"));
    for (const scenario::Device& each : scenario.devices) devices.push_back(naming.name(each.name, "device"));
    for (const scenario::Lock& each : scenario.locks) locks.push_back(naming.name(each.name, "mutex"));
    for (const scenario::Semaphore& each : scenario.semaphores)
        semaphores.push_back(naming.name(each.name, "semaphore"));
    for (const scenario::Queue& each : scenario.queues) queues.push_back(naming.name(each.name, "queue"));
    for (uint32_t list = 0; list < functions.size(); ++list)
        jobs.push_back(has_job(lists[list]) ? naming.joined(functions[list], "job") : functions[list]);
    functions.resize(lists.size());
    // A list below another one has a higher number.
    for (uint32_t list = 0; list < lists.size(); ++list)
        for (uint32_t i = 0; i < lists[list].size(); ++i)
            if (lists[list][i].kind == StepKind::split)
                functions[lists.below(list, i)] = naming.joined(functions[list], "part");
    jobs.resize(lists.size());
}

std::vector<uint32_t> Bodies::order() const {
    std::vector<uint32_t> open, order;
    for (const scenario::Work& row : scenario.work) collect(*this, row.program, open, order);
    return order;
}

std::vector<Line> Bodies::lines(size_t indent) const {
    std::vector<Line> all;
    const auto add = [&](std::vector<Line> lines) {
        if (!all.empty()) all.push_back({});
        if (!all.empty() && language == Language::python) all.push_back({{}, {}, true});
        for (Line& line : lines) all.push_back(std::move(line));
    };
    for (const uint32_t list : order()) {
        const std::vector<Step>& steps = lists[list];
        const bool part = list >= scenario.programs.size();
        if (jobs && !part && has_job(steps)) {
            add(Writer(*this, list, job_at(steps) + 1, steps.size(), indent).function(names.jobs[list]));
            add(Writer(*this, list, 0, job_at(steps) + 1, indent).function(names.functions[list]));
        } else {
            add(Writer(*this, list, 0, steps.size(), indent).function(names.functions[list]));
        }
    }
    return all;
}

Uses Bodies::uses() const {
    Uses uses;
    for (const uint32_t list : order())
        for (const Step& step : lists[list]) switch (step.kind) {
                case StepKind::compute: uses.computes = true; break;
                case StepKind::io: uses.devices = true; break;
                case StepKind::sleep: uses.sleeps = true; break;
                case StepKind::lock:
                case StepKind::unlock: uses.locks = true; break;
                case StepKind::acquire:
                case StepKind::release: uses.semaphores = true; break;
                case StepKind::send:
                case StepKind::receive: uses.queues = true; break;
                case StepKind::spawn:
                case StepKind::join: uses.children = true; break;
                case StepKind::split: uses.parts = true; break;
                case StepKind::offload: uses.offloads = true; break;
                case StepKind::yield: uses.yields = true; break;
                case StepKind::mark:
                case StepKind::log: uses.prints = true; break;
                case StepKind::job:
                case StepKind::code: break;
            }
    if (uses.offloads) uses.computes = true;
    uses.limited = std::any_of(scenario.devices.begin(), scenario.devices.end(),
                               [](const scenario::Device& device) { return device.capacity > 0; });
    return uses;
}

bool Uses::any_of(std::string_view letters) const {
    for (const char letter : letters) switch (letter) {
            case 'd':
                if (devices) return true;
                break;
            case 'D':
                if (devices && limited) return true;
                break;
            case 'l':
                if (locks) return true;
                break;
            case 'm':
                if (semaphores) return true;
                break;
            case 'q':
                if (queues) return true;
                break;
            case 's':
                if (sleeps) return true;
                break;
            case 'c':
                if (computes) return true;
                break;
            case 'b':
                if (children) return true;
                break;
            case 'p':
                if (parts) return true;
                break;
            case 'o':
                if (offloads) return true;
                break;
            case 'y':
                if (yields) return true;
                break;
            case 't':
                if (prints) return true;
                break;
            default: break;
        }
    return false;
}

}  // namespace samples
