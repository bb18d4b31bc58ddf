#include "parser/commands/common/subsearch_options.h"

namespace karst {

const OptionTable<SubsearchOptions>& subsearch_options() {
    static const OptionTable<SubsearchOptions> kTable = {
        {"maxout", takes::integer(&SubsearchOptions::limit),
         "How many results of the subsearch are used at most; all without it."},
        {"maxtime", takes::ignored_integer(), "How many seconds Splunk runs the subsearch for."},
        {"timeout", takes::ignored_integer(), "How many seconds Splunk waits for the subsearch."},
        {"extendtimerange", takes::ignored_boolean(), "Lets the subsearch widen the time range of the whole search."},
        {"run_in_preview", takes::ignored_boolean(), "Shows results while the search runs."},
    };
    return kTable;
}

}  // namespace karst
