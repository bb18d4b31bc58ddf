#include "parser/grammar/option_list.h"

#include <algorithm>

namespace karst {

std::string_view name_of(OptionEffect effect) {
    switch (effect) {
    case OptionEffect::Used:
        return "used";
    case OptionEffect::Ignored:
        return "ignored";
    case OptionEffect::Refused:
        return "refused";
    }
    return "used";
}

const OptionSpec* OptionList::find(std::string_view name) const {
    const auto found = std::find_if(specs_.begin(), specs_.end(), [&](const OptionSpec& spec) { return spec.name == name; });
    return found == specs_.end() ? nullptr : &*found;
}

std::vector<std::string_view> OptionList::names() const {
    std::vector<std::string_view> names;
    for (const auto& spec : specs_) {
        names.push_back(spec.name);
    }
    return names;
}

const OptionList& no_options() {
    static const OptionList kNone;
    return kNone;
}

std::string syntax_of(const OptionSpec& option) {
    const auto text = std::string(option.name) + "=" + option.value;
    return option.required ? text : "[" + text + "]";
}

}  // namespace karst
