# Three Debian packages by CPack: nkdose (the program), libnkdose-c1 (the C library) and
# libnkdose-dev (headers, the static C++ library). One would be simpler, but Debian asks for a
# package of its own, named after the soname, for a shared library that others link.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "nkdose maintainers <nkdose@users.noreply.github.com>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL program c_library development)
set(about "nkdose computes lymphodepletion (fludarabine and cyclophosphamide) and\n\
CAR-NK cell doses of one patient or of many, and turns them into a dated\n\
treatment calendar. It is not a medical device.")

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME nkdose)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS tzdata) # for sites that name their time zone
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "lymphodepletion and CAR-NK cell doses, and their calendar\n${about}")

set(soversion ${PROJECT_VERSION_MAJOR})
set(CPACK_DEBIAN_C_LIBRARY_PACKAGE_NAME libnkdose-c${soversion})
set(CPACK_DEBIAN_C_LIBRARY_PACKAGE_SECTION libs)
# The trigger that Debian wants; CPack's own scripts call ldconfig beside it.
file(WRITE ${made}/triggers "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_C_LIBRARY_PACKAGE_CONTROL_EXTRA ${made}/triggers)
set(CPACK_COMPONENT_C_LIBRARY_DESCRIPTION
    "lymphodepletion and CAR-NK cell doses (shared C library)\n${about}\n.\n\
This package has the C library, which answers JSON with JSON.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libnkdose-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libnkdose-c${soversion} (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}), libboost-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "lymphodepletion and CAR-NK cell doses (development files)\n${about}\n.\n\
This package has the headers, the static C++ library, and what CMake and\n\
pkg-config need to find both libraries.")

# What Debian wants beside the files; a plain installation leaves it out.
configure_file(${package_folder}/changelog.Debian.in ${made}/changelog.Debian @ONLY)
add_custom_command(
  OUTPUT ${made}/changelog.gz ${made}/changelog.Debian.gz
  COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${made}/changelog.gz
  COMMAND gzip -9nc ${made}/changelog.Debian > ${made}/changelog.Debian.gz
  DEPENDS CHANGELOG.md ${made}/changelog.Debian
  VERBATIM)
add_custom_target(nkdose_changelogs ALL DEPENDS ${made}/changelog.gz)
set(c_library_overrides
    "# CPack writes these scripts wherever there is a shared library. They do no harm.\n"
    "maintscript-calls-ldconfig *\n")
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} upper)
  install(FILES ${package_folder}/copyright ${made}/changelog.gz ${made}/changelog.Debian.gz
          DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${CPACK_DEBIAN_${upper}_PACKAGE_NAME}
          COMPONENT ${component} EXCLUDE_FROM_ALL)
  file(WRITE ${made}/overrides/${CPACK_DEBIAN_${upper}_PACKAGE_NAME}
       "# The packages are not uploaded to Debian, so no bug of Debian's asks for them.\n"
       "initial-upload-closes-no-bugs *\n" ${${component}_overrides})
  install(FILES ${made}/overrides/${CPACK_DEBIAN_${upper}_PACKAGE_NAME}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
          COMPONENT ${component} EXCLUDE_FROM_ALL)
endforeach()
include(CPack)
