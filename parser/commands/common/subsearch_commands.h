// What the commands that add the results of a subsearch have in common.
#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

namespace karst {

/// Reads an option that only tunes Splunk's own execution of a subsearch (maxtime, timeout, extendtimerange, …); false when the
/// option is none of these. maxout is kept in `limit`.
inline bool take_execution_option(CommandReader& reader, const CommandReader::Option& option, std::int64_t& limit) {
    if (option.is("maxout")) {
        limit = reader.integer(option);
        return true;
    }
    return option.is("maxtime") || option.is("timeout") || option.is("extendtimerange") || option.is("run_in_preview");
}

}  // namespace karst
