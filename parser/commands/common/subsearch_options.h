// The options that the commands with a subsearch share.
#pragma once

#include "parser/grammar/option_table.h"

#include <cstdint>

namespace karst {

/// How many results of a subsearch are used.
struct SubsearchOptions {
    std::int64_t limit = -1;  // maxout; -1: all
};

/// maxout, and the options that tune how Splunk runs a subsearch.
const OptionTable<SubsearchOptions>& subsearch_options();

}  // namespace karst
