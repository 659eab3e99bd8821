# Writes a .cpp that contains files.
# Usage: cmake -DSPACE=space -DNAME=name -DLIST=file-with-a-list -DOUTPUT=x.cpp -P embed.cmake
# Called through interleave_embed (tools/interleave.cmake), which says how to use the result.

file(READ "${LIST}" files)
set(data "")
set(rows "")
set(count 0)
foreach(file IN LISTS files)
  get_filename_component(title "${file}" NAME)
  file(READ "${file}" hex HEX)
  string(REGEX REPLACE "(................................................)" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," hex "${hex}")
  # The zero at the end lets a text be used as a C string, too.
  string(APPEND data "constexpr char data_${count}[] = {\n${hex}0};\n")
  string(APPEND rows "    {\"${title}\", {data_${count}, sizeof data_${count} - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()

set(text "// Made by tools/embed.cmake.\n#include \"${SPACE}/${NAME}.h\"\n\n")
string(APPEND text "namespace ${SPACE} {\n")
if(count)
  string(APPEND text "namespace {\n${data}constexpr Embedded files[] = {\n${rows}};\n}\n")
endif()
if(count)
  string(APPEND text "std::span<const Embedded> ${NAME}() { return files; }\n}\n")
else()
  string(APPEND text "std::span<const Embedded> ${NAME}() { return {}; }\n}\n")
endif()
file(WRITE "${OUTPUT}" "${text}")
