#include "base/ascii.h"
#include "base/spl_text.h"
#include "base/utf8.h"
#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/multivalue_builders.h"
#include "engine/json/json_value.h"
#include "engine/run/run_context.h"
#include "engine/time/time_format.h"
#include "engine/value/compare.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace karst {

namespace {

/// mvrange() makes no longer lists: a slip in its arguments must not take all memory.
constexpr std::size_t kMaxRangeValues = 1'000'000;

Value string_copy(const std::string& text, Arena& arena) {
    return Value::string(arena.copy(text));
}

Value commands(std::span<const Value> arguments, EvalContext& context) {
    const auto text = text_of(arguments[0], context.arena);
    std::vector<Value> names;
    std::uint32_t at = 0;
    while (at < text.size()) {
        at = skip_blanks(text, at);
        std::uint32_t end = at;
        while (end < text.size() && is_identifier(text[end])) {
            ++end;
        }
        if (end > at) {
            names.push_back(string_copy(lower_case(text.substr(at, end - at)), context.arena));
        }
        at = end_of_command(text, end) + 1;
    }
    return context.arena.list(names);
}

Value mvappend(std::span<const Value> arguments, EvalContext& context) {
    std::vector<Value> all;
    for (const Value& argument : arguments) {
        const auto items = argument.items();
        all.insert(all.end(), items.begin(), items.end());
    }
    return context.arena.list(all);
}

Value mvcount(std::span<const Value> arguments, EvalContext&) {
    return Value::number(static_cast<double>(arguments[0].items().size()));
}

Value mvdedup(std::span<const Value> arguments, EvalContext& context) {
    std::unordered_set<std::string_view> seen;
    std::vector<Value> kept;
    for (const Value item : arguments[0].items()) {
        if (seen.insert(text_of(item, context.arena)).second) {
            kept.push_back(item);
        }
    }
    return context.arena.list(kept);
}

// An index into `size` items, negative ones from the end; nothing when it is no whole number or before the first.
std::optional<std::size_t> item_index(Value value, std::size_t size) {
    const auto number = to_number(value);
    if (!number || std::trunc(*number) != *number) {
        return std::nullopt;
    }
    const double index = *number < 0 ? *number + static_cast<double>(size) : *number;
    return index < 0 || index > 1e9 ? std::nullopt : std::optional(static_cast<std::size_t>(index));
}

Value mvindex(std::span<const Value> arguments, EvalContext&) {
    const auto items = arguments[0].items();
    const auto first = item_index(arguments[1], items.size());
    const auto last = arguments.size() > 2 ? item_index(arguments[2], items.size()) : first;
    if (!first || !last || *first >= items.size() || *last < *first) {
        return {};
    }
    // The items live where those of the argument do: a part of a list needs no copy.
    const auto count = std::min(*last, items.size() - 1) - *first + 1;
    return arguments[0].is_multivalue() ? Value::multivalue(items.subspan(*first, count)) : arguments[0];
}

Value mvjoin(std::span<const Value> arguments, EvalContext& context) {
    const auto delimiter = text_of(arguments[1], context.arena);
    std::string joined;
    const auto items = arguments[0].items();
    for (std::size_t index = 0; index < items.size(); ++index) {
        joined += index > 0 ? delimiter : "";
        append_text(items[index], joined);
    }
    return string_copy(joined, context.arena);
}

// `start` and `count` spans later, by the calendar: days may have 23 or 25 hours, months differ.
double later(double start, const TimeSpan& span, double count, const TimeZone& zone) {
    using Unit = TimeSpan::Unit;
    const double units = span.count * count;
    switch (span.unit) {
    case Unit::Second:
        return start + units;
    case Unit::Minute:
        return start + units * 60;
    case Unit::Hour:
        return start + units * 3600;
    default:
        break;
    }
    const double whole = std::floor(start);
    auto civil = zone.to_civil(static_cast<std::int64_t>(whole));
    const int steps = static_cast<int>(std::clamp(units, -1e8, 1e8));
    switch (span.unit) {
    case Unit::Week:
        civil.day += 7 * steps;
        break;
    case Unit::Month:
        civil.month += steps;
        break;
    case Unit::Quarter:
        civil.month += 3 * steps;
        break;
    case Unit::Year:
        civil.year += steps;
        break;
    default:
        civil.day += steps;
    }
    return static_cast<double>(zone.to_epoch(civil)) + (start - whole);
}

Value mvrange(std::span<const Value> arguments, EvalContext& context) {
    const auto start = to_number(arguments[0]);
    const auto end = to_number(arguments[1]);
    const auto step = arguments.size() > 2 ? to_number(arguments[2]) : std::optional(1.0);
    std::optional<TimeSpan> span;
    if (!step) {
        span = parse_time_span(text_of(arguments[2], context.arena));
    }
    if (!start || !end || (!step && !span)) {
        return {};
    }
    std::vector<Value> values;
    const bool down = step && *step < 0;
    for (double count = 0; values.size() < kMaxRangeValues; ++count) {
        const double value = step ? *start + count * *step : later(*start, *span, count, context.run.zone);
        const bool in_range = down ? value > *end : value < *end;
        // A step of nothing, or one that is lost in a large number, would never arrive.
        if (!in_range || (!values.empty() && value == values.back().as_number())) {
            return context.arena.list(values);
        }
        values.push_back(Value::number(value));
    }
    context.run.warn("mvrange() stopped at " + std::to_string(kMaxRangeValues) + " values");
    return context.arena.list(values);
}

Value mvreverse(std::span<const Value> arguments, EvalContext& context) {
    const auto items = arguments[0].items();
    const std::vector<Value> reversed(items.rbegin(), items.rend());
    return context.arena.list(reversed);
}

Value mvsort(std::span<const Value> arguments, EvalContext& context) {
    const auto items = arguments[0].items();
    std::vector<Value> sorted(items.begin(), items.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](Value a, Value b) { return compare_text(a, b) < 0; });
    return context.arena.list(sorted);
}

Value mvzip(std::span<const Value> arguments, EvalContext& context) {
    const auto left = arguments[0].items();
    const auto right = arguments[1].items();
    const auto delimiter = arguments.size() > 2 ? text_of(arguments[2], context.arena) : std::string_view(",");
    std::vector<Value> zipped;
    for (std::size_t index = 0; index < std::min(left.size(), right.size()); ++index) {
        std::string pair;
        append_text(left[index], pair);
        pair += delimiter;
        append_text(right[index], pair);
        zipped.push_back(string_copy(pair, context.arena));
    }
    return context.arena.list(zipped);
}

Value mv_to_json_array(std::span<const Value> arguments, EvalContext& context) {
    const bool infer = arguments.size() > 1 && is_true(arguments[1]);
    JsonValue array = JsonValue::array();
    for (const Value item : arguments[0].items()) {
        const auto text = text_of(item, context.arena);
        auto inferred = infer ? JsonValue::parse(text) : std::nullopt;
        array.items().push_back(inferred ? std::move(*inferred) : JsonValue::string(text));
    }
    return string_copy(array.to_text(), context.arena);
}

void split_text(std::string_view text, std::string_view delimiter, std::vector<Value>& parts) {
    if (delimiter.empty()) {
        for (const auto character : characters(text)) {
            parts.push_back(Value::string(character));
        }
        return;
    }
    for (std::size_t at = 0;;) {
        const auto end = std::min(text.find(delimiter, at), text.size());
        parts.push_back(Value::string(text.substr(at, end - at)));
        if (end == text.size()) {
            return;
        }
        at = end + delimiter.size();
    }
}

Value split(std::span<const Value> arguments, EvalContext& context) {
    const auto delimiter = text_of(arguments[1], context.arena);
    std::vector<Value> parts;
    for (const Value item : arguments[0].items()) {
        split_text(text_of(item, context.arena), delimiter, parts);
    }
    return context.arena.list(parts);
}

constexpr auto kAny = FunctionSpec::kAnyNumber;

constexpr FunctionSpec eager(std::string_view name, std::size_t least, std::size_t most, EagerFunction function,
                             std::string_view signature, std::string_view summary) {
    return {.name = name,
            .min_arguments = least,
            .max_arguments = most,
            .eager = function,
            .family = "Multivalue",
            .signature = signature,
            .summary = summary};
}

// Always gives the same type, of arguments that are no Booleans.
constexpr FunctionSpec giving(Returns returns, FunctionSpec spec) {
    spec.returns = returns;
    spec.argument_type = ArgumentType::Value;
    return spec;
}

// Gives values of its first argument, or parts of them.
constexpr FunctionSpec choosing(std::string_view name, std::size_t least, std::size_t most, EagerFunction function,
                                std::string_view signature, std::string_view summary) {
    auto spec = eager(name, least, most, function, signature, summary);
    spec.substring_of = ResultSubstringOf::First;
    return spec;
}

constexpr FunctionSpec built(std::string_view name, std::size_t arguments, FunctionBuilder build, std::string_view signature,
                             std::string_view summary) {
    return {.name = name,
            .min_arguments = arguments,
            .max_arguments = arguments,
            .build = build,
            .family = "Multivalue",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    eager("commands", 1, 1, commands, "commands(<value>)", "The commands of a search, in order."),
    {.name = "mvappend",
     .min_arguments = 1,
     .max_arguments = kAny,
     .eager = mvappend,
     .substring_of = ResultSubstringOf::All,
     .sees_null = true,
     .family = "Multivalue",
     .signature = "mvappend(<values>)",
     .summary = "All values in one list."},
    giving(Returns::Number,
           eager("mvcount", 1, 1, mvcount, "mvcount(<mv>)", "How many values a field has; null when it has none.")),
    choosing("mvdedup", 1, 1, mvdedup, "mvdedup(<mv>)", "The values without repetitions, in order of first appearance."),
    built("mvfilter", 1, build_mvfilter, "mvfilter(<predicate>)",
          "The values of the predicate's only field for which it is true."),
    giving(Returns::Number,
           built("mvfind", 2, build_mvfind, "mvfind(<mv>, <regex>)", "The index, from 0, of the first value that matches.")),
    choosing("mvindex", 2, 3, mvindex, "mvindex(<mv>, <start>, [<end>])",
             "The values from start to end, both counted; from 0, negative from the end."),
    giving(Returns::Text,
           eager("mvjoin", 2, 2, mvjoin, "mvjoin(<mv>, <delim>)", "The values as one text, with a delimiter between them.")),
    built("mvmap", 2, build_mvmap, "mvmap(<mv>, <expression>)", "The results of an expression for each value."),
    eager("mvrange", 2, 3, mvrange, "mvrange(<start>, <end>, [<step>])",
          "Numbers from start up to but without end; the step may be a time span."),
    choosing("mvreverse", 1, 1, mvreverse, "mvreverse(<mv>)", "The values in the opposite order."),
    choosing("mvsort", 1, 1, mvsort, "mvsort(<mv>)", "The values sorted as text, by their bytes."),
    eager("mvzip", 2, 3, mvzip, "mvzip(<mv_left>, <mv_right>, [<delim>])", "Values of two fields joined one by one."),
    eager("mv_to_json_array", 1, 2, mv_to_json_array, "mv_to_json_array(<field>, [<infer_types>])",
          "The values as a JSON array, of strings or of what they spell."),
    choosing("split", 2, 2, split, "split(<str>, <delim>)", "The parts of text between delimiters; all characters for \"\"."),
};

}  // namespace

FunctionFamily multivalue_functions() {
    return kTable;
}

}  // namespace karst
