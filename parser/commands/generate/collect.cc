#include "parser/commands/generate/collect.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

// What is written where is Splunk's business; the options are checked all the same.
const OptionTable<CollectCommand> kCollectOptions = {
    {"index", takes::text(&CollectCommand::index, "<name>").required(), "The index that the results are copied to."},
    {"addinfo", takes::ignored_boolean(), "Writes the time range of the search into each event."},
    {"addtime", takes::ignored_boolean(), "Writes a time into each event."},
    {"file", takes::ignored_text(), "The file that Splunk writes the events to first."},
    {"format", takes::ignored_text(), "The format of the events."},
    {"host", takes::ignored_text(), "The host of the events."},
    {"marker", takes::ignored_text(), "Key and value pairs that each event gets."},
    {"output_format", takes::ignored_words({"raw", "hec"}), "The format of the events."},
    {"run_in_preview", takes::ignored_boolean(), "Writes events while the search runs, too."},
    {"source", takes::ignored_text(), "The source of the events."},
    {"sourcetype", takes::ignored_text(), "The source type of the events."},
    {"spool", takes::ignored_boolean(), "Writes the file where it is indexed at once."},
    {"testmode", takes::ignored_boolean(), "Writes nothing."},
    {"timeformat", takes::ignored_text(), "The format of the time in each event."},
    {"uselb", takes::ignored_boolean(), "Writes by way of the load balancer."},
};

}  // namespace

const OptionList& collect_options() {
    return kCollectOptions;
}

std::unique_ptr<Command> parse_collect(CommandReader& reader) {
    auto command = std::make_unique<CollectCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        if (!kCollectOptions.take(reader, *command)) {
            reader.fail_here("an option of collect such as index=summary");
        }
    }
    if (command->index.empty()) {
        reader.fail_here("index=<name>");
    }
    return command;
}

}  // namespace karst
