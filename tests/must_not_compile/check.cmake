# cmake -D KIND=right|wrong -D FILE=... -D COMPILER=... -D COMPILER_ID=... -D FLAGS=...
#       -D FOLDERS=... -P check.cmake
# Looks at the syntax of one file: right must compile, wrong must fail as the file says.
set(arguments ${FLAGS} -fsyntax-only -fno-diagnostics-color)
foreach(folder IN LISTS FOLDERS)
  list(APPEND arguments -I ${folder})
endforeach()
if(KIND STREQUAL "wrong")
  list(APPEND arguments -D WRONG)
endif()

set(ENV{LC_ALL} C) # the compiler's words, untranslated
execute_process(COMMAND ${COMPILER} ${arguments} ${FILE} RESULT_VARIABLE result
                OUTPUT_VARIABLE output ERROR_VARIABLE output)

if(KIND STREQUAL "right")
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${FILE} should compile without WRONG:\n${output}")
  endif()
  return()
endif()

file(STRINGS ${FILE} expectation REGEX "^// error: ")
string(REPLACE "// error: " "" expectation "${expectation}")
if(expectation STREQUAL "")
  message(FATAL_ERROR "${FILE} has no line `// error: regex`")
elseif(result EQUAL 0)
  message(FATAL_ERROR "${FILE} compiles with WRONG, and must not")
elseif(COMPILER_ID STREQUAL "GNU" AND NOT output MATCHES "${expectation}")
  message(FATAL_ERROR "${FILE} fails for another reason than `${expectation}`:\n${output}")
endif()
