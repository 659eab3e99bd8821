// interleave-cli: the same runs, without a window.

#include "cli/commands.h"

int main(int argc, char** argv) { return cli::command_line({argv + 1, argv + argc}); }
