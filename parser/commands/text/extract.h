// The command extract: key and value pairs out of _raw. Search Reference, extract.
#pragma once

#include "parser/grammar/ast.h"

#include <cstddef>
#include <optional>

namespace karst {

/// extract <options>
/// Names of transforms.conf stanzas are refused: there is no transforms.conf.
struct ExtractCommand : Command {
    std::string pair_delimiters;  // characters; both empty: pairs are found by themselves
    std::string key_delimiters;
    bool automatic = true;  // auto: without delimiters pairs are found by themselves
    std::optional<std::size_t> limit;
    std::optional<std::size_t> characters;
    bool clean_keys = true;
    bool add_values = false;
};

}  // namespace karst
