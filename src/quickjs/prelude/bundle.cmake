# Makes scripts from the prelude's modules. The modules import only each other, so the import lines and the word export
# are removed, and so are comments that fill a line. The script sets `__prelude` = { install } on the global object.
#
#   cmake -DFOLDER=src/quickjs/prelude -DOUTPUT=prelude.js [-DLIBRARY=library.js] -P src/quickjs/prelude/bundle.cmake
#
# With LIBRARY, the larger half is a separate script, whose value is a function: `host.library()` evaluates it (once per
# context) and returns that function. Without LIBRARY, it is part of the first script.

cmake_minimum_required(VERSION 3.16)
set(first core inspect events process timers console performance patches install)
set(second web util same assert path json locale buffer url fs crypto more http scheduler browser library)

set(shared "")  # what the second half takes from the first
function(add_part name result)
  file(READ "${FOLDER}/${name}.js" one)
  set(one "\n${one}")
  if(name IN_LIST second)
    string(REGEX MATCHALL "import [{][^}]*[}] from '[^']*'" imports "${one}")
    foreach(import IN LISTS imports)
      string(REGEX REPLACE ".* from './(.*)[.]js'" "\\1" from "${import}")
      if(from IN_LIST first)
        string(REGEX REPLACE ".*[{](.*)[}].*" "\\1" names "${import}")
        string(REGEX MATCHALL "[A-Za-z_][A-Za-z_0-9]*" names "${names}")
        list(APPEND shared ${names})
      endif()
    endforeach()
    list(REMOVE_DUPLICATES shared)
    set(shared "${shared}" PARENT_SCOPE)
  endif()
  string(REGEX REPLACE "\nimport [^;]*;" "" one "${one}")
  string(REGEX REPLACE "\nexport (const|let|class|function|async)" "\n\\1" one "${one}")
  string(REGEX REPLACE "\n *//[^\n]*" "" one "${one}")
  string(REGEX REPLACE "\n +" "\n" one "${one}")
  string(REGEX REPLACE "\n+" "\n" one "${one}")
  set(${result} "${one}" PARENT_SCOPE)
endfunction()

set(second_text "")
foreach(name IN LISTS second)
  add_part(${name} one)
  string(APPEND second_text "${one}")
endforeach()
string(REPLACE ";" ", " names "${shared}")
set(second_text "(function (shared) {\n'use strict';\nconst { ${names} } = shared;${second_text}return parts;\n})")

set(first_text "(function () {\n'use strict';")
foreach(name IN LISTS first)
  add_part(${name} one)
  string(APPEND first_text "${one}")
endforeach()
string(APPEND first_text "let libraryParts;\nconst library = () => libraryParts ||= ")
if(LIBRARY)
  file(WRITE "${LIBRARY}" "${second_text};\n")
  string(APPEND first_text "host.library()")
else()
  string(APPEND first_text "${second_text}")
endif()
string(APPEND first_text "({ ${names} });\nglobalThis.__prelude = { install };\n})();\n")
file(WRITE "${OUTPUT}" "${first_text}")
