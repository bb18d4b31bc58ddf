// The command tstats: statistics over the fields of a data model's dataset, or over all events. Search Reference, tstats.
#pragma once

#include "parser/commands/datamodel/dataset_name.h"
#include "parser/grammar/ast.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

/// tstats <options> <aggregate>… [FROM datamodel=<model>[.<dataset>]] [WHERE <search>] [BY <field>… <options>]
struct TstatsCommand : Command {
    std::vector<AggregateCall> aggregates;
    std::optional<DatasetName> from;
    SearchExpressionPtr where;  // null: all
    std::vector<FieldName> by;
    std::string span;  // of _time; empty: chosen from the times
    Span span_place;
    bool partial = false;                  // prestats: what follows calculates the results
    bool append = false;                   // the results stand behind those that are there
    std::optional<std::string> fill_null;  // fillnull_value
};

}  // namespace karst
