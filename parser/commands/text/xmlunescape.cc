#include "parser/commands/text/xmlunescape.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_xmlunescape(CommandReader& reader) {
    while (const auto option = reader.option()) {
        if (!option->is("maxinputs")) {
            reader.unknown_option(*option, {"maxinputs"});
        }
        reader.integer(*option);  // how many events at a time: no effect on results
    }
    return std::make_unique<XmlunescapeCommand>();
}

}  // namespace karst
