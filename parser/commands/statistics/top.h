#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"

#include <string>
#include <vector>

namespace karst {

/// (top|rare) [<N>] [limit=<N>] [countfield=<name>] [percentfield=<name>] [showcount=<bool>] [showperc=<bool>]
///            [useother=<bool>] [otherstr=<text>] <field>… [BY <field>…]
/// Options may stand anywhere.
struct FrequencyCommand : Command {
    std::vector<FieldName> fields;
    std::vector<FieldName> by;
    std::size_t limit = 10;  // 0: all
    std::string count_field = "count";
    std::string percent_field = "percent";
    bool show_count = true;
    bool show_percent = true;
    bool use_other = false;
    std::string other = "OTHER";
};

/// The arguments of top and of rare, which are the same.
std::unique_ptr<Command> parse_frequency(CommandReader& reader);

}  // namespace karst
