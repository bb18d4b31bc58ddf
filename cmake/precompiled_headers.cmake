# The standard headers that most files include, compiled once a target (KARST_PCH). A file must still include what it uses: the
# sanitizer and clang builds have no precompiled headers and fail where one is missing.
set(KARST_STANDARD_HEADERS
    <algorithm> <array> <charconv> <cstdint> <functional> <map> <memory> <optional> <set> <span> <stdexcept> <string> <string_view>
    <unordered_map> <utility> <variant> <vector>)

foreach(target karst_parser karst_engine karst_pack_reader karst_rules karst karst_tests)
  if(TARGET ${target})
    get_target_property(type ${target} TYPE)
    if(NOT type STREQUAL INTERFACE_LIBRARY)
      target_precompile_headers(${target} PRIVATE ${KARST_STANDARD_HEADERS})
    endif()
  endif()
endforeach()
# Own headers only where most files need them: all files of the target are compiled anew when one of them changes.
target_precompile_headers(karst_engine PRIVATE ${PROJECT_SOURCE_DIR}/engine/plan/planner.h ${PROJECT_SOURCE_DIR}/engine/plan/subsearch.h)
if(TARGET karst_tests)
  target_precompile_headers(karst_tests PRIVATE <catch2/catch.hpp> ${PROJECT_SOURCE_DIR}/engine/plan/planner.h)
endif()
# Most subcommands write JSON.
if(TARGET karst)
  target_precompile_headers(karst PRIVATE <nlohmann/json.hpp>)
endif()

# The files of the parser are many and short: several are compiled as one.
set_target_properties(karst_parser PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
