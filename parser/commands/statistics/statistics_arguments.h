// Arguments that the commands of statistics share.
#pragma once

#include "parser/grammar/ast.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

/// <aggregate>… [BY <field>…], with options before, between and behind.
template <class Target>
std::unique_ptr<Command> read_statistics(CommandReader& reader, const OptionTable<Target>& options) {
    auto command = std::make_unique<Target>();
    options.take_all(reader, *command);
    command->aggregates = reader.aggregates(options);
    options.take_all(reader, *command);
    if (reader.take_keyword("by")) {
        command->by = reader.field_list();
        if (command->by.empty()) {
            reader.fail_here("a field after BY");
        }
    }
    options.take_all(reader, *command);
    return command;
}

/// Takes aggregates and what `take_options` takes between them, up to the end or one of the keywords `stops`.
template <class TakeOptions>
std::vector<AggregateCall> read_aggregates(CommandReader& reader, const OptionList& options, TakeOptions take_options,
                                           std::initializer_list<std::string_view> stops, std::string_view expected) {
    std::vector<AggregateCall> aggregates;
    const auto stopped = [&] {
        return std::any_of(stops.begin(), stops.end(), [&](std::string_view stop) { return reader.peek_keyword(stop); });
    };
    for (take_options(); !reader.at_end() && !stopped(); take_options()) {
        auto more = reader.aggregates(options);
        if (more.empty()) {
            reader.fail_here(expected);
        }
        std::move(more.begin(), more.end(), std::back_inserter(aggregates));
    }
    return aggregates;
}

}  // namespace karst
