// Prints the dictionary of the format for the fuzzers: fuzz-dictionary > words.dict

#include "tests/fuzz/checks.h"

#include <cstdio>

int main() { std::fputs(fuzz::dictionary().c_str(), stdout); }
