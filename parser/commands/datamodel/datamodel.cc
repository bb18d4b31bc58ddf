#include "parser/commands/datamodel/datamodel.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<DatamodelCommand> kDatamodelOptions = {
    {"strict_fields", takes::boolean(&DatamodelCommand::strict), "Gives only the fields of the data model."},
    {"summariesonly", takes::ignored_boolean(), "Reads summaries only; here there is none to read."},
    {"allow_old_summaries", takes::ignored_boolean(), "Reads summaries of an earlier version of the data model, too."},
};

}  // namespace

const OptionList& datamodel_options() {
    return kDatamodelOptions;
}

std::unique_ptr<Command> parse_datamodel(CommandReader& reader) {
    auto command = std::make_unique<DatamodelCommand>();
    while (!reader.at_end()) {
        if (kDatamodelOptions.take(reader, *command)) {
            continue;
        }
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
