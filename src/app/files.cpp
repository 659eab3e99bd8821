#include "app/files.h"

#include "app/app.h"
#include "app/builtins.h"

#include <cstdio>
#include <memory>

namespace app {

bool open_file(App& app, const std::string& path) {
    for (const Builtin& builtin : builtins())
        if (builtin.id == path) return app.drop(builtin.id, builtin.text);

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
    if (!file) return app.fail(path + " can't be opened");
    std::string text(scenario::longest_text + 1, '\0');  // one more, so that the reader says that it is too long
    text.resize(std::fread(text.data(), 1, text.size(), file.get()));
    return app.drop(path, text);
}

}  // namespace app
