#include "parser/commands/common/misspelled_option.h"

namespace karst {

void refuse_misspelled_option(CommandReader& reader, Span place, const OptionList& options) {
    const auto here = reader.position();
    reader.rewind(place.begin);
    if (const auto name = reader.option_name(); name && nearest_name(name->name, options.names())) {
        reader.fail_unknown_option(*name, options);
    }
    reader.rewind(here);
}

}  // namespace karst
