// Pipelines, subsearches and expressions that stand alone, parsed with the commands of a context. For the room and the parsers
// of commands; others use parser/parser.h.
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"
#include "parser/grammar/parse_context.h"

#include <cstdint>
#include <string_view>

namespace karst {

/// The pipeline of a text. What is wrong is added to `diagnostics`; null when there was an error.
PipelinePtr parse_pipeline(const SourceText& text, Diagnostics& diagnostics, const ParseContext& context);

/// Parses `[ … ]` from the bracket at `position`, which is moved behind the closing one. `depth` counts the subsearches
/// around it.
PipelinePtr parse_subsearch(const SourceText& source, std::uint32_t& position, const ParseContext& context, std::size_t depth);

/// True when the bracket at `position` begins a subsearch, and not a regular expression: a pipe or a command that makes rows
/// follows.
bool begins_subsearch(std::string_view text, std::uint32_t position, const ParseContext& context);

/// An eval expression that is all of the text. Throws DiagnosticError.
EvalExpressionPtr parse_eval(const SourceText& text, const ParseContext& context);

/// A search expression that is all of the text. Throws DiagnosticError.
SearchExpressionPtr parse_search(const SourceText& text, const ParseContext& context);

}  // namespace karst
