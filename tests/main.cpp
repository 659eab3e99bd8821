// Catch2's main, compiled once. Version 3 has its own main in a library.

#define CATCH_CONFIG_RUNNER
#include "tests/catch2.h"

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }
