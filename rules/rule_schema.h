// The YAML of one rule → Rule, for the three schemas that rule.h names. Which one a file is written in is not asked: each key
// is read where any of them has it, so that a file between two generations loads too.
#pragma once

#include "base/yaml/yaml_document.h"
#include "rules/rule.h"

#include <optional>

namespace karst {

/// Nothing when there was an error; all errors are in `diagnostics`.
std::optional<Rule> rule_of(const YamlDocument& document, Diagnostics& diagnostics);

}  // namespace karst
