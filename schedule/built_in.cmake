# Writes OUTPUT, a source file that holds the data files FILES as they are.
set(entries "")
list(SORT FILES COMPARE NATURAL)
foreach(file IN LISTS FILES)
  cmake_path(GET file PARENT_PATH folder)
  cmake_path(GET folder FILENAME folder)
  cmake_path(GET file FILENAME name)
  file(READ ${file} text)
  string(APPEND entries "    {\"${folder}/${name}\", R\"nkdose(${text})nkdose\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by schedule/built_in.cmake from the data files.
#include \"schedule/library.hpp\"

namespace nkdose {
namespace {
constexpr DataFile files[] = {
${entries}};
}
std::span<const DataFile> built_in_files() { return files; }
} // namespace nkdose
")
