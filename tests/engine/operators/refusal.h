// Refusal of a pipeline: its code, and the part that the message marks.
#pragma once

#include "tests/engine/operators/row_pipeline.h"

#include <string>

namespace karst {

/// "<code>: <marked text>"; "" when the pipeline is not refused. For text of one line in ASCII.
inline std::string refusal(const std::string& spl) {
    try {
        plan_of(spl);
    } catch (const DiagnosticError& error) {
        const auto& where = error.diagnostic().where;
        const auto text = "| " + spl;
        const auto begin = std::min<std::size_t>(where.column - 1, text.size());
        return std::string(error.diagnostic().code.text()) + ": " + text.substr(begin, where.end_column - where.column);
    }
    return "";
}

}  // namespace karst
