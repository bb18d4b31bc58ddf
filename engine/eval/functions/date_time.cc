// Search Reference, "Date and Time functions".
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/item_functions.h"
#include "engine/run/run_context.h"
#include "engine/time/time_format.h"

namespace karst {

namespace {

using Arguments = std::span<const Value>;

Value now(Arguments, EvalContext& context) {
    return Value::number(context.run.now);
}

Value relative(Arguments arguments, EvalContext& context) {
    const auto time = to_number(arguments[0]);
    const auto moved = time ? relative_time(*time, text_of(arguments[1], context.arena), context.run.zone) : std::nullopt;
    return moved ? Value::number(*moved) : Value();
}

Value formatted(Arguments arguments, EvalContext& context) {
    const auto format = text_of(arguments[1], context.arena);
    return map_items(arguments[0], context.arena, [&](Value item) {
        const auto time = to_number(item);
        return time ? Value::string(context.arena.copy(format_time(*time, format, context.run.zone))) : Value();
    });
}

Value parsed(Arguments arguments, EvalContext& context) {
    const auto format = text_of(arguments[1], context.arena);
    return map_items(arguments[0], context.arena, [&](Value item) {
        const auto time = parse_time(text_of(item, context.arena), format, context.run.zone, context.run.now);
        return time ? Value::number(*time) : Value();
    });
}

constexpr FunctionSpec row(std::string_view name, std::size_t count, EagerFunction eager, Returns returns,
                           std::string_view signature, std::string_view summary) {
    return {.name = name,
            .min_arguments = count,
            .max_arguments = count,
            .eager = eager,
            .returns = returns,
            .argument_type = ArgumentType::Value,
            .uses_now = eager == now,
            .family = "Date and Time",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    row("now", 0, now, Returns::Number, "now()", "The time at which the search runs."),
    row("relative_time", 2, relative, Returns::Number, "relative_time(<time>, <modifier>)",
        "A time moved and snapped by a relative time modifier."),
    row("strftime", 2, formatted, Returns::Text, "strftime(<time>, <format>)", "A time as text."),
    row("strptime", 2, parsed, Returns::Number, "strptime(<str>, <format>)",
        "The time that a text spells; a time of day without a date is today's."),
    row("time", 0, now, Returns::Number, "time()", "The time at which the event is looked at; here the same for all of them."),
};

}  // namespace

FunctionFamily date_time_functions() {
    return kTable;
}

}  // namespace karst
