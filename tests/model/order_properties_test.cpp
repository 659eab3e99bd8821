// (to come)
#include "tests/catch2.h"
