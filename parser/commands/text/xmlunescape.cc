#include "parser/commands/text/xmlunescape.h"

#include "parser/grammar/option_table.h"

namespace karst {

namespace {

const OptionTable<XmlunescapeCommand> kXmlunescapeOptions = {
    {"maxinputs", takes::ignored_integer(), "How many events Splunk takes at a time."},
};

}  // namespace

const OptionList& xmlunescape_options() {
    return kXmlunescapeOptions;
}

std::unique_ptr<Command> parse_xmlunescape(CommandReader& reader) {
    auto command = std::make_unique<XmlunescapeCommand>();
    kXmlunescapeOptions.take_all(reader, *command);
    return command;
}

}  // namespace karst
