#include "rules/attack.h"

#include "packs/embedded/embedded.h"

#include <algorithm>

namespace karst {

namespace {

std::string_view take(std::string_view& text, char separator) {
    const auto end = std::min(text.find(separator), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

}  // namespace

AttackTechnique find_technique(std::string_view id) {
    AttackTechnique technique{std::string(id), "", {}};
    auto lines = embedded_file("attack/techniques.tsv");
    while (!lines.empty()) {
        auto line = take(lines, '\n');
        if (take(line, '\t') != id) {
            continue;
        }
        technique.name = take(line, '\t');
        while (!line.empty()) {
            auto tactic = take(line, ',');
            tactic.remove_prefix(std::min(tactic.find_first_not_of(' '), tactic.size()));
            technique.tactics.emplace_back(tactic);
        }
        break;
    }
    return technique;
}

}  // namespace karst
