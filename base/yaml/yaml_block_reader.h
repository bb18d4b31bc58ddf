// Fast path for the YAML that rules are mostly written in: block mappings and sequences by indentation, plain, quoted, literal
// and folded texts. It knows this subset only and gives up on everything else (tabs, anchors, tags, flow collections, comments
// within texts, missing values, and whatever is wrong), so that the general parser stays the judge of what a file means and of
// what is said about a broken one. For a file that it reads, the tree is the general parser's.
#pragma once

#include "base/yaml/yaml_document.h"

#include <optional>
#include <string_view>

namespace karst {

/// The root of a file; nothing when the general parser must read it. The time is linear in the size of the text.
std::optional<YamlNode> read_yaml_blocks(std::string_view text, const YamlLimits& limits);

}  // namespace karst
