// MITRE ATT&CK: names and tactics of techniques.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct AttackTechnique {
    std::string id;
    std::string name;
    std::vector<std::string> tactics;
};

/// The technique of an id such as T1486 or T1003.001; nothing but the id is set when it is not known.
AttackTechnique find_technique(std::string_view id);

}  // namespace karst
