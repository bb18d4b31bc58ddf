// Signs of comparisons, which both expression languages share.
#pragma once

#include "parser/grammar/ast.h"

#include <string_view>

namespace karst {

struct ComparisonSign {
    std::string_view text;
    Comparison comparison;
};

/// The sign that `text` begins with, null when it begins with none.
inline const ComparisonSign* find_comparison_sign(std::string_view text) {
    // The longer ones first.
    static constexpr ComparisonSign kSigns[] = {{"==", Comparison::Equal},     {"!=", Comparison::NotEqual},
                                                {"<=", Comparison::LessEqual}, {">=", Comparison::GreaterEqual},
                                                {"=", Comparison::Equal},      {"<", Comparison::Less},
                                                {">", Comparison::Greater}};
    for (const auto& sign : kSigns) {
        if (text.substr(0, sign.text.size()) == sign.text) {
            return &sign;
        }
    }
    return nullptr;
}

}  // namespace karst
