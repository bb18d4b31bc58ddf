// Eval expressions, compiled: a tree of nodes that read fields through a FieldReader and give a Value. A program is immutable
// and may run on many rows and threads at once; what changes lives in the EvalContext.
//
// Null logic (Search Reference, eval and where): arithmetic, comparison and nearly all functions give null when an argument is
// null; AND, OR, NOT and XOR are three-valued; where keeps a row only when the result is true.
#pragma once

#include "engine/row/row.h"
#include "engine/value/value.h"

#include <memory>
#include <vector>

namespace karst {

struct RunContext;

/// What an evaluation needs beside the program.
struct EvalContext {
    FieldReader& fields;
    Arena& arena;     // text and lists that the result refers to
    RunContext& run;  // now(), time zone, random numbers, lookups, warnings
};

class EvalNode {
public:
    virtual ~EvalNode() = default;
    virtual Value evaluate(EvalContext& context) const = 0;
    /// The value when it is the same for every row (a literal).
    virtual const Value* constant() const { return nullptr; }
    /// True when the result can only be a Boolean (or null): such an expression cannot be assigned to a field.
    virtual bool is_boolean() const { return false; }
};
using EvalNodePtr = std::unique_ptr<EvalNode>;

/// True only for a Boolean true. (Null, numbers and text are not conditions; the compiler rejects them where it can.)
inline bool is_true(Value value) {
    return value.is_boolean() && value.as_boolean();
}

}  // namespace karst
