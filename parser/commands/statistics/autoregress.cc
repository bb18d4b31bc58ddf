#include "parser/commands/statistics/autoregress.h"

#include "base/number_text.h"
#include "parser/commands/common/field_as.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

// limits.conf, [autoregress]: the furthest row that may be looked back at, and how many of them at once.
constexpr std::int64_t kMaxAutoregressDistance = 50'000;
constexpr std::int64_t kMaxAutoregressRange = 1'000;

void read_range(CommandReader& reader, const CommandReader::Option& option, AutoregressCommand& command) {
    const std::string_view text = option.value.text;
    const auto dash = text.find('-', 1);
    const auto first = whole_number(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : whole_number(text.substr(dash + 1));
    if (!first || !last || *first < 1 || *last < *first) {
        reader.fail("spl-bad-option", option.value.span,
                    "the option p takes a number from 1 on, or two of them such as 1-5, not '" + option.value.text + "'");
    }
    if (*last > kMaxAutoregressDistance || *last - *first >= kMaxAutoregressRange) {
        reader.fail("spl-bad-option", option.value.span,
                    "the option p goes back " + std::to_string(kMaxAutoregressDistance) + " results at most, and takes " +
                        std::to_string(kMaxAutoregressRange) + " of them at most");
    }
    command.first = static_cast<std::size_t>(*first);
    command.last = static_cast<std::size_t>(*last);
}

const OptionTable<AutoregressCommand> kAutoregressOptions = {
    {"p", takes::custom("<int>|<int>-<int>", "2", read_range, "1"), "How many results back the copied values are."},
};

}  // namespace

const OptionList& autoregress_options() {
    return kAutoregressOptions;
}

std::unique_ptr<Command> parse_autoregress(CommandReader& reader) {
    auto command = std::make_unique<AutoregressCommand>();
    while (!reader.at_end()) {
        if (!kAutoregressOptions.take(reader, *command) && !take_field_as(reader, command->field, command->output)) {
            break;
        }
    }
    if (command->field.name.empty()) {
        reader.fail_here("a field name");
    }
    if (!command->output.name.empty() && command->first != command->last) {
        reader.fail("spl-bad-argument", command->output.span, "several values cannot have one name", "p is a range",
                    "leave AS out: the fields are called " + command->field.name + "_p1, " + command->field.name + "_p2 …");
    }
    return command;
}

}  // namespace karst
