# Makes one script of the prelude's modules: their imports only name each other, so the lines of import go, and so does
# the word export. Comments that fill a line go as well. The script leaves `__prelude` = { install } on the global object.
#
#   cmake -DFOLDER=src/quickjs/prelude -DOUTPUT=prelude.js -P src/quickjs/prelude/bundle.cmake

set(order core inspect events process timers console web same util assert path json locale buffer url fs crypto more
    http browser install)
set(text "(function () {\n'use strict';\n")
foreach(name IN LISTS order)
  if(NOT EXISTS "${FOLDER}/${name}.js")
    continue()
  endif()
  file(READ "${FOLDER}/${name}.js" one)
  set(one "\n${one}")
  string(REGEX REPLACE "\nimport [^;]*;" "" one "${one}")
  string(REGEX REPLACE "\nexport (const|let|class|function|async)" "\n\\1" one "${one}")
  string(REGEX REPLACE "\nexport [{][^}]*[}];" "" one "${one}")
  string(REGEX REPLACE "\n *//[^\n]*" "" one "${one}")
  string(REGEX REPLACE "\n +" "\n" one "${one}")
  string(REGEX REPLACE "\n+" "\n" one "${one}")
  string(APPEND text "${one}")
endforeach()
string(APPEND text "globalThis.__prelude = { install };\n})();\n")
file(WRITE "${OUTPUT}" "${text}")
