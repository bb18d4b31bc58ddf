// The command convert: times, durations and units converted. Search Reference, convert.
#pragma once

#include "parser/grammar/ast.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// convert <options> <function>(<field>) [AS <field>] …
struct ConvertCommand : Command {
    struct Call {
        std::string function;
        FieldName field;     // may have wildcards
        std::string output;  // empty: in place
        Span span;
    };
    std::string time_format = "%m/%d/%Y %H:%M:%S";
    std::vector<Call> calls;
};

}  // namespace karst
