#include "packs/reader/macro_keys.h"

namespace karst {

void read_macro(const YamlEntry& entry, const StanzaContext& context, Pack& pack) {
    Macro macro;
    macro.name = entry.key.text.substr(0, entry.key.text.find('('));
    macro.origin = "pack " + pack.name;
    if (entry.value.is_scalar()) {
        macro.definition = entry.value.text;
    } else {
        YamlMap map(entry.value, "the macro", context.problems());
        macro.definition = map.required_text("definition");
        macro.arguments = map.texts("args");
        macro.is_eval = map.boolean("iseval").value_or(false);
        map.report_unknown_keys();
        const auto named = entry.key.text.find('(');
        if (named != std::string::npos && entry.key.text.substr(named) != "(" + std::to_string(macro.arguments.size()) + ")") {
            context.problems().add("pack-wrong-type", entry.key,
                                   "the macro " + entry.key.text + " has " + std::to_string(macro.arguments.size()) + " args");
        }
    }
    pack.macros.push_back(std::move(macro));
}

}  // namespace karst
