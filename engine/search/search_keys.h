// Keys of a search by itself: what an index can find its events by, as far as the search says without the knowledge of a log.
#pragma once

#include "parser/grammar/ast.h"

#include <string>

namespace karst {

/// The keys one of which every matching event has, the likely rarest set, for people: `process_name="cmd.exe" or … "pwsh.exe"`.
/// Empty when no value and no text is asked for.
std::string describe_search_keys(const SearchExpression& search);

}  // namespace karst
