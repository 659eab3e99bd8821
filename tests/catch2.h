#pragma once

// Catch2, version 2 (Debian 12) or 3 (elsewhere). Only this file includes its headers.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx;
#else
#include <catch2/catch.hpp>
#endif
