// Pipelines and subsearches: commands between pipes, each read by its own parser. Inside the room only; others use parser.h.
#pragma once

#include "parser/ast.h"
#include "parser/command_reader.h"
#include "parser/source_text.h"

#include <cstdint>
#include <string_view>

namespace karst {

/// Parses `[ … ]` from the bracket at `position`, which is moved behind the closing one. `depth` counts the subsearches
/// around it.
PipelinePtr parse_subsearch(const SourceText& source, std::uint32_t& position, const ParseLimits& limits, std::size_t depth);

/// Whether the bracket at `position` begins a subsearch, and not a regular expression: a pipe or a command that makes rows
/// follows.
bool begins_subsearch(std::string_view text, std::uint32_t position);

}  // namespace karst
