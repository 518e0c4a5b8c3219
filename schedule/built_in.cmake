# Writes OUTPUT, a source file that holds the data files FILES as they are.
set(entries "")
set(named "")
foreach(file IN LISTS FILES)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET folder FILENAME folder)
  cmake_path(GET file FILENAME name)
  list(APPEND named "${folder}/${name}=${file}")
endforeach()
list(SORT named)
foreach(one IN LISTS named)
  string(REGEX MATCH "^([^=]*)=(.*)$" one "${one}")
  set(name ${CMAKE_MATCH_1})
  set(file ${CMAKE_MATCH_2})
  file(READ ${file} text)
  string(APPEND entries "    {\"${name}\", R\"nkdose(${text})nkdose\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by schedule/built_in.cmake from the data files.
#include \"schedule/protocol/built_in.hpp\"

namespace nkdose {
namespace {
constexpr DataFile files[] = {
${entries}};
}
std::span<const DataFile> built_in_files() { return files; }
} // namespace nkdose
")
