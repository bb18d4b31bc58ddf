#include "parser/commands/generate/metadata.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<MetadataCommand> kMetadataOptions = {
    {"type",
     takes::words(&MetadataCommand::type, {{"hosts", "hosts"}, {"sources", "sources"}, {"sourcetypes", "sourcetypes"}})
         .required(),
     "The field whose values are listed."},
    {"index", takes::text(&MetadataCommand::index, "<index>"), "The index of the events; all without it."},
    {"splunk_server", takes::ignored_text(), "The server that is asked."},
    {"splunk_server_group", takes::ignored_text(), "The servers that are asked."},
    {"datatype", takes::ignored_text("metric"), "Asks for metrics instead of events."},
};

}  // namespace

const OptionList& metadata_options() {
    return kMetadataOptions;
}

std::unique_ptr<Command> parse_metadata(CommandReader& reader) {
    auto command = std::make_unique<MetadataCommand>();
    while (!reader.at_end()) {
        if (!kMetadataOptions.take(reader, *command)) {
            reader.fail_here("an option such as type=hosts");
        }
    }
    if (command->type.empty()) {
        reader.fail_here("type=hosts, type=sources or type=sourcetypes");
    }
    command->field = command->type.substr(0, command->type.size() - 1);
    return command;
}

}  // namespace karst
