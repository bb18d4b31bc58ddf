# The standard headers that most files include, compiled once for all rooms (KARST_PCH). A file must still include what it uses:
# the sanitizer and clang builds have no precompiled headers and fail where one is missing.
set(KARST_STANDARD_HEADERS
    <algorithm> <array> <charconv> <cstdint> <functional> <map> <memory> <optional> <set> <span> <stdexcept> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)

# karst_precompile(TARGET [ONCE] [header…]): a target whose precompiled headers rooms with the same options use.
function(karst_precompile target)
  cmake_parse_arguments(PRECOMPILE "ONCE" "" "" ${ARGN})
  set(empty ${PROJECT_BINARY_DIR}/generated/${target}.cc)
  file(CONFIGURE OUTPUT ${empty} CONTENT "// A target must have a source; this one is there for its precompiled headers.\n")
  add_library(${target} OBJECT ${empty})
  target_link_libraries(${target} PRIVATE karst_options)
  if(PRECOMPILE_ONCE)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  endif()
  target_precompile_headers(${target} PRIVATE ${KARST_STANDARD_HEADERS} ${PRECOMPILE_UNPARSED_ARGUMENTS})
endfunction()

if(KARST_PCH)
  karst_precompile(karst_precompiled)
  karst_precompile(karst_precompiled_once ONCE)
  # Own headers only where nearly all files need them: all of them are compiled anew when one of these changes.
  karst_precompile(karst_precompiled_plan ${PROJECT_SOURCE_DIR}/engine/plan/planner.h)
endif()
