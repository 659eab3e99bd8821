#include "app/recent_files.h"

#include "tests/catch2.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

struct StateFolder {
    std::string folder;
    StateFolder() {
        char name[] = "/tmp/interleave-recent-XXXXXX";
        folder = mkdtemp(name);
        setenv("XDG_STATE_HOME", folder.c_str(), 1);
    }
    ~StateFolder() {
        unsetenv("XDG_STATE_HOME");
        std::filesystem::remove_all(folder);
    }
};

}  // namespace

TEST_CASE("the files that were opened last are remembered, the latest first and each once", "[app]") {
    const StateFolder state;
    CHECK(app::recent_files().empty());
    app::remember_file("/tmp/a.json");
    app::remember_file("/tmp/b c.json");
    CHECK(app::remember_file("/tmp/a.json") == std::vector<std::string>{"/tmp/a.json", "/tmp/b c.json"});
    CHECK(app::recent_files() == std::vector<std::string>{"/tmp/a.json", "/tmp/b c.json"});
    for (int i = 0; i < 20; ++i) app::remember_file("/tmp/" + std::to_string(i));
    CHECK(app::recent_files().size() == app::max_recent_files);
    CHECK(app::recent_files().front() == "/tmp/19");
}

TEST_CASE("a path that is not absolute is completed", "[app]") {
    const StateFolder state;
    CHECK(app::remember_file("x.json").front() == std::filesystem::current_path().string() + "/x.json");
}

TEST_CASE("a list that cannot be written costs nothing else", "[app]") {
    const StateFolder state;
    std::ofstream(state.folder + "/interleave") << "a file where the folder should be";
    CHECK(app::remember_file("/tmp/a.json") == std::vector<std::string>{"/tmp/a.json"});
    CHECK(app::recent_files().empty());
}
