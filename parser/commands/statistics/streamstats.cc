#include "parser/commands/statistics/streamstats.h"

#include "parser/commands/common/quoted_text.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/pipeline_parser.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

const std::vector<std::string_view> kStreamstatsOptions = {"current", "window",          "time_window",  "global",
                                                           "allnum",  "reset_on_change", "reset_before", "reset_after"};

// The reference writes "("<eval>")", each parenthesis in quotation marks and those of the expression escaped; "(<eval>)" and
// (<eval>) are understood too.
StreamstatsCommand::Condition read_condition(CommandReader& reader) {
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

bool take_condition(CommandReader& reader, std::string_view name, std::optional<StreamstatsCommand::Condition>& condition) {
    const auto before = reader.mark();
    if (!reader.take_keyword(name) || !reader.take('=')) {
        reader.rewind(before);
        return false;
    }
    condition = read_condition(reader);
    return true;
}

void take_option(CommandReader& reader, const CommandReader::Option& option, StreamstatsCommand& streamstats) {
    if (option.is("current")) {
        streamstats.current = reader.boolean(option);
    } else if (option.is("window")) {
        const auto rows = reader.integer(option);
        if (rows < 0) {
            reader.fail("spl-bad-option", option.value.span, "a window cannot have fewer than 0 rows");
        }
        streamstats.window = static_cast<std::size_t>(rows);
    } else if (option.is("time_window")) {
        streamstats.time_window = option.value.text;
        streamstats.time_window_span = option.value.span;
    } else if (option.is("global")) {
        streamstats.global = reader.boolean(option);
    } else if (option.is("allnum")) {
        streamstats.all_numeric = reader.boolean(option);
    } else if (option.is("reset_on_change")) {
        streamstats.reset_on_change = reader.boolean(option);
    } else {
        reader.unknown_option(option, kStreamstatsOptions);
    }
}

void take_options(CommandReader& reader, StreamstatsCommand& streamstats) {
    for (;;) {
        if (take_condition(reader, "reset_before", streamstats.reset_before) ||
            take_condition(reader, "reset_after", streamstats.reset_after)) {
            continue;
        }
        const auto option = reader.option();
        if (!option) {
            return;
        }
        take_option(reader, *option, streamstats);
    }
}

}  // namespace

std::unique_ptr<Command> parse_streamstats(CommandReader& reader) {
    auto streamstats = std::make_unique<StreamstatsCommand>();
    take_options(reader, *streamstats);
    // Functions may stand between options, so both are taken in turn up to BY.
    while (!reader.at_end() && !reader.peek_keyword("by")) {
        auto more = reader.aggregates(kStreamstatsOptions);
        if (more.empty()) {
            reader.fail_here("a function or BY");
        }
        std::move(more.begin(), more.end(), std::back_inserter(streamstats->aggregates));
        take_options(reader, *streamstats);
    }
    if (reader.take_keyword("by")) {
        streamstats->by = reader.field_list();
        if (streamstats->by.empty()) {
            reader.fail_here("a field after BY");
        }
        take_options(reader, *streamstats);
    }
    return streamstats;
}

}  // namespace karst
