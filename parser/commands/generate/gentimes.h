// The command gentimes: a result of each span of time. Search Reference, gentimes.
#pragma once

#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// gentimes <options>
/// A timestamp is MM/DD/YYYY[:HH:MM:SS] or a number of days from today.
struct GentimesCommand : Command {
    std::string start;
    Span start_span;
    std::string end;  // empty: the last midnight
    Span end_span;
    std::string increment = "1d";
    Span increment_span;
};

}  // namespace karst
