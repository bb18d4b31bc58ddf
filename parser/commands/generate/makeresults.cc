#include "parser/commands/generate/makeresults.h"

#include "base/ascii.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<MakeresultsCommand> kMakeresultsOptions = {
    {"count", takes::integer(&MakeresultsCommand::count), "How many results are made."},
    {"annotate", takes::boolean(&MakeresultsCommand::annotate),
     "Adds the fields _raw, host, source, sourcetype and their like."},
    {"format", takes::words(&MakeresultsCommand::format, {{"csv", "csv"}, {"json", "json"}}), "The format of data."},
    {"data", takes::text(&MakeresultsCommand::data), "The results, as text."},
    {"splunk_server", takes::ignored_text(), "The server that makes the results."},
    {"splunk_server_group", takes::ignored_text(), "The servers that make the results."},
};

}  // namespace

const OptionList& makeresults_options() {
    return kMakeresultsOptions;
}

std::unique_ptr<Command> parse_makeresults(CommandReader& reader) {
    auto command = std::make_unique<MakeresultsCommand>();
    kMakeresultsOptions.take_all(reader, *command);
    return command;
}

}  // namespace karst
