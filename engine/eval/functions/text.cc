// Search Reference, "Text functions".
#include "base/utf8.h"
#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/item_functions.h"
#include "engine/text/url.h"

#include <algorithm>
#include <cmath>

namespace karst {

namespace {

using Arguments = std::span<const Value>;

Value len(Arguments arguments, EvalContext& context) {
    return map_items(arguments[0], context.arena, [&](Value item) {
        return Value::number(static_cast<double>(count_code_points(text_of(item, context.arena))));
    });
}

template <std::string (*kChange)(std::string_view)>
Value changed(Arguments arguments, EvalContext& context) {
    return map_items(arguments[0], context.arena,
                     [&](Value item) { return Value::string(context.arena.copy(kChange(text_of(item, context.arena)))); });
}

template <bool kLeft, bool kRight>
Value trimmed(Arguments arguments, EvalContext& context) {
    const auto unwanted = arguments.size() > 1 ? text_of(arguments[1], context.arena) : std::string_view(" \t");
    return map_items(arguments[0], context.arena, [&](Value item) {
        auto text = text_of(item, context.arena);
        while (kLeft && !text.empty() && unwanted.find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
        }
        while (kRight && !text.empty() && unwanted.find(text.back()) != std::string_view::npos) {
            text.remove_suffix(1);
        }
        return Value::string(text);
    });
}

struct Slice {
    double first;
    double count;
};

// Which characters substr takes, by SQLite's rules: positions count from 1 and negative ones from the end, what lies before the
// first character is cut off the length, and a negative length takes characters before the start.
Slice slice_of(double start, double length, double size) {
    double first = start < 0 ? size + start : start - 1;
    double count = length;
    if (length < 0) {
        count = -length;
        first = std::max(start == 0 ? 0 : first, 0.0) - count;
    }
    if (first < 0) {
        count += first;
        first = 0;
    }
    first = std::min(first, size);
    return {first, std::clamp(count, 0.0, size - first)};
}

Value substr(Arguments arguments, EvalContext& context) {
    const auto start = to_number(arguments[1]);
    const auto length = arguments.size() > 2 ? to_number(arguments[2]) : std::optional<double>(1e9);
    if (!start || !length) {
        return {};
    }
    return map_items(arguments[0], context.arena, [&](Value item) {
        const auto text = text_of(item, context.arena);
        const auto size = static_cast<double>(count_code_points(text));
        const auto slice = slice_of(std::trunc(*start), std::trunc(*length), size);
        return Value::string(code_points(text, static_cast<std::size_t>(slice.first), static_cast<std::size_t>(slice.count)));
    });
}

class ReplaceNode final : public EvalNode {
public:
    ReplaceNode(EvalNodePtr subject, RegexArgument regex, EvalNodePtr replacement)
        : subject_(std::move(subject)), regex_(std::move(regex)), replacement_(std::move(replacement)) {}

    Value evaluate(EvalContext& context) const override {
        const Value subject = subject_->evaluate(context);
        const Value replacement = replacement_->evaluate(context);
        if (subject.is_null() || replacement.is_null()) {
            return {};
        }
        const auto with = text_of(replacement, context.arena);
        Value result;
        regex_.with(context, [&](const Regex& regex, RegexLimitHits& limits) {
            result = map_items(subject, context.arena, [&](Value item) {
                return Value::string(context.arena.copy(regex.replace(text_of(item, context.arena), with, limits)));
            });
        });
        return result;
    }

private:
    EvalNodePtr subject_;
    RegexArgument regex_;
    EvalNodePtr replacement_;
};

EvalNodePtr build_replace(const EvalExpression& call, ExpressionCompiler& compiler) {
    return std::make_unique<ReplaceNode>(compiler.compile(*call.arguments[0]), RegexArgument(*call.arguments[1], compiler),
                                         compiler.compile(*call.arguments[2]));
}

constexpr FunctionSpec row(std::string_view name, std::size_t least, std::size_t most, EagerFunction eager,
                           std::string_view signature, std::string_view summary,
                           ResultSubstringOf substring_of = ResultSubstringOf::None) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = most,
            .eager = eager,
            .returns = Returns::Text,
            .argument_type = ArgumentType::Value,
            .substring_of = substring_of,
            .family = "Text",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec length_row(std::string_view name, std::string_view signature, std::string_view summary) {
    auto spec = row(name, 1, 1, len, signature, summary);
    spec.returns = Returns::Number;
    return spec;
}

constexpr FunctionSpec kTable[] = {
    length_row("len", "len(<str>)", "The number of characters of a text."),
    length_row("length", "length(<str>)", "Another name of len."),
    row("lower", 1, 1, changed<to_lower>, "lower(<str>)", "The text in lower case."),
    row("ltrim", 1, 2, trimmed<true, false>, "ltrim(<str>, [<characters>])",
        "The text without blanks, or other characters, at its beginning.", ResultSubstringOf::First),
    {.name = "replace",
     .min_arguments = 3,
     .max_arguments = 3,
     .build = build_replace,
     .returns = Returns::Text,
     .argument_type = ArgumentType::Value,
     .family = "Text",
     .signature = "replace(<str>, <regex>, <replacement>)",
     .summary = "The text with every match of a regular expression replaced; \\1 to \\9 stand for its groups."},
    row("rtrim", 1, 2, trimmed<false, true>, "rtrim(<str>, [<characters>])",
        "The text without blanks, or other characters, at its end.", ResultSubstringOf::First),
    row("substr", 2, 3, substr, "substr(<str>, <start>, [<length>])",
        "A part of the text; positions count from 1, negative ones from the end.", ResultSubstringOf::First),
    row("trim", 1, 2, trimmed<true, true>, "trim(<str>, [<characters>])",
        "The text without blanks, or other characters, at both ends.", ResultSubstringOf::First),
    row("upper", 1, 1, changed<to_upper>, "upper(<str>)", "The text in upper case."),
    row("urldecode", 1, 1, changed<percent_decode>, "urldecode(<url>)", "The text with percent escapes decoded."),
};

}  // namespace

FunctionFamily text_functions() {
    return kTable;
}

}  // namespace karst
