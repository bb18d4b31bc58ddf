// The tests that a pack brings with it (the key `tests`): events, and what their fields must be.
#pragma once

#include "base/diagnostic.h"
#include "base/yaml/yaml_map.h"

#include <string>
#include <utility>
#include <vector>

namespace karst {

/// An event of a pack's own tests, and what its fields must be.
struct PackTest {
    std::string raw;         // the event's text
    std::string sourcetype;  // of the event; empty: the first match's
    std::string source;
    std::vector<std::pair<std::string, std::vector<std::string>>> expect;
    Location where;
};

/// The test that an item of `tests` is. An `event` in YAML becomes the JSON that stands for it.
PackTest read_pack_test(YamlMap& item);

}  // namespace karst
