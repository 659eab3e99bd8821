# The functions that the CMakeLists of the folders are written with.
#
#   interleave_module(name SOURCES a.cpp b.cpp USES base sim [SMALL] [WHOLE])
#       A static library of the folder. SMALL: optimised for size, not speed, on the web.
#       WHOLE: programs optimise it together with the other such modules, in native builds too.
#   interleave_small_sources(a.cpp b.cpp)
#       Sources of a module that is optimised for speed whose own speed does not matter: for size on the web.
#   interleave_compact_sources(a.cpp b.cpp)
#       Likewise, for sources that are not in the innermost loops: fast, but not larger for it.
#   interleave_program(name SOURCES main.cpp USES app)          an executable
#   interleave_embed(space/name file...)
#       A library `name` that contains files. Code that uses it includes "space/name.h", which the build writes:
#           namespace space { std::span<const Embedded> name(); }
#       Each file has its name (without folders) and its bytes.
#   interleave_alone(a.cpp)
#       A source that is never compiled together with others (INTERLEAVE_TOGETHER): it has macros of its own.
#   interleave_test(name SOURCES a_test.cpp USES sim)          in tests/
#   interleave_test_library(name SOURCES a.cpp USES sim)       in tests/: what several tests share, as test_<name>
#   interleave_all_tests()
#       Likewise: for the web, makes one program of all tests.
#   interleave_check_tests([ALL])
#       At the end of tests/: lists the sources of all tests in tests/sources.txt. ALL: every *_test.cpp must be one.
#   interleave_bench(name SOURCES a_bench.cpp USES model)      in tests/bench/

include_guard()

set(INTERLEAVE_TOOLS "${CMAKE_CURRENT_LIST_DIR}")

# While several people write, a listed source that does not exist yet is only a warning.
if(INTERLEAVE_WERROR)
  set(INTERLEAVE_MISSING FATAL_ERROR)
else()
  set(INTERLEAVE_MISSING WARNING)
endif()

# Browsers with WebGL 2 also have these instructions: floats become integers without a branch, and short integers are
# widened by one instruction. Newer Emscriptens use them by default. (These browsers also copy memory with one
# instruction; but with that option clang 14 keeps thread_local as if there were threads, which its linker refuses.)
if(EMSCRIPTEN)
  add_compile_options(-mnontrapping-fptoint -msign-ext)
endif()

# The options of all our compilations; a target links one of the two below to choose exceptions.
add_library(interleave_warnings INTERFACE)
target_compile_features(interleave_warnings INTERFACE cxx_std_20)
target_compile_options(interleave_warnings INTERFACE -Wall -Wextra -Wpedantic -UNDEBUG
    -Wno-missing-field-initializers  # every member of ours has a default value
    $<$<CONFIG:Debug>:-DINTERLEAVE_CHECKED>  # asserts in the innermost loops, too
    -ffp-contract=off $<$<BOOL:${INTERLEAVE_WERROR}>:-Werror>
    # The message of an assert does not depend on where this was built.
    "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=" "-fmacro-prefix-map=${INTERLEAVE_DEPS}/="
    # g++ 12 and 13 warn about the internals of std::string (its bugs 105329 and 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
    # Its manual says that this one is unreliable with sanitizers.
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${INTERLEAVE_SANITIZE}>>:-Wno-maybe-uninitialized>)

add_library(interleave_flags INTERFACE)
target_link_libraries(interleave_flags INTERFACE interleave_warnings)
target_compile_options(interleave_flags INTERFACE -fno-exceptions)

# For the command line (CLI11 throws) and the tests (Catch2 throws).
add_library(interleave_throws INTERFACE)
target_link_libraries(interleave_throws INTERFACE interleave_warnings)
target_compile_options(interleave_throws INTERFACE -fexceptions)
target_link_options(interleave_throws INTERFACE -fexceptions)

# Measured (M/M/1 in Node): -Os runs 4.6 times slower than -O3; -flto makes it 2 to 20 % faster.
if(NOT DEFINED INTERLEAVE_FAST)
  set(INTERLEAVE_FAST -O3)
endif()
add_library(interleave_fast INTERFACE)
add_library(interleave_small INTERFACE)
if(EMSCRIPTEN)
  target_compile_options(interleave_fast INTERFACE ${INTERLEAVE_FAST} -flto)
  target_compile_options(interleave_small INTERFACE -Oz -flto)
elseif(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  # Both kinds of code in one object: programs and benchmarks are optimised as a whole, and tests link in a second.
  set(INTERLEAVE_WHOLE -flto=2 -ffat-lto-objects)
endif()

# Header-only packages, copied from the system's include folder (em++ must not see that folder).
add_library(interleave_headers INTERFACE)
target_include_directories(interleave_headers SYSTEM INTERFACE "${INTERLEAVE_DEPS}/include")

function(interleave_folder folder)
  if(EXISTS "${PROJECT_SOURCE_DIR}/${folder}/CMakeLists.txt")
    add_subdirectory(${folder})
  else()
    message(${INTERLEAVE_MISSING} "${folder} has no CMakeLists.txt")
  endif()
endfunction()

# Keeps those files of a list that exist, and reports the others.
function(interleave_existing out)
  set(found "")
  foreach(file IN LISTS ARGN)
    get_filename_component(path "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
    if(EXISTS "${path}")
      list(APPEND found "${path}")
    else()
      message(${INTERLEAVE_MISSING} "${path} is listed but isn't there")
    endif()
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

function(interleave_use target visibility)
  foreach(used IN LISTS ARGN)
    if(TARGET ${used})
      target_link_libraries(${target} ${visibility} ${used})
    else()
      message(${INTERLEAVE_MISSING} "${target} uses ${used}, which isn't there")
    endif()
  endforeach()
endfunction()

# A source that must not be compiled together with its neighbours, for example because it defines macros for a header.
function(interleave_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# Compiles the sources of a target folder by folder if INTERLEAVE_TOGETHER contains its kind: headers are read, and
# templates instantiated, once per folder instead of once per file.
function(interleave_together target kind)
  if(NOT kind IN_LIST INTERLEAVE_TOGETHER)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(folder "${source}" ABSOLUTE)
    get_filename_component(folder "${folder}" DIRECTORY)
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${folder}")
    string(MAKE_C_IDENTIFIER "${folder}" group)
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP ${group})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # To g++, types of a file that another file includes look as if they were in a header.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

function(interleave_module name)
  cmake_parse_arguments(arg "SMALL;WHOLE" "" "SOURCES;USES" ${ARGN})
  interleave_existing(sources ${arg_SOURCES})
  if(sources)
    set(visibility PUBLIC)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PRIVATE interleave_flags
        $<IF:$<BOOL:${arg_SMALL}>,interleave_small,interleave_fast>)
    interleave_together(${name} modules)
    if(arg_WHOLE)
      target_compile_options(${name} PRIVATE ${INTERLEAVE_WHOLE})
    endif()
  else()
    set(visibility INTERFACE)
    add_library(${name} INTERFACE)
  endif()
  target_compile_features(${name} ${visibility} cxx_std_20)
  target_include_directories(${name} ${visibility} "${PROJECT_SOURCE_DIR}/src")
  interleave_use(${name} ${visibility} ${arg_USES})
endfunction()

function(interleave_small_sources)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -Oz)
  endif()
endfunction()

function(interleave_compact_sources)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -Os)
  endif()
endfunction()

function(interleave_embed symbol)
  interleave_existing(files ${ARGN})
  set(folder "${PROJECT_BINARY_DIR}/embedded")
  set(output "${folder}/${symbol}.cpp")
  string(REPLACE "/" ";" parts "${symbol}")
  list(GET parts 0 space)
  list(GET parts 1 name)
  file(GENERATE OUTPUT "${folder}/${symbol}.h" CONTENT "#pragma once

// Made by interleave_embed (tools/interleave.cmake).

#include \"base/embedded.h\"

#include <span>

namespace ${space} {

std::span<const Embedded> ${name}();

}  // namespace ${space}
")
  # Written to a file: a list does not survive a command line.
  file(GENERATE OUTPUT "${output}.txt" CONTENT "${files}")
  add_custom_command(OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} -DSPACE=${space} -DNAME=${name} -DLIST=${output}.txt
            -DOUTPUT=${output} -P "${INTERLEAVE_TOOLS}/embed.cmake"
    DEPENDS ${files} "${output}.txt" "${INTERLEAVE_TOOLS}/embed.cmake"
    COMMENT "Embedding ${symbol}" VERBATIM)
  add_library(${name} STATIC "${output}")
  target_link_libraries(${name} PUBLIC base PRIVATE interleave_flags interleave_small)
  target_include_directories(${name} PUBLIC "${folder}")
endfunction()

# The target does not exist until it has sources.
function(interleave_program name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  interleave_existing(sources ${arg_SOURCES})
  if(sources)
    add_executable(${name} ${sources})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
    target_link_options(${name} PRIVATE ${INTERLEAVE_WHOLE})
    interleave_use(${name} PRIVATE ${arg_USES})
  endif()
endfunction()

# A program for Node: one .cjs that reads its .wasm at once, with real files. The engine's objects
# are bitcode, so it is optimised as a whole when it is linked; -flto would do the same to the standard
# library, which takes twice as long and gains nothing here.
function(interleave_node_program target)
  set_target_properties(${target} PROPERTIES SUFFIX ".cjs")
  target_link_options(${target} PRIVATE
      -sENVIRONMENT=node -sNODERAWFS=1 -sWASM_ASYNC_COMPILATION=0 -sEXIT_RUNTIME=1
      -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB ${INTERLEAVE_STACK} ${ARGN}
      "SHELL:--pre-js ${PROJECT_BINARY_DIR}/language_in_node.js")
  if(TARGET interleave-language)
    add_dependencies(${target} interleave-language)
  endif()
endfunction()

# What tests and their libraries have in common.
function(interleave_test_sources target)
  target_precompile_headers(${target} REUSE_FROM test_main)
  interleave_together(${target} tests)
  get_target_property(sources ${target} SOURCES)
  set_property(GLOBAL APPEND PROPERTY INTERLEAVE_TEST_SOURCES ${sources})
endfunction()

function(interleave_test_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  interleave_existing(sources ${arg_SOURCES})
  add_library(test_${name} STATIC ${sources})
  target_link_libraries(test_${name} PUBLIC test_main)
  interleave_use(test_${name} PUBLIC ${arg_USES})
  interleave_test_sources(test_${name})
endfunction()

function(interleave_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  interleave_existing(sources ${arg_SOURCES})
  if(EMSCRIPTEN)
    add_library(test-${name} OBJECT ${sources})
    set_property(GLOBAL APPEND PROPERTY INTERLEAVE_TESTS test-${name})
  else()
    add_executable(test-${name} ${sources})
    add_test(NAME ${name} COMMAND test-${name} --warn NoTests)
    set_tests_properties(${name} PROPERTIES TIMEOUT 600)
  endif()
  target_link_libraries(test-${name} PRIVATE test_main)
  interleave_use(test-${name} PRIVATE ${arg_USES})
  interleave_test_sources(test-${name})
endfunction()

# For the web, all tests are one program, test-all: the engine is optimised as a whole at the link,
# which takes half a minute for each program.
function(interleave_all_tests)
  get_property(tests GLOBAL PROPERTY INTERLEAVE_TESTS)
  file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/none.cpp" CONTENT "")
  add_executable(test-all "${CMAKE_CURRENT_BINARY_DIR}/none.cpp")
  target_link_libraries(test-all PRIVATE test_main ${tests})
  interleave_node_program(test-all -O1)
  add_test(NAME all COMMAND test-all --warn NoTests)
  set_tests_properties(all PROPERTIES TIMEOUT 1800)
endfunction()

function(interleave_check_tests)
  cmake_parse_arguments(arg "ALL" "" "" ${ARGN})
  get_property(sources GLOBAL PROPERTY INTERLEAVE_TEST_SOURCES)
  if(arg_ALL)
    file(GLOB_RECURSE written "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
    list(REMOVE_ITEM written ${sources})
    foreach(file IN LISTS written)
      message(${INTERLEAVE_MISSING} "${file} belongs to no test")
    endforeach()
  endif()
  list(JOIN sources "\n" lines)
  file(GENERATE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/sources.txt" CONTENT "${lines}\n")
endfunction()

function(interleave_bench name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  interleave_existing(sources ${arg_SOURCES})
  if(NOT sources)
    return()
  endif()
  add_executable(bench-${name} ${sources})
  target_include_directories(bench-${name} PRIVATE "${PROJECT_SOURCE_DIR}")
  target_link_libraries(bench-${name} PRIVATE bench_main interleave_flags interleave_fast)
  target_link_options(bench-${name} PRIVATE ${INTERLEAVE_WHOLE})
  add_dependencies(benchmarks bench-${name})
  interleave_use(bench-${name} PRIVATE ${arg_USES})
  if(EMSCRIPTEN)
    interleave_node_program(bench-${name} -O3)
  endif()
endfunction()

# A module of the page: NAME.js (an ES module) and NAME.wasm. Exports are marked with
# EMSCRIPTEN_KEEPALIVE in app/calls/web_module.cpp. There is no eval, so that a strict Content-Security-Policy holds. -Oz
# is only for linking: it saves 18 kB of the packed file and takes a fifth of the time of -O3, and M/M/1,
# whose objects are -O3, runs equally fast. Passing it to Binaryen twice saves another 3 kB.
function(interleave_page target name)
  cmake_parse_arguments(arg "" "PASSES" "" ${ARGN})
  set_target_properties(${target} PROPERTIES SUFFIX ".js" OUTPUT_NAME ${name}
      RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
  target_link_options(${target} PRIVATE -Oz --no-entry
      -sMODULARIZE=1 -sEXPORT_ES6=1 -sENVIRONMENT=web -sFILESYSTEM=0 -sDYNAMIC_EXECUTION=0
      -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=2GB -sINITIAL_MEMORY=16MB ${INTERLEAVE_STACK}
      -sBINARYEN_EXTRA_PASSES=${arg_PASSES}-Oz)
endfunction()

# Links the objects that are optimised for speed before all others. The linker takes the first copy of a function that
# several objects have (such as those of std::vector), and with the small copies the engine is a third slower. Sources
# that are optimised for size have options of their own and are not compiled together with others, so that the names
# of the objects tell them apart.
function(interleave_fast_first target)
  foreach(module IN LISTS ARGN)
    target_link_options(${target} PRIVATE "$<FILTER:$<TARGET_OBJECTS:${module}>,INCLUDE,/Unity/|_walk[.]cpp>")
  endforeach()
endfunction()

# Splits the module of figures in two (tools/site/split.mjs).
function(interleave_split target)
  find_program(INTERLEAVE_WASM_SPLIT wasm-split HINTS "${EMSCRIPTEN_ROOT_PATH}/../bin" DOC "Of Binaryen")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS
      "${INTERLEAVE_TOOLS}/site/split.mjs" "${INTERLEAVE_TOOLS}/site/order.mjs" "${INTERLEAVE_TOOLS}/site/texts.mjs"
      "${INTERLEAVE_TOOLS}/site/joints.mjs" "${INTERLEAVE_TOOLS}/site/page_figures.mjs"
      "${PROJECT_SOURCE_DIR}/web/core/quick.js")
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND "${CMAKE_CROSSCOMPILING_EMULATOR}" "${INTERLEAVE_TOOLS}/site/split.mjs" "${PROJECT_BINARY_DIR}"
            "${INTERLEAVE_WASM_SPLIT}" "${PROJECT_SOURCE_DIR}/web/scenarios"
    COMMENT "Splitting the module of figures" VERBATIM)
endfunction()

# Settings that have changed: that of the stack was renamed, and its default went from 5 MB to 64 kB.
if(EMSCRIPTEN)
  if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.27)
    set(INTERLEAVE_STACK -sTOTAL_STACK=2MB)
    set(INTERLEAVE_LANGUAGE_STACK -sTOTAL_STACK=2MB)
  else()
    set(INTERLEAVE_STACK -sSTACK_SIZE=2MB)
    set(INTERLEAVE_LANGUAGE_STACK -sSTACK_SIZE=2MB)
    set(INTERLEAVE_GL_FLAGS -sGL_ENABLE_GET_PROC_ADDRESS=0)
  endif()
endif()
