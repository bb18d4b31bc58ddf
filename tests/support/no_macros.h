// Macro source without macros.
#pragma once

#include "parser/grammar/macro.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace karst {

class NoMacros final : public MacroSource {
public:
    const Macro* find(std::string_view, std::size_t) const override { return nullptr; }
    std::vector<std::string_view> names() const override { return {}; }
};

}  // namespace karst
