# Dear ImGui, from where tools/setup put it, with the renderer and, in native builds, the window code.

set(INTERLEAVE_IMGUI "${INTERLEAVE_DEPS}/imgui")
if(NOT EXISTS "${INTERLEAVE_IMGUI}/imgui.cpp")
  message(FATAL_ERROR "Dear ImGui is not in ${INTERLEAVE_IMGUI}. Run tools/setup, "
                      "or configure with -DINTERLEAVE_APP=OFF.")
endif()

add_library(imgui STATIC
  ${INTERLEAVE_IMGUI}/imgui.cpp
  ${INTERLEAVE_IMGUI}/imgui_draw.cpp
  $<IF:$<CONFIG:Debug>,${INTERLEAVE_IMGUI}/imgui_tables.cpp,${PROJECT_SOURCE_DIR}/src/view/no_tables.cpp>
  ${INTERLEAVE_IMGUI}/imgui_widgets.cpp
  ${INTERLEAVE_IMGUI}/backends/imgui_impl_opengl3.cpp)
target_compile_features(imgui PUBLIC cxx_std_20)
target_include_directories(imgui SYSTEM PUBLIC ${INTERLEAVE_IMGUI} ${INTERLEAVE_IMGUI}/backends)
target_include_directories(imgui PUBLIC ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="view/imconfig.h"
    $<$<NOT:$<CONFIG:Debug>>:INTERLEAVE_SMALL_IMGUI>)

if(EMSCRIPTEN)
  target_compile_options(imgui PRIVATE -Oz -flto -fno-exceptions -fno-rtti)
  target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3)
else()
  find_package(glfw3 3.3 REQUIRED)
  find_package(OpenGL REQUIRED)
  target_sources(imgui PRIVATE ${INTERLEAVE_IMGUI}/backends/imgui_impl_glfw.cpp)
  target_link_libraries(imgui PUBLIC glfw OpenGL::GL ${CMAKE_DL_LIBS})
endif()
