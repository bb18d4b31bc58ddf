// A second evaluator of SPL, for tests only: a row at a time, rows as maps, no planning, no batches, nothing shared with
// engine/. It takes the parser's tree, so that what is compared is what runs, and knows just enough of the language for the
// searches of random_search.h: search, where, eval, stats, dedup, sort and head. What it does not know it refuses with
// std::logic_error.
#pragma once

#include "parser/grammar/ast.h"

#include <map>
#include <string>
#include <vector>

namespace karst::naive {

/// The values of a row's fields; a field with several is multivalue.
using NaiveRow = std::map<std::string, std::vector<std::string>>;
using NaiveRows = std::vector<NaiveRow>;

NaiveRows run(const Pipeline& pipeline, NaiveRows rows);

/// One expression on one row (the two languages of SPL).
bool matches(const SearchExpression& expression, const NaiveRow& row);
struct NaiveValue;
NaiveValue evaluate(const EvalExpression& expression, const NaiveRow& row);

}  // namespace karst::naive
