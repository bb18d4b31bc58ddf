// SPL text to syntax tree.
//
//     pipeline = [ "|" ] command { "|" command }         (without a leading pipe, the first command is search)
//     command  = name arguments                          (arguments: parser/commands/<name>.cc)
#pragma once

#include "base/source_text.h"
#include "parser/grammar/ast.h"
#include "parser/grammar/parse_context.h"

namespace karst {

/// Parses text whose macros are expanded already. What is wrong is added to `diagnostics`; parsing goes on at the next pipe,
/// so that several commands of one rule can be reported. Null when there was an error.
PipelinePtr parse_spl(const SourceText& text, Diagnostics& diagnostics, const ParseLimits& limits = {});

/// Parses an eval expression that stands alone (a pack's calculated field). Throws DiagnosticError.
EvalExpressionPtr parse_eval_expression(const SourceText& text, const ParseLimits& limits = {});

/// Parses a search expression that stands alone (an event type's search). Throws DiagnosticError.
SearchExpressionPtr parse_search_expression(const SourceText& text, const ParseLimits& limits = {});

}  // namespace karst
