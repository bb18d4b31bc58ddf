#include "parser/commands/statistics/top.h"

#include "base/number_text.h"
#include "parser/grammar/option_table.h"

#include <iterator>
#include <utility>

namespace karst {

namespace {

const OptionTable<FrequencyCommand> kFrequencyOptions = {
    {"limit", takes::integer(&FrequencyCommand::limit, 0), "How many values are shown; 0 shows all."},
    {"countfield", takes::text(&FrequencyCommand::count_field, "<field>"), "The field that gets the count."},
    {"percentfield", takes::text(&FrequencyCommand::percent_field, "<field>"), "The field that gets the percentage."},
    {"showcount", takes::boolean(&FrequencyCommand::show_count), "Shows how often each value comes."},
    {"showperc", takes::boolean(&FrequencyCommand::show_percent), "Shows the percentage of each value."},
    {"useother", takes::boolean(&FrequencyCommand::use_other), "Adds a result for all values that are not shown."},
    {"otherstr", takes::text(&FrequencyCommand::other), "The name of the values that are not shown."},
};

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
        kFrequencyOptions.take_all(reader, frequency);
        auto more = reader.field_list({"by"});
        if (more.empty()) {
            return fields;
        }
        std::move(more.begin(), more.end(), std::back_inserter(fields));
    }
}

std::unique_ptr<Command> parse_frequency(CommandReader& reader) {
    auto frequency = std::make_unique<FrequencyCommand>();
    kFrequencyOptions.take_all(reader, *frequency);
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

}  // namespace

const OptionList& top_options() {
    return kFrequencyOptions;
}

std::unique_ptr<Command> parse_top(CommandReader& reader) {
    return parse_frequency(reader);
}

const OptionList& rare_options() {
    return kFrequencyOptions;
}

std::unique_ptr<Command> parse_rare(CommandReader& reader) {
    return parse_frequency(reader);
}

}  // namespace karst
