# The complete static site in build/web/site. CMakeLists.txt includes it for its target, and that target runs
# it as a script: cmake -DSOURCE=… -DBINARY=… -DDEPS=… -DNODE=… -P tools/site.cmake

if(NOT CMAKE_SCRIPT_MODE_FILE)
  add_custom_target(site ALL
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DBINARY=${PROJECT_BINARY_DIR}
            -DDEPS=${INTERLEAVE_DEPS} -DNODE=${CMAKE_CROSSCOMPILING_EMULATOR}
            -P ${CMAKE_CURRENT_LIST_FILE}
    COMMENT "Assembling the site" VERBATIM)
  foreach(part interleave-language interleave-web interleave-figure interleave-cli)
    if(TARGET ${part})
      add_dependencies(site ${part})
    endif()
  endforeach()
  return()
endif()

# It is made next to the old one and exchanged at the end, so that a server never shows half a site.
set(site "${BINARY}/site")
set(next "${BINARY}/site.next")
file(REMOVE_RECURSE "${next}")
file(MAKE_DIRECTORY "${next}/schema" "${next}/fonts")

file(COPY "${SOURCE}/web/" DESTINATION "${next}"
     PATTERN "*.cmake" EXCLUDE PATTERN "CMakeLists.txt" EXCLUDE PATTERN ".*" EXCLUDE PATTERN "lessons" EXCLUDE)
include("${CMAKE_CURRENT_LIST_DIR}/page_tables.cmake")
set(shared "${next}/controls.css" "${next}/overlays.css" "${next}/question.css")
palette_into_css("${SOURCE}/src/chart/frame/palette.cpp" "${next}/style.css" "${BINARY}/palette.json" ${shared})
palette_into_css("${SOURCE}/src/chart/frame/palette.cpp" "${next}/v1/embed.css" "${BINARY}/palette.json" ${shared} "${next}/v1/live.css")
icons_into_js("${SOURCE}/src/view/icons.def" "${next}/parts/icons.js")
titles_into_html("${SOURCE}/web/scenarios" "${next}/index.html")
foreach(part language.wasm interleave.js interleave.wasm figure.js figure.wasm figure.rest.wasm)
  if(EXISTS "${BINARY}/${part}")
    file(COPY "${BINARY}/${part}" DESTINATION "${next}")
  else()
    message(WARNING "The site has no ${part} yet")
  endif()
endforeach()
foreach(font Inter-Regular Inter-SemiBold JetBrainsMono-Regular)
  file(COPY "${DEPS}/fonts/${font}.woff2" DESTINATION "${next}/fonts")
endforeach()

if(EXISTS "${BINARY}/interleave-cli.wasm")
  # The schemas are made from the tables.
  execute_process(COMMAND "${NODE}" "${BINARY}/interleave-cli.mjs" schema
    OUTPUT_FILE "${next}/schema/scenario-1.json" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${NODE}" "${BINARY}/interleave-cli.mjs" schema figure
    OUTPUT_FILE "${next}/schema/figure-1.json" COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND "${NODE}" "${SOURCE}/tools/site/posters.mjs" "${BINARY}" "${next}" "${DEPS}"
    COMMAND_ERROR_IS_FATAL ANY)
  # The lessons, with every number and every answer computed.
  execute_process(COMMAND "${NODE}" "${SOURCE}/tools/course/main.mjs" "${SOURCE}" "${BINARY}" "${next}" "${DEPS}"
    RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "The course cannot be made: see above. If a package is missing, run tools/setup.")
  endif()
endif()

execute_process(COMMAND "${NODE}" "${SOURCE}/tools/site/pack.mjs" "${next}" "${DEPS}" RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "The page's scripts cannot be packed. Run tools/setup, which installs the packer.")
endif()
execute_process(COMMAND "${NODE}" "${SOURCE}/tools/site/integrity.mjs" "${next}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${NODE}" "${SOURCE}/tools/site/sitemap.mjs" "${next}" "$ENV{SITE_URL}" COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${NODE}" "${SOURCE}/tools/site/worker.mjs" "${next}" COMMAND_ERROR_IS_FATAL ANY)

file(REMOVE_RECURSE "${site}")
file(RENAME "${next}" "${site}")
