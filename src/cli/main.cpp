// interleave-cli: the same runs, without a window.

#include "cli/commands.h"

#include <csignal>

int main(int argc, char** argv) {
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN);  // writing to a closed pipe fails, and is reported with a message and an exit code
#endif
    return cli::command_line({argv + 1, argv + argc});
}
