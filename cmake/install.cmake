# cmake --install and cpack. The binary stands alone (the packs are inside it); the rest is there to be read.
include(GNUInstallDirs)

if(TARGET karst)
  install(TARGETS karst RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY packs DESTINATION ${CMAKE_INSTALL_DATADIR}/karst
        FILES_MATCHING PATTERN "*.yml" PATTERN "*.yaml" PATTERN "*.csv" PATTERN "*.tsv")

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
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
# The dependencies are read from what the binary is linked with, so that they cannot be forgotten.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
include(CPack)
