// Options of commands in which `name=value` may be something else, such as part of a regular expression.
#pragma once

#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_list.h"

namespace karst {

/// Fails when the argument at `place` looks like an option whose name is near one of `options`. To be asked when another
/// argument follows it, so that it cannot be what it was taken for.
void refuse_misspelled_option(CommandReader& reader, Span place, const OptionList& options);

}  // namespace karst
