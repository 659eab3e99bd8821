# Toolchain file: finds Emscripten (EMSDK, PATH, or the distribution's folder) and makes it work
# from any shell.
#
# Debian 12's Emscripten (3.1.6) finds its JavaScript modules only through Debian's Node; with another
# Node it fails with "Cannot find module 'acorn'" unless NODE_PATH says where they are. A variable of the
# shell would be gone when ninja runs, so the compilers that we name are small scripts that set it. They
# also keep Emscripten away from a configuration in the user's home folder.

find_program(INTERLEAVE_EMXX NAMES em++
  HINTS "$ENV{EMSDK}/upstream/emscripten" PATHS /usr/share/emscripten /usr/lib/emscripten)
if(NOT INTERLEAVE_EMXX)
  message(FATAL_ERROR "Emscripten (em++) was not found. Run tools/setup, "
                      "or install emsdk and set EMSDK.")
endif()

# /usr/bin/em++ is a link to /usr/share/emscripten/wrapper; the em++ of emsdk is in the folder itself.
file(REAL_PATH "${INTERLEAVE_EMXX}" interleave_real)
get_filename_component(interleave_bin "${INTERLEAVE_EMXX}" DIRECTORY)
get_filename_component(EMSCRIPTEN_ROOT_PATH "${interleave_real}" DIRECTORY)
if(NOT EXISTS "${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
  foreach(interleave_guess /usr/share/emscripten "${interleave_bin}/../libexec"
          "${EMSCRIPTEN_ROOT_PATH}/../libexec")
    if(EXISTS "${interleave_guess}/cmake/Modules/Platform/Emscripten.cmake")
      set(EMSCRIPTEN_ROOT_PATH "${interleave_guess}")
    endif()
  endforeach()
endif()

set(interleave_wrap "${CMAKE_CURRENT_LIST_DIR}/../build/deps/emscripten")
get_filename_component(interleave_wrap "${interleave_wrap}" ABSOLUTE)
set(interleave_env "")
if(EXISTS /usr/share/nodejs/acorn)
  string(APPEND interleave_env "export NODE_PATH=\"/usr/share/nodejs\${NODE_PATH:+:$NODE_PATH}\"\n")
endif()
if(interleave_bin STREQUAL /usr/bin AND EXISTS /usr/bin/python3)
  # The first python3 on PATH may be a script that searches for one, at each of 200 calls.
  string(APPEND interleave_env "export EMSDK_PYTHON=\"\${EMSDK_PYTHON:-/usr/bin/python3}\"\n")
endif()
if(EXISTS "${EMSCRIPTEN_ROOT_PATH}/.emscripten")
  string(APPEND interleave_env
         "export EM_CONFIG=\"\${EM_CONFIG:-${EMSCRIPTEN_ROOT_PATH}/.emscripten}\"\n")
endif()
foreach(interleave_tool emcc em++ emar emranlib em-config)
  set(interleave_text "#!/bin/sh\n# Made by tools/emscripten.cmake.\n")
  string(APPEND interleave_text "${interleave_env}exec \"${interleave_bin}/${interleave_tool}\" \"$@\"\n")
  set(interleave_old "")
  if(EXISTS "${interleave_wrap}/${interleave_tool}")
    file(READ "${interleave_wrap}/${interleave_tool}" interleave_old)
  endif()
  if(NOT interleave_old STREQUAL interleave_text)
    file(WRITE "${interleave_wrap}/${interleave_tool}" "${interleave_text}")
    file(CHMOD "${interleave_wrap}/${interleave_tool}" PERMISSIONS
         OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endif()
endforeach()

set(CMAKE_C_COMPILER "${interleave_wrap}/emcc")
set(CMAKE_CXX_COMPILER "${interleave_wrap}/em++")
set(CMAKE_AR "${interleave_wrap}/emar" CACHE FILEPATH "")
set(CMAKE_RANLIB "${interleave_wrap}/emranlib" CACHE FILEPATH "")
set(ENV{PATH} "${interleave_wrap}:$ENV{PATH}")  # Emscripten's own file calls em-config by name

include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
