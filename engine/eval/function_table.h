// The table of eval functions: one row a function, declared once. `karst functions`, lint's suggestions and
// docs/spl-support.md are made from it.
//
// To add a function: write it in the file of its family in engine/eval/functions/ and add its row to the family's table there.
// Nothing else needs to change.
#pragma once

#include "engine/run/program.h"
#include "parser/grammar/ast.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

class EvalCompiler;

/// A function of the values of its arguments. Unless `sees_null` is set, it is not called when an argument is null (the
/// result is null).
using EagerFunction = Value (*)(std::span<const Value> arguments, EvalContext& context);

/// Builds the node itself: for functions that decide which arguments are evaluated (if, case, coalesce, mvmap), that prepare
/// a constant argument once (a regular expression, a time format), or whose argument is not a value (a field name).
/// `call` is the expression as written, for spans and names; compile arguments with `compiler`.
using FunctionBuilder = EvalNodePtr (*)(const EvalExpression& call, EvalCompiler& compiler);

/// What a function gives, when that does not depend on its arguments. (A function of one value gives a list for a list.)
enum class Returns : std::uint8_t { Any, Number, Text };

/// Of which arguments a function gives values, or parts of their text, and nothing else.
enum class PartsOf : std::uint8_t { None, First, All, AfterFirst, EverySecond };

struct FunctionSpec {
    std::string_view name;
    std::size_t least_arguments = 0;
    std::size_t most_arguments = 0;  // kAnyNumber: no limit
    EagerFunction eager = nullptr;   // one of the two
    FunctionBuilder build = nullptr;
    bool returns_boolean = false;
    Returns returns = Returns::Any;
    PartsOf parts_of = PartsOf::None;
    bool sees_null = false;      // eager functions only: called with null arguments too
    bool uses_now = false;       // the result depends on what now() is
    bool pure = true;            // same arguments, same result: calls on constants are folded
    std::string_view family;     // Splunk's heading: "Text", "Multivalue", …
    std::string_view signature;  // "substr(<str>, <start>, [<length>])"
    std::string_view summary;    // one sentence

    static constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);
};

/// One family's rows; each file in functions/ defines one such function, listed in function_table.cc.
using FunctionFamily = std::span<const FunctionSpec>;

/// All functions, sorted by name.
const std::vector<const FunctionSpec*>& all_functions();

/// The function of that (lower-case) name, null when there is none.
const FunctionSpec* find_function(std::string_view name);

}  // namespace karst
