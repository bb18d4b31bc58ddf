// Syntax tree of SPL, as it was written. Plans are made from it in engine/plan/. Every node has a span of the expanded text;
// nodes are plain data, and walking them is left to those who need it.
#pragma once

#include "base/diagnostic.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

struct Pipeline;

/// A comparison as both expression languages write it.
enum class Comparison { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual };

// ---------------------------------------------------------------- eval and where

/// An eval expression (Search Reference, eval). Operands are in `arguments`, left to right.
struct EvalExpression {
    enum class Kind {
        Number,  // `number`, `significant`
        String,  // `text`, escapes undone
        Field,   // `text`: 'quoted' or bare name
        Call,    // `text`: function name, lower case; arguments
        Negate,  // -x
        Not,     // NOT x
        And,     // two or more operands
        Or,
        Xor,
        Compare,      // `comparison`, two operands
        Arithmetic,   // `operation`: + - * / %, two operands
        Concatenate,  // x . y
        Like,         // x LIKE y
        In,           // x IN (a, b, …): first argument against the others
        Subsearch     // [ … ]: replaced by its result's text before the search runs
    };

    Kind kind = Kind::Number;
    Span span;
    std::string text;
    double number = 0;
    std::uint8_t significant = 0;  // figures of a literal with a decimal point, 0: exact
    Comparison comparison = Comparison::Equal;
    char operation = '+';
    std::vector<std::unique_ptr<EvalExpression>> arguments;
    std::unique_ptr<Pipeline> subsearch;
};
using EvalExpressionPtr = std::unique_ptr<EvalExpression>;

// ---------------------------------------------------------------- search

/// A value of the search language. `*` in it is a wildcard, whether quoted or not.
struct SearchValue {
    std::string text;  // escapes undone
    bool quoted = false;
    Span span;
};

/// An expression of the search command (Search Reference, search). NOT binds tightest, then OR, then AND.
struct SearchExpression {
    enum class Kind {
        MatchAll,       // nothing was written, or *
        And,            // children, two or more
        Or,             // children, two or more
        Not,            // one child
        Compare,        // `field` `comparison` values[0]
        In,             // `field` IN (values)
        Term,           // a bare word or quoted phrase against _raw: values[0]
        TermDirective,  // TERM(values[0]): bounded by major breakers
        CaseDirective,  // CASE(values[0]): with its letters' case
        TimeBound,      // earliest=…, latest=… and their like: `field` names it, values[0] is the time (time_modifiers.h)
        Subsearch       // [ … ]
    };

    Kind kind = Kind::MatchAll;
    Span span;
    std::string field;
    Span field_span;
    Comparison comparison = Comparison::Equal;
    std::vector<SearchValue> values;
    std::vector<std::unique_ptr<SearchExpression>> children;
    std::unique_ptr<Pipeline> subsearch;
};
using SearchExpressionPtr = std::unique_ptr<SearchExpression>;

// ---------------------------------------------------------------- pieces that many commands share

/// A field name or a pattern of names (with `*`).
struct FieldName {
    std::string name;
    Span span;
};

/// An aggregate such as `count`, `dc(user) AS users`, `sum(eval(bytes/1024)) AS kb`, `perc95(latency)`.
struct AggregateCall {
    std::string function;  // as written, lower case, without the digits of a percentile (perc95 → function perc, parameter 95)
    std::optional<double> parameter;
    FieldName field;         // empty name: none (count); may have wildcards
    EvalExpressionPtr eval;  // of eval(…), instead of a field
    std::string output;      // AS name, or the default name (the call as it is written, without blanks)
    bool renamed = false;    // AS was given
    Span span;
};

/// One command of a pipeline. Each command has a struct of its own in parser/commands/.
struct Command {
    virtual ~Command() = default;
    std::string name;  // canonical, lower case
    Span span;         // from the name to the end of the last argument
};

struct Pipeline {
    std::vector<std::unique_ptr<Command>> commands;
    Span span;
};
using PipelinePtr = std::unique_ptr<Pipeline>;

/// A command with subsearches among its arguments, where its grammar has no place for them: what the arguments are is known
/// once the results stand in the place of the brackets (Search Manual, "About subsearches"). Its name is none of the table.
struct UnresolvedCommand : Command {
    struct Subsearch {
        Span span;  // with the brackets
        PipelinePtr pipeline;
    };
    std::vector<Subsearch> subsearches;
    bool generating = false;
};

}  // namespace karst
