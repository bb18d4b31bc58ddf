// The command concurrency: how many events were in progress when each event started. Search Reference, concurrency.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// concurrency <options>
struct ConcurrencyCommand : Command {
    std::string duration;
    std::string start = "_time";
    std::string output = "concurrency";
};

}  // namespace karst
