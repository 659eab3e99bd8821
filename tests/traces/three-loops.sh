#!/bin/sh
# Three loops on two cores, and one that sleeps between its iterations.
loop() { i=0; while [ $i -lt "$1" ]; do i=$((i + 1)); done; }
loop 6000 & loop 6000 & loop 6000 &
for n in 1 2 3; do sleep 0.004; loop 500; done
wait
