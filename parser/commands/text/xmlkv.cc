#include "parser/commands/text/xmlkv.h"

#include "parser/commands/common/field_arguments.h"

namespace karst {

namespace {

const OptionTable<XmlkvCommand> kXmlkvOptions = {
    {"maxinputs", takes::ignored_integer(), "How many events Splunk works on at a time."},
};

}  // namespace

const OptionList& xmlkv_options() {
    return kXmlkvOptions;
}

std::unique_ptr<Command> parse_xmlkv(CommandReader& reader) {
    auto command = std::make_unique<XmlkvCommand>();
    read_field(reader, kXmlkvOptions, *command, command->field);
    return command;
}

}  // namespace karst
