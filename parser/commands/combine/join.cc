#include "parser/commands/combine/join.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

#include <optional>
#include <utility>

namespace karst {

namespace {

bool has_aliases(const JoinCommand& command) {
    return !command.left_alias.empty() && !command.right_alias.empty();
}

// What is being read: usetime and earlier together say what the command keeps.
struct JoinReading {
    std::unique_ptr<JoinCommand> command = std::make_unique<JoinCommand>();
    bool use_time = false;
    bool earlier = true;
};

const OptionTable<JoinCommand> kJoinOwnOptions = {
    {"type", takes::words(&JoinCommand::keep_unmatched, {{"inner", false}, {"left", true}, {"outer", true}}),
     "Drops the results that have no match, or keeps them."},
    {"max", takes::integer(&JoinCommand::most), "How many matches of each result are used; 0 uses all."},
    {"overwrite", takes::boolean(&JoinCommand::overwrite),
     "Lets the fields of the subsearch take the place of those that are there."},
    {"left", takes::text(&JoinCommand::left_alias, "<alias>"),
     "A name for the results, whose fields then come out as <alias>.<field>; needs right and where."},
    {"right", takes::text(&JoinCommand::right_alias, "<alias>"), "A name for the results of the subsearch."},
};

const OptionTable<JoinReading> kJoinOptions =
    OptionTable<JoinReading>(
        {
            {"usetime", takes::boolean(&JoinReading::use_time), "Matches only results that were earlier, or later."},
            {"earlier", takes::boolean(&JoinReading::earlier),
             "Says that matches of the subsearch must be earlier, not later; for usetime=true."},
        })
        .including(kJoinOwnOptions, [](JoinReading& reading) -> JoinCommand& { return *reading.command; });

// The field behind `<alias>.`; nothing when the name begins otherwise.
std::optional<FieldName> field_of(const FieldName& name, const std::string& alias) {
    if (name.name.size() <= alias.size() + 1 || name.name.compare(0, alias.size(), alias) != 0 ||
        name.name[alias.size()] != '.') {
        return std::nullopt;
    }
    return FieldName{name.name.substr(alias.size() + 1), name.span};
}

// <left>.<field>=<right>.<field>, either way round.
void read_condition(CommandReader& reader, JoinCommand& command) {
    const auto first = reader.field_name("a field such as " + command.left_alias + ".user");
    reader.expect('=', "'=' and the field on the other side");
    const auto second = reader.field_name("a field such as " + command.right_alias + ".user");
    for (const auto& [left, right] : {std::pair(first, second), std::pair(second, first)}) {
        const auto left_field = field_of(left, command.left_alias);
        const auto right_field = field_of(right, command.right_alias);
        if (left_field && right_field) {
            command.fields.push_back(*left_field);
            command.right_fields.push_back(*right_field);
            return;
        }
    }
    reader.fail("spl-bad-argument", join(first.span, second.span), "a condition of join compares a field of each side",
                Help{"write " + command.left_alias + ".<field>=" + command.right_alias + ".<field>"});
}

void read_conditions(CommandReader& reader, JoinCommand& command) {
    if (!reader.take_keyword("where")) {
        reader.fail_here("'where' and the fields that must be equal");
    }
    while (!reader.at_end() && !reader.at_subsearch()) {
        read_condition(reader, command);
        reader.skip_commas();
    }
    if (command.fields.empty()) {
        reader.fail_here("a field such as " + command.left_alias + ".user");
    }
}

}  // namespace

const OptionList& join_options() {
    return kJoinOptions;
}

std::unique_ptr<Command> parse_join(CommandReader& reader) {
    JoinReading reading;
    auto& command = reading.command;
    // Options may stand before and behind the list of fields.
    while (!reader.at_end() && !reader.at_subsearch()) {
        if (kJoinOptions.take(reader, reading)) {
            continue;
        }
        if (has_aliases(*command)) {
            break;
        }
        reader.skip_commas();
        if (!reader.at_subsearch()) {
            command->fields.push_back(reader.field_name());
            reader.skip_commas();
        }
    }
    if (has_aliases(*command)) {
        read_conditions(reader, *command);
    } else if (!command->left_alias.empty() || !command->right_alias.empty()) {
        reader.fail_here("both left=<alias> and right=<alias>, and where");
    }
    using Time = JoinCommand::Time;
    command->time = !reading.use_time ? Time::Any : reading.earlier ? Time::Earlier : Time::Later;
    command->subsearch = reader.subsearch();
    return std::move(command);
}

}  // namespace karst
