#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

#include <string>
#include <vector>

namespace karst {

/// addtotals [row=<bool>] [col=<bool>] [labelfield=<field>] [label=<string>] [fieldname=<field>] [<fields>]
/// addcoltotals [labelfield=<field>] [label=<string>] [<fields>]
struct AddtotalsCommand : Command {
    bool row = true;   // a total in each row
    bool col = false;  // a row of totals
    std::string label_field;
    std::string label = "Total";
    std::string field_name = "Total";
    std::vector<FieldName> fields;  // with wildcards; empty: all
};

/// Reads the arguments; `names` are the options that the command has.
void read_totals(CommandReader& reader, AddtotalsCommand& command, const std::vector<std::string_view>& names);

}  // namespace karst
