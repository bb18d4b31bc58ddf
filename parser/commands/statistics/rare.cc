#include "parser/commands/statistics/top.h"

namespace karst {

std::unique_ptr<Command> parse_rare(CommandReader& reader) {
    return parse_frequency(reader);
}

}  // namespace karst
