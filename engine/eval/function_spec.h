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

class ExpressionCompiler;

/// A function of the values of its arguments. Unless `sees_null` is set, it is not called when an argument is null (the
/// result is null).
using EagerFunction = Value (*)(std::span<const Value> arguments, EvalContext& context);

/// Builds the node itself: for functions that decide which arguments are evaluated (if, case, coalesce, mvmap), that prepare
/// a constant argument once (a regular expression, a time format), or whose argument is not a value (a field name).
/// `call` is the expression as written, for spans and names; compile arguments with `compiler`.
using FunctionBuilder = EvalNodePtr (*)(const EvalExpression& call, ExpressionCompiler& compiler);

/// What a function gives, when that does not depend on its arguments (a function of one value gives a list for a list), or
/// does so alone: Branches is what its second and third argument give, when these give the same.
enum class Returns : std::uint8_t { Any, Number, Text, Branches };

/// What the arguments of a function must be as far as can be seen before it runs: no Booleans (Value), and no texts that spell
/// no number either (Number).
enum class ArgumentType : std::uint8_t { Any, Value, Number };

/// How a function of a text and a pattern reads the pattern.
enum class PatternKind : std::uint8_t { None, Regex, Like };

/// Fails through the compiler when something is wrong with a call that ArgumentType does not say.
using ArgumentCheck = void (*)(const EvalExpression& call, const ExpressionCompiler& compiler);

/// Of which arguments a function gives values, or parts of their text, and nothing else.
enum class ResultSubstringOf : std::uint8_t { None, First, All, AfterFirst, EverySecond };

struct FunctionSpec {
    std::string_view name;
    std::size_t min_arguments = 0;
    std::size_t max_arguments = 0;  // kAnyNumber: no limit
    EagerFunction eager = nullptr;  // one of the two
    FunctionBuilder build = nullptr;
    bool returns_boolean = false;
    Returns returns = Returns::Any;
    ArgumentType argument_type = ArgumentType::Any;
    ArgumentCheck check = nullptr;
    ResultSubstringOf substring_of = ResultSubstringOf::None;
    PatternKind pattern = PatternKind::None;
    bool adds_as_text = false;   // a result that spells a number is a text to + all the same, as a literal in quotes is
    bool takes_search = false;   // the text of the argument is a search expression, whose fields are read
    bool sees_null = false;      // eager functions only: called with null arguments too
    bool uses_now = false;       // the result depends on what now() is
    bool uses_random = false;    // the result depends on how often it was called before
    std::string_view family;     // Splunk's heading: "Text", "Multivalue", …
    std::string_view signature;  // "substr(<str>, <start>, [<length>])"
    std::string_view summary;    // one sentence

    static constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);
};

/// One family's rows; each file in functions/ defines one such function, listed in engine/eval/compile/function_table.cc.
using FunctionFamily = std::span<const FunctionSpec>;

}  // namespace karst
