#pragma once

#include "parser/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// bin <options> <field> [AS <field>]
struct BinCommand : Command {
    FieldName field;
    std::string output;
    std::string span;  // empty: chosen from the values
    Span span_span;
    std::int64_t bins = 100;
    std::optional<double> start;
    std::optional<double> end;
    std::string align_time;
};

}  // namespace karst
