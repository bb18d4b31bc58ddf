#include "parser/commands/statistics/streamstats.h"

#include "parser/commands/common/quoted_text.h"
#include "parser/commands/statistics/statistics_arguments.h"
#include "parser/grammar/pipeline_parser.h"

#include <utility>

namespace karst {

namespace {

// The reference writes "("<eval>")", each parenthesis in quotation marks and those of the expression escaped; "(<eval>)" and
// (<eval>) are understood too.
StreamstatsCommand::Condition read_reset_condition(CommandReader& reader) {
    if (reader.take('(')) {
        StreamstatsCommand::Condition condition{reader.eval_expression(), nullptr};
        reader.expect(')', "')' after the condition");
        return condition;
    }
    const std::string_view text = reader.source().text();
    const auto begin = reader.mark();
    const bool parentheses_quoted = text.substr(begin, 3) == "\"(\"";
    const std::string_view close = parentheses_quoted ? "\")\"" : "\"";
    const auto inner = begin + (parentheses_quoted ? 3 : 1);
    const auto end = text.substr(begin, 1) == "\"" ? find_unescaped(text, close, inner) : std::string_view::npos;
    if (end == std::string_view::npos) {
        reader.fail_here("a condition such as \"(\"x>5\")\"");
    }
    reader.rewind(static_cast<std::uint32_t>(end + close.size()));
    auto unquoted = unquote(reader.source(), {inner, static_cast<std::uint32_t>(end)});
    auto expression = parse_eval(*unquoted, reader.context());
    return {std::move(expression), std::move(unquoted)};
}

const OptionTable<StreamstatsCommand> kStreamstatsOptions = {
    {"current", takes::boolean(&StreamstatsCommand::current), "Counts a result into its own statistics."},
    {"window", takes::integer(&StreamstatsCommand::window, 0),
     "How many results the statistics are about, counted back from each; 0 takes all."},
    {"time_window", takes::text(&StreamstatsCommand::time_window, &StreamstatsCommand::time_window_span, "<span>", "5m"),
     "The span of time that the statistics are about, such as 5m."},
    {"global", takes::boolean(&StreamstatsCommand::global), "Has one window for all groups of BY, not one for each."},
    {"allnum", takes::boolean(&StreamstatsCommand::all_numeric),
     "Calculates numeric statistics of a field only where all of its values are numbers."},
    {"reset_on_change", takes::boolean(&StreamstatsCommand::reset_on_change),
     "Begins anew when the values of the fields of BY change."},
    {"reset_before",
     takes::own_syntax(&StreamstatsCommand::reset_before, "\"(\"<eval>\")\"", "\"(\"x>5\")\"", read_reset_condition),
     "Begins anew before a result for which the condition is true."},
    {"reset_after",
     takes::own_syntax(&StreamstatsCommand::reset_after, "\"(\"<eval>\")\"", "\"(\"x>5\")\"", read_reset_condition),
     "Begins anew after a result for which the condition is true."},
};

}  // namespace

const OptionList& streamstats_options() {
    return kStreamstatsOptions;
}

std::unique_ptr<Command> parse_streamstats(CommandReader& reader) {
    auto streamstats = std::make_unique<StreamstatsCommand>();
    const auto take_options = [&] { kStreamstatsOptions.take_all(reader, *streamstats); };
    streamstats->aggregates = read_aggregates(reader, kStreamstatsOptions, take_options, {"by"}, "a function or BY");
    if (reader.take_keyword("by")) {
        streamstats->by = reader.field_list();
        if (streamstats->by.empty()) {
            reader.fail_here("a field after BY");
        }
        take_options();
    }
    return streamstats;
}

}  // namespace karst
