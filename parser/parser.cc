#include "parser/parser.h"

#include "parser/commands/command_table.h"
#include "parser/grammar/pipeline_parser.h"

namespace karst {

PipelinePtr parse_spl(const SourceText& text, Diagnostics& diagnostics, const ParseLimits& limits) {
    return parse_pipeline(text, diagnostics, {kSplCommands, limits});
}

EvalExpressionPtr parse_eval_expression(const SourceText& text, const ParseLimits& limits) {
    return parse_eval(text, {kSplCommands, limits});
}

SearchExpressionPtr parse_search_expression(const SourceText& text, const ParseLimits& limits) {
    return parse_search(text, {kSplCommands, limits});
}

}  // namespace karst
