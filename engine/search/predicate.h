// Search expressions, compiled: field comparisons with wildcards, terms against _raw, CIDR blocks. Two-valued: a comparison
// with a missing field is false (also !=), NOT turns it round (Search Reference, search).
#pragma once

#include "engine/eval/program.h"
#include "engine/row/row.h"
#include "parser/ast.h"

#include <functional>
#include <memory>
#include <string_view>

namespace karst {

class Predicate {
public:
    virtual ~Predicate() = default;
    /// Uses context.fields to read and context.arena for scratch.
    virtual bool test(EvalContext& context) const = 0;
};
using PredicatePtr = std::unique_ptr<Predicate>;

/// Compiles a search expression; `resolve` gives the slot of a field. Subsearches must have been replaced before. Time bounds
/// are taken relative to `now` in `zone`.
PredicatePtr compile_search(const SearchExpression& expression, const std::function<FieldId(std::string_view)>& resolve, double now,
                            const TimeZone& zone);

}  // namespace karst
