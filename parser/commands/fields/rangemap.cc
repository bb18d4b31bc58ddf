#include "parser/commands/fields/rangemap.h"

#include "base/number_text.h"
#include "parser/grammar/option_table.h"

#include <utility>

namespace karst {

namespace {

// Either number may be negative: -5--1.
RangemapCommand::Range read_range(CommandReader& reader, const std::string& name, const CommandReader::Word& value,
                                  const OptionList& options) {
    const std::string_view text = value.text;
    for (auto dash = text.find('-', 1); dash != std::string_view::npos; dash = text.find('-', dash + 1)) {
        const auto low = decimal_number(text.substr(0, dash));
        const auto high = decimal_number(text.substr(dash + 1));
        if (!low || !high) {
            continue;
        }
        if (*low > *high) {
            reader.fail("spl-bad-option", value.span, "the first number of a range must not be the greater one");
        }
        return {name, *low, *high};
    }
    reader.fail("spl-bad-option", value.span, "the range " + name + " takes two numbers such as 1-10, not '" + value.text + "'",
                "", did_you_mean(name, options.names()));
}

const OptionTable<RangemapCommand> kRangemapOptions = {
    {"field", takes::field(&RangemapCommand::field).required(), "The field with the number."},
    {"default", takes::text(&RangemapCommand::otherwise), "What a number in none of the ranges gets."},
};

}  // namespace

const OptionList& rangemap_options() {
    return kRangemapOptions;
}

std::unique_ptr<Command> parse_rangemap(CommandReader& reader) {
    auto command = std::make_unique<RangemapCommand>();
    const auto begin = reader.mark();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        // Not take(): names of ranges keep their letters' case.
        const auto name = reader.expect_word("an option such as field=name or low=1-10");
        reader.expect('=', "'=' and a range such as 1-10");
        if (kRangemapOptions.find(name.text) != nullptr) {
            kRangemapOptions.read(reader, {name.text, name.span}, *command);
            continue;
        }
        const auto value = reader.expect_word("a value");
        command->ranges.push_back(read_range(reader, name.text, value, kRangemapOptions));
    }
    if (command->field.name.empty()) {
        reader.fail("spl-missing-value", reader.span_from(begin), "rangemap needs the option field");
    }
    return command;
}

}  // namespace karst
