#include "parser/commands/combine/join.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

#include <optional>
#include <utility>

namespace karst {

namespace {

bool has_aliases(const JoinCommand& command) {
    return !command.left_alias.empty() && !command.right_alias.empty();
}

struct Times {
    bool use = false;
    bool earlier = true;
};

void take_option(CommandReader& reader, JoinCommand& command, Times& times, const CommandReader::Option& option) {
    if (option.is("type")) {
        const auto type = lower_case(option.value.text);
        if (type != "inner" && type != "left" && type != "outer") {
            reader.fail("spl-bad-option", option.value.span,
                        "the option type takes inner, left or outer, not '" + option.value.text + "'");
        }
        command.keep_unmatched = type != "inner";
    } else if (option.is("max")) {
        command.most = reader.integer(option);
    } else if (option.is("overwrite")) {
        command.overwrite = reader.boolean(option);
    } else if (option.is("usetime")) {
        times.use = reader.boolean(option);
    } else if (option.is("earlier")) {
        times.earlier = reader.boolean(option);
    } else if (option.is("left")) {
        command.left_alias = option.value.text;
    } else if (option.is("right")) {
        command.right_alias = option.value.text;
    } else {
        reader.unknown_option(option, {"type", "max", "overwrite", "usetime", "earlier", "left", "right"});
    }
}

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

std::unique_ptr<Command> parse_join(CommandReader& reader) {
    auto command = std::make_unique<JoinCommand>();
    Times times;
    // Options may stand before and behind the list of fields.
    while (!reader.at_end() && !reader.at_subsearch()) {
        if (const auto option = reader.option()) {
            take_option(reader, *command, times, *option);
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
    command->time = !times.use ? JoinCommand::Time::Any : times.earlier ? JoinCommand::Time::Earlier : JoinCommand::Time::Later;
    command->subsearch = reader.subsearch();
    return command;
}

}  // namespace karst
