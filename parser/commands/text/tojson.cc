#include "parser/commands/text/tojson.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"

#include <optional>

namespace karst {

namespace {

using Type = TojsonCommand::Type;

std::optional<Type> type_named(std::string_view name) {
    struct Row {
        std::string_view name;
        Type type;
    };
    static constexpr Row kTypes[] = {{"auto", Type::Auto}, {"bool", Type::Bool}, {"json", Type::Json},
                                     {"none", Type::None}, {"num", Type::Num},   {"str", Type::Str}};
    for (const auto& row : kTypes) {
        if (equal_caseless(name, row.name)) {
            return row.type;
        }
    }
    return std::nullopt;
}

Type expect_type(CommandReader& reader, const std::string& name, Span span) {
    const auto type = type_named(name);
    if (!type) {
        reader.fail("spl-bad-option", span, "expected a data type, found '" + name + "'", "not a data type of tojson",
                    "one of auto, bool, json, none, num, str");
    }
    return *type;
}

void take_option(CommandReader& reader, const CommandReader::Option& option, TojsonCommand& command) {
    if (option.is("default_type")) {
        command.default_type = expect_type(reader, option.value.text, option.value.span);
    } else if (option.is("fill_null")) {
        command.fill_null = reader.boolean(option);
    } else if (option.is("include_internal")) {
        command.include_internal = reader.boolean(option);
    } else if (option.is("output_field")) {
        command.output = {option.value.text, option.value.span};
    } else {
        reader.unknown_option(option, {"default_type", "fill_null", "include_internal", "output_field"});
    }
}

}  // namespace

std::unique_ptr<Command> parse_tojson(CommandReader& reader) {
    auto command = std::make_unique<TojsonCommand>();
    std::vector<FieldName> untyped;
    while (!reader.at_end()) {
        if (const auto option = reader.option()) {
            take_option(reader, *option, *command);
        } else {
            auto name = reader.field_name("a field name or a data type with a field");
            if (!reader.take('(')) {
                untyped.push_back(std::move(name));
            } else {
                const auto type = expect_type(reader, name.name, name.span);
                command->fields.push_back({reader.field_name(), type});
                reader.expect(')', "')' after the field name");
            }
        }
        reader.skip_commas();
    }
    // default_type= may follow the names that it is for.
    for (auto& name : untyped) {
        command->fields.push_back({std::move(name), command->default_type});
    }
    return command;
}

}  // namespace karst
