// Pipelines and subsearches: commands between pipes, each read by its own parser. Inside the room only; others use parser.h.
#pragma once

#include "parser/ast.h"
#include "parser/command_reader.h"
#include "parser/source_text.h"

#include <cstdint>

namespace karst {

/// Parses `[ … ]` from the bracket at `position`, which is moved behind the closing one. `depth` counts the subsearches
/// around it.
PipelinePtr parse_subsearch(const SourceText& source, std::uint32_t& position, const ParseLimits& limits, std::size_t depth);

}  // namespace karst
