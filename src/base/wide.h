#pragma once

// 128-bit integers, which every compiler used here provides and the standard does not.

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;
