# Rooms: a library for each line of floors.txt.
#
# Object libraries, so that what is installed is one archive (karst/CMakeLists.txt), and the linker drops what a program does not
# use. tests/architecture/floors_test.py checks that the objects of a room need no symbol of a room below it in the list.

# karst_room(FOLDER [ONCE] [UNITY] [RECURSE] [LIBRARIES library…])
#   FOLDER     as in floors.txt, `name/*` for the sub-folders of one floor
#   ONCE       what is here runs once a run, not once an event: a fast build is worth more than the fastest code
#   UNITY      the files are many and short: several are compiled as one
#   LIBRARIES  libraries from outside that its files include
function(karst_room folder)
  cmake_parse_arguments(ROOM "ONCE;UNITY" "" "LIBRARIES" ${ARGN})
  string(REPLACE "/*" "/all" name "${folder}")
  string(REPLACE "/" "_" name "karst_${name}")
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cc)
  if(folder MATCHES "[*]$")
    # Sub-folders with a line of their own are rooms of their own.
    string(REPLACE "/*" "" parent "${folder}")
    list(FILTER sources EXCLUDE REGEX "/${parent}/common/")
  endif()
  if(NOT sources)
    return()
  endif()
  add_library(${name} OBJECT ${sources})
  target_link_libraries(${name} PRIVATE karst_options ${ROOM_LIBRARIES})
  if(ROOM_ONCE)
    target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  if(KARST_PCH)
    if(ROOM_UNITY)
      set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    endif()
    if(folder MATCHES "^engine/(plan|operators|scheduler)")
      target_precompile_headers(${name} REUSE_FROM karst_precompiled_plan)
    elseif(ROOM_ONCE)
      target_precompile_headers(${name} REUSE_FROM karst_precompiled_once)
    else()
      target_precompile_headers(${name} REUSE_FROM karst_precompiled)
    endif()
  endif()
  set_property(GLOBAL APPEND PROPERTY KARST_ROOMS ${name})
  set_property(GLOBAL APPEND PROPERTY KARST_ROOM_LIBRARIES ${ROOM_LIBRARIES})
endfunction()

# karst_collect_rooms(LIBRARY): a static library of the rooms so far, with the libraries that they need.
function(karst_collect_rooms library)
  get_property(rooms GLOBAL PROPERTY KARST_ROOMS)
  get_property(libraries GLOBAL PROPERTY KARST_ROOM_LIBRARIES)
  list(REMOVE_DUPLICATES libraries)
  set(objects "")
  foreach(room IN LISTS rooms)
    list(APPEND objects $<TARGET_OBJECTS:${room}>)
  endforeach()
  add_library(${library} STATIC ${objects})
  set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX)
  # What is only there for the build (options, libraries that are headers) is not part of what an installed library asks for.
  target_link_libraries(${library} PUBLIC $<BUILD_INTERFACE:karst_options>)
  foreach(one IN LISTS libraries)
    if(one STREQUAL "karst_simdjson")
      target_link_libraries(${library} PRIVATE $<BUILD_INTERFACE:karst_simdjson> $<INSTALL_INTERFACE:simdjson::simdjson>)
    elseif(one STREQUAL "nlohmann_json::nlohmann_json")
      target_link_libraries(${library} PRIVATE $<BUILD_INTERFACE:${one}>)
    else()
      target_link_libraries(${library} PRIVATE ${one})
    endif()
  endforeach()
endfunction()
