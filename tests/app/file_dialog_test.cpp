#include "tests/catch2.h"

#include "app/file_dialog.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

// A folder that is the whole PATH, with fake programs.
struct Programs {
    std::string folder, before = std::getenv("PATH");
    Programs() {
        char name[] = "/tmp/interleave-dialog-XXXXXX";
        folder = mkdtemp(name);
        setenv("PATH", folder.c_str(), 1);
    }
    ~Programs() {
        setenv("PATH", before.c_str(), 1);
        std::filesystem::remove_all(folder);
    }
    void add(const std::string& name, const std::string& script) const {
        std::ofstream(folder + '/' + name) << "#!/bin/sh\n" << script;
        chmod((folder + '/' + name).c_str(), 0755);
    }
};

app::FileDialog::Answer answer_of(app::FileDialog& dialog) {
    for (int turns = 0; turns < 10'000; ++turns) {
        if (const auto answer = dialog.answer()) return *answer;
        usleep(1'000);
    }
    return {app::FileDialog::What::failed, "no answer"};
}

using What = app::FileDialog::What;

}  // namespace

TEST_CASE("a dialog of the desktop asks where to write", "[app]") {
    const Programs programs;
    app::FileDialog dialog;
    SECTION("there is none") { CHECK_FALSE(dialog.ask_where_to_save("/tmp/a.csv")); }
    SECTION("its answer is a path; no shell reads the name") {
        programs.add("zenity", "for last; do :; done\necho \"${last#--filename=}\"\n");
        REQUIRE(dialog.ask_where_to_save("/tmp/a `b` $c 'd'.csv"));
        CHECK(dialog.is_open());
        const auto answer = answer_of(dialog);
        CHECK(answer.what == What::chosen);
        CHECK(answer.path == "/tmp/a `b` $c 'd'.csv");
        CHECK_FALSE(dialog.is_open());
        CHECK_FALSE(dialog.answer());
    }
    SECTION("while it is open, no second one opens, and its answer arrives later") {
        programs.add("kdialog", "read line < \"$0.go\"\necho /tmp/chosen.csv\n");
        REQUIRE(mkfifo((programs.folder + "/kdialog.go").c_str(), 0600) == 0);
        REQUIRE(dialog.ask_where_to_save("/tmp/a.csv"));
        CHECK_FALSE(dialog.ask_where_to_save("/tmp/b.csv"));
        CHECK_FALSE(dialog.answer());
        std::ofstream(programs.folder + "/kdialog.go") << "go\n";
        CHECK(answer_of(dialog).path == "/tmp/chosen.csv");
    }
    SECTION("it asks which file to open") {
        programs.add("zenity", "echo \"$@\"\n");
        REQUIRE(dialog.ask_which_to_open("/tmp/my files"));
        CHECK(answer_of(dialog).path == "--file-selection --title=Open --filename=/tmp/my files/");
    }
    SECTION("it was closed") {
        programs.add("zenity", "exit 1\n");
        REQUIRE(dialog.ask_where_to_save("/tmp/a.csv"));
        CHECK(answer_of(dialog).what == What::cancelled);
    }
    SECTION("it cannot ask") {
        programs.add("zenity", "echo no display >&2\nexit 255\n");
        REQUIRE(dialog.ask_where_to_save("/tmp/a.csv"));
        CHECK(answer_of(dialog).what == What::failed);
    }
}

TEST_CASE("files are saved to the downloads folder, or the home folder", "[app]") {
    const Programs programs;
    const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
    setenv("HOME", programs.folder.c_str(), 1);
    CHECK(app::save_folder() == programs.folder);
    std::filesystem::create_directory(programs.folder + "/Downloads");
    CHECK(app::save_folder() == programs.folder + "/Downloads");
    setenv("HOME", home.c_str(), 1);
}
