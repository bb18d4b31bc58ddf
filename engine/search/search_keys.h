// Keys of a search by itself: what an index can find its events by, as far as the search says without the knowledge of a log.
#pragma once

#include "engine/search/filter_condition.h"
#include "parser/grammar/ast.h"

#include <span>
#include <string>

namespace karst {

/// The keys one of which every matching event has, the likely rarest set, for people: `process_name="cmd.exe" or … "pwsh.exe"`.
/// Empty when no value and no text is asked for. `filters` are what the later filters of the pipeline ask for.
std::string describe_search_keys(const SearchExpression& search, std::span<const FilterCondition> filters = {});

}  // namespace karst
