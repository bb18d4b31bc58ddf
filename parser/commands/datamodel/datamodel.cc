#include "parser/commands/datamodel/datamodel.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"

namespace karst {

namespace {

const std::vector<std::string_view> kDatamodelOptions = {"strict_fields", "summariesonly", "allow_old_summaries"};

void take_options(CommandReader& reader, DatamodelCommand& command) {
    while (const auto option = reader.option()) {
        if (option->is("strict_fields")) {
            command.strict = reader.boolean(*option);
        } else if (option->is("summariesonly") || option->is("allow_old_summaries")) {
            reader.boolean(*option);
        } else {
            reader.unknown_option(*option, kDatamodelOptions);
        }
    }
}

}  // namespace

std::unique_ptr<Command> parse_datamodel(CommandReader& reader) {
    auto command = std::make_unique<DatamodelCommand>();
    for (take_options(reader, *command); !reader.at_end(); take_options(reader, *command)) {
        const auto word = reader.peek_word();
        const auto mode = word && !word->quoted ? lower_case(word->text) : "";
        if (command->dataset.model.empty()) {
            command->dataset = read_dataset_name(reader);
        } else if (mode == "search" || mode == "flat" || mode == "acceleration_search") {
            reader.word();
            command->search = true;
            command->flat = mode == "flat";
        } else if (command->dataset.dataset.empty()) {
            const auto dataset = reader.expect_word("the name of a dataset");
            command->dataset.dataset = dataset.text;
            command->dataset.dataset_span = dataset.span;
        } else {
            reader.fail_here("search or flat");
        }
    }
    return command;
}

}  // namespace karst
