#pragma once

// One function for each family of cases. README.md has the rules; each function expresses
// them in a scenario.

#include "tests/oracles/run.h"

namespace oracles {

Answer ostep_sched(const Case&, Runner&);    // sched.cpp
Answer classic_sched(const Case&, Runner&);
Answer ostep_lottery(const Case&, Runner&);
Answer ostep_mlfq(const Case&, Runner&);     // mlfq.cpp
Answer ostep_multi(const Case&, Runner&);    // multi.cpp
Answer ostep_process(const Case&, Runner&);  // process.cpp
Answer simso_rt(const Case&, Runner&);       // realtime.cpp
Answer des_resources(const Case&, Runner&);  // resources.cpp
Answer fair_share(const Case&, Runner&);     // shares.cpp
Answer queueing(const Case&, Runner&);       // queueing.cpp
Answer scaling_laws(const Case&, Runner&);   // laws.cpp
Answer bounds(const Case&, Runner&);         // bounds.cpp
Answer loops(const Case&, Runner&);          // loops.cpp: node_loop, asyncio_loop, browser_loop
Answer native_runs(const Case&, Runner&);    // native.cpp

}  // namespace oracles
