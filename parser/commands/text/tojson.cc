#include "parser/commands/text/tojson.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/option_table.h"

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

Type read_default_type(CommandReader& reader, const CommandReader::Option& option) {
    return expect_type(reader, option.value.text, option.value.span);
}

const OptionTable<TojsonCommand> kTojsonOptions = {
    {"default_type",
     takes::custom(&TojsonCommand::default_type, "auto|bool|json|none|num|str", "auto", read_default_type, "none"),
     "The data type of fields that are named without one."},
    {"fill_null", takes::boolean(&TojsonCommand::fill_null), "Writes null where a field is missing or does not fit its type."},
    {"include_internal", takes::boolean(&TojsonCommand::include_internal),
     "Takes fields whose names begin with an underscore as well."},
    {"output_field", takes::field(&TojsonCommand::output), "The field that gets the JSON object."},
};

}  // namespace

const OptionList& tojson_options() {
    return kTojsonOptions;
}

std::unique_ptr<Command> parse_tojson(CommandReader& reader) {
    auto command = std::make_unique<TojsonCommand>();
    std::vector<FieldName> untyped;
    for (; !reader.at_end(); reader.skip_commas()) {
        if (kTojsonOptions.take(reader, *command)) {
            continue;
        }
        auto name = reader.field_name("a field name or a data type with a field");
        if (!reader.take('(')) {
            untyped.push_back(std::move(name));
        } else {
            const auto type = expect_type(reader, name.name, name.span);
            command->fields.push_back({reader.field_name(), type});
            reader.expect(')', "')' after the field name");
        }
    }
    // default_type= may follow the names that it is for.
    for (auto& name : untyped) {
        command->fields.push_back({std::move(name), command->default_type});
    }
    return command;
}

}  // namespace karst
