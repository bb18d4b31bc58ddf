# cmake --install and cpack. Two components: `runtime` is the program, which stands alone (the packs are inside it), with what is
# there to be read; `development` is the library: karst/'s headers, an archive, and a CMake package (docs/library.md).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME runtime)

if(TARGET karst)
  install(TARGETS karst RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY packs DESTINATION ${CMAKE_INSTALL_DATADIR}/karst
        FILES_MATCHING PATTERN "*.yml" PATTERN "*.yaml" PATTERN "*.csv" PATTERN "*.tsv")

# Headers that a program may include; the others in karst/ are the inside of the library.
file(GLOB KARST_PUBLIC_HEADERS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/karst/*.h)
list(FILTER KARST_PUBLIC_HEADERS EXCLUDE REGEX "_impl\\.h$")
install(FILES ${KARST_PUBLIC_HEADERS} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/karst COMPONENT development)

set(KARST_CMAKE_FOLDER ${CMAKE_INSTALL_LIBDIR}/cmake/karst)
set_target_properties(karst_core PROPERTIES EXPORT_NAME karst OUTPUT_NAME karst)
target_include_directories(karst_core INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_features(karst_core INTERFACE cxx_std_20)
target_link_libraries(karst_core PUBLIC Threads::Threads)
install(TARGETS karst_core EXPORT karst ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(EXPORT karst NAMESPACE karst:: FILE karstTargets.cmake DESTINATION ${KARST_CMAKE_FOLDER} COMPONENT development)
configure_package_config_file(cmake/karstConfig.cmake.in ${PROJECT_BINARY_DIR}/generated/karstConfig.cmake
                              INSTALL_DESTINATION ${KARST_CMAKE_FOLDER})
# Before 1.0, a new minor version may break programs.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/generated/karstConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/generated/karstConfig.cmake ${PROJECT_BINARY_DIR}/generated/karstConfigVersion.cmake
        DESTINATION ${KARST_CMAKE_FOLDER} COMPONENT development)

set(CPACK_PACKAGE_NAME karst)
set(CPACK_PACKAGE_VENDOR "The karst developers")
set(CPACK_PACKAGE_CONTACT "The karst developers <karst@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION_FILE ${PROJECT_SOURCE_DIR}/cmake/package_description.txt)
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_RESOURCE_FILE_README ${PROJECT_SOURCE_DIR}/README.md)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB TGZ)
# A package for each component: karst, and libkarst-dev with what programs are built with.
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME karst)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libkarst-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers and a static library: karst inside other programs.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libsimdjson-dev, libyaml-cpp-dev, libre2-dev, libpcre2-dev, libabsl-dev, libfmt-dev, zlib1g-dev, libzstd-dev, libpugixml-dev, libmaxminddb-dev, libssl-dev, pkgconf | pkg-config")
if(EVTX_FOUND)
  string(APPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS ", libevtx-dev, libbfio-dev")
endif()
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# The dependencies are read from what the binary is linked with, so that they cannot be forgotten.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
include(CPack)
