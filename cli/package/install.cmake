# What `cmake --install` puts where: the program with its manual and completions, the C library, and
# what it takes to link either library.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_folder ${CMAKE_CURRENT_LIST_DIR})
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/nkdose)

# Made by the program itself, from the table of its options.
set(made ${PROJECT_BINARY_DIR}/made)
add_custom_command(
  OUTPUT ${made}/nkdose.1.gz ${made}/nkdose.bash ${made}/_nkdose ${made}/nkdose.fish
  COMMAND nkdose_program man -o ${made}/nkdose.1
  COMMAND gzip -9nc ${made}/nkdose.1 > ${made}/nkdose.1.gz
  COMMAND nkdose_program completion bash -o ${made}/nkdose.bash
  COMMAND nkdose_program completion zsh -o ${made}/_nkdose
  COMMAND nkdose_program completion fish -o ${made}/nkdose.fish
  DEPENDS nkdose_program
  VERBATIM)
file(MAKE_DIRECTORY ${made})
add_custom_target(nkdose_made ALL DEPENDS ${made}/nkdose.1.gz)

install(TARGETS nkdose_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES ${made}/nkdose.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES ${made}/nkdose.bash RENAME nkdose COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${made}/_nkdose COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${made}/nkdose.fish COMPONENT program
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The two libraries have a file of targets each: who uses the C library needs no Boost.
install(TARGETS nkdose EXPORT nkdose-cpp
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(TARGETS nkdose_c EXPORT nkdose-c
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT c_library
        NAMELINK_COMPONENT development)
foreach(library IN ITEMS cpp c)
  install(EXPORT nkdose-${library} NAMESPACE nkdose:: DESTINATION ${config_folder}
          COMPONENT development)
endforeach()
configure_package_config_file(
  ${package_folder}/nkdoseConfig.cmake.in ${PROJECT_BINARY_DIR}/nkdoseConfig.cmake
  INSTALL_DESTINATION ${config_folder} NO_SET_AND_CHECK_MACRO)
# No promise about the C++ library from one version to the next.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/nkdoseConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/nkdoseConfig.cmake
              ${PROJECT_BINARY_DIR}/nkdoseConfigVersion.cmake
        DESTINATION ${config_folder} COMPONENT development)
file(RELATIVE_PATH up_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /) # wherever it is moved to
foreach(file IN ITEMS nkdose nkdose-c)
  configure_file(${package_folder}/${file}.pc.in ${PROJECT_BINARY_DIR}/${file}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${file}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
          COMPONENT development)
endforeach()
# Headers include each other as "dosing/body/surface.hpp", in a folder where nobody else's can stand.
install(DIRECTORY dosing schedule DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nkdose
        COMPONENT development FILES_MATCHING PATTERN "*.hpp"
        PATTERN drugs EXCLUDE PATTERN bands EXCLUDE PATTERN glucocorticoids EXCLUDE
        PATTERN protocols EXCLUDE PATTERN sites EXCLUDE PATTERN escalation EXCLUDE)
# The two headers that examples included before the folders had folders keep their names.
foreach(forward IN ITEMS library=protocol/library plan=plan/plan)
  string(REGEX MATCH "^(.*)=(.*)$" forward ${forward})
  file(WRITE ${made}/schedule/${CMAKE_MATCH_1}.hpp
       "#pragma once\n#include \"schedule/${CMAKE_MATCH_2}.hpp\"\n")
endforeach()
install(DIRECTORY ${made}/schedule DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/nkdose
        COMPONENT development)
install(FILES cli/library/nkdose.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

include(${package_folder}/debian.cmake)
