#include "engine/eval/compile/function_table.h"

#include "engine/eval/functions/families.h"

#include <algorithm>

namespace karst {

namespace {

std::vector<const FunctionSpec*> make_table() {
    std::vector<const FunctionSpec*> table;
    for (const FunctionFamily family :
         {text_functions(), date_time_functions(), conversion_functions(), cryptographic_functions(), mathematical_functions(),
          trigonometry_functions(), bitwise_functions(), comparison_functions(), informational_functions(),
          multivalue_functions(), json_functions(), statistical_functions()}) {
        for (const auto& function : family) {
            table.push_back(&function);
        }
    }
    std::sort(table.begin(), table.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    return table;
}

}  // namespace

const std::vector<const FunctionSpec*>& all_functions() {
    static const std::vector<const FunctionSpec*> kTable = make_table();
    return kTable;
}

const FunctionSpec* find_function(std::string_view name) {
    const auto& table = all_functions();
    const auto found = std::lower_bound(table.begin(), table.end(), name,
                                        [](const auto* function, std::string_view wanted) { return function->name < wanted; });
    return found != table.end() && (*found)->name == name ? *found : nullptr;
}

}  // namespace karst
