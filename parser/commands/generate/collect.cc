#include "parser/commands/generate/collect.h"

#include "parser/grammar/command_reader.h"

#include <algorithm>

namespace karst {

namespace {

// What is written where is Splunk's business; the names are checked all the same.
const std::vector<std::string_view> kCollectOptions = {"index",      "addinfo", "addtime",       "file",           "format",
                                                       "host",       "marker",  "output_format", "run_in_preview", "source",
                                                       "sourcetype", "spool",   "testmode",      "uselb"};

}  // namespace

std::unique_ptr<Command> parse_collect(CommandReader& reader) {
    auto command = std::make_unique<CollectCommand>();
    for (reader.skip_commas(); !reader.at_end(); reader.skip_commas()) {
        const auto option = reader.option();
        if (!option) {
            reader.fail_here("an option of collect such as index=summary");
        }
        if (std::find(kCollectOptions.begin(), kCollectOptions.end(), option->name) == kCollectOptions.end()) {
            reader.unknown_option(*option, kCollectOptions);
        }
        if (option->is("index")) {
            command->index = option->value.text;
        }
    }
    if (command->index.empty()) {
        reader.fail_here("index=<name>");
    }
    return command;
}

}  // namespace karst
