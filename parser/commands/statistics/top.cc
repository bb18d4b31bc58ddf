#include "parser/commands/statistics/top.h"

#include "base/number_text.h"

#include <iterator>
#include <utility>

namespace karst {

namespace {

const std::vector<std::string_view> kTopOptions = {"limit",    "countfield", "percentfield", "showcount",
                                                   "showperc", "useother",   "otherstr"};

void take_options(CommandReader& reader, FrequencyCommand& frequency) {
    while (const auto option = reader.option()) {
        if (option->is("limit")) {
            const auto limit = reader.integer(*option);
            if (limit < 0) {
                reader.fail("spl-bad-option", option->value.span, "a limit cannot be below 0");
            }
            frequency.limit = static_cast<std::size_t>(limit);
        } else if (option->is("countfield")) {
            frequency.count_field = option->value.text;
        } else if (option->is("percentfield")) {
            frequency.percent_field = option->value.text;
        } else if (option->is("showcount")) {
            frequency.show_count = reader.boolean(*option);
        } else if (option->is("showperc")) {
            frequency.show_percent = reader.boolean(*option);
        } else if (option->is("useother")) {
            frequency.use_other = reader.boolean(*option);
        } else if (option->is("otherstr")) {
            frequency.other = option->value.text;
        } else {
            reader.unknown_option(*option, kTopOptions);
        }
    }
}

void take_number(CommandReader& reader, FrequencyCommand& frequency) {
    const auto word = reader.peek_word();
    const auto number = word && !word->quoted ? whole_number(word->text) : std::nullopt;
    if (number && *number >= 0) {
        reader.word();
        frequency.limit = static_cast<std::size_t>(*number);
    }
}

std::vector<FieldName> read_fields(CommandReader& reader, FrequencyCommand& frequency) {
    std::vector<FieldName> fields;
    for (;;) {
        take_options(reader, frequency);
        auto more = reader.field_list({"by"});
        if (more.empty()) {
            return fields;
        }
        std::move(more.begin(), more.end(), std::back_inserter(fields));
    }
}

}  // namespace

std::unique_ptr<Command> parse_frequency(CommandReader& reader) {
    auto frequency = std::make_unique<FrequencyCommand>();
    take_options(reader, *frequency);
    take_number(reader, *frequency);
    frequency->fields = read_fields(reader, *frequency);
    if (frequency->fields.empty()) {
        reader.fail_here("a field");
    }
    if (reader.take_keyword("by")) {
        frequency->by = read_fields(reader, *frequency);
        if (frequency->by.empty()) {
            reader.fail_here("a field after BY");
        }
    }
    return frequency;
}

std::unique_ptr<Command> parse_top(CommandReader& reader) {
    return parse_frequency(reader);
}

}  // namespace karst
