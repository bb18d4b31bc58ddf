#include "parser/pipeline_parser.h"

#include "parser/command_table.h"
#include "parser/eval_parser.h"
#include "parser/parser.h"
#include "parser/scan.h"
#include "parser/search_parser.h"

namespace karst {

namespace {

struct Context {
    const SourceText& source;
    const ParseLimits& limits;
    std::size_t depth;
};

std::string_view read_name(std::string_view text, std::uint32_t begin) {
    auto end = begin;
    while (end < text.size() && is_identifier(text[end])) {
        ++end;
    }
    return text.substr(begin, end - begin);
}

std::vector<std::string_view> command_names() {
    std::vector<std::string_view> names;
    for (const auto& command : all_commands()) {
        names.push_back(command.name);
    }
    return names;
}

[[noreturn]] void fail_unknown(const Context& context, std::string_view name, Span span) {
    if (const auto* known = find_unsupported_command(lower_case(name))) {
        auto diagnostic = context.source.diagnose(Severity::Warning, "spl-unsupported-command", span,
                                                  "the command '" + std::string(known->name) +
                                                      "' is not supported: " + std::string(known->reason),
                                                  "unsupported", std::string(known->advice));
        throw DiagnosticError(std::move(diagnostic));
    }
    context.source.fail("spl-unknown-command", span, "unknown command '" + std::string(name) + "'", "not a command",
                        did_you_mean(name, command_names()));
}

std::unique_ptr<Command> parse_arguments(const CommandSpec& spec, CommandReader& reader) {
    auto command = spec.parse(reader);
    command->name = spec.name;
    if (!reader.at_end()) {
        reader.fail_here("the end of the command " + std::string(spec.name));
    }
    return command;
}

// The subsearches among the arguments that begin at `position`, which is moved to the end of the command.
std::unique_ptr<Command> read_unresolved(const Context& context, const CommandSpec& spec, std::uint32_t& position) {
    const std::string_view text = context.source.text();
    auto command = std::make_unique<UnresolvedCommand>();
    command->name = std::string(spec.name) + " [...]";
    command->generating = spec.generating;
    std::size_t brackets = 0;
    while (position < text.size()) {
        const char c = text[position];
        if (c == '"') {
            position = read_quoted(context.source, position, '"').end;
        } else if (c == '[' && begins_subsearch(text, position)) {
            const auto begin = position;
            auto pipeline = parse_subsearch(context.source, position, context.limits, context.depth);
            command->subsearches.push_back({{begin, position}, std::move(pipeline)});
        } else if ((c == '|' || c == ']') && brackets == 0) {
            break;
        } else {
            brackets += c == '[' ? 1 : 0;
            brackets -= c == ']' ? 1 : 0;
            position += c == '\\' && position + 1 < text.size() ? 2 : 1;
        }
    }
    return command;
}

std::unique_ptr<Command> read_arguments(const Context& context, const CommandSpec& spec, std::uint32_t begin,
                                        std::uint32_t& position) {
    CommandReader reader(context.source, position, context.limits, context.depth);
    std::unique_ptr<Command> command;
    try {
        command = parse_arguments(spec, reader);
        position = reader.position();
    } catch (const DiagnosticError&) {
        // A bracket where the command has no place for one: its text comes when the subsearch has run.
        if (takes_brackets(spec) || !reader.at_subsearch_argument()) {
            throw;
        }
        command = read_unresolved(context, spec, position);
    }
    command->span = {begin, position};
    // Trailing blanks belong to nobody: the text of a stage is shown without them.
    while (command->span.end > begin && is_blank(context.source.text()[command->span.end - 1])) {
        --command->span.end;
    }
    return command;
}

std::unique_ptr<Command> parse_named(const Context& context, std::uint32_t& position) {
    const std::string_view text = context.source.text();
    const auto begin = position;
    const auto name = read_name(text, begin);
    if (name.empty()) {
        const auto found = begin < text.size() ? "'" + std::string(1, text[begin]) + "'" : std::string("the end of the search");
        context.source.fail("spl-missing-command", {begin, begin + 1}, "expected a command after '|', found " + found);
    }
    const auto* spec = find_command(lower_case(name));
    const auto end = begin + static_cast<std::uint32_t>(name.size());
    if (spec == nullptr) {
        fail_unknown(context, name, {begin, end});
    }
    position = end;
    return read_arguments(context, *spec, begin, position);
}

// A pipeline that begins without a pipe begins with the search command, whose name may be left out.
std::unique_ptr<Command> parse_first(const Context& context, std::uint32_t& position) {
    const auto name = read_name(context.source.text(), position);
    const auto after = skip_blanks(context.source.text(), position + static_cast<std::uint32_t>(name.size()));
    // search=5 compares a field of that name; search =5 is the command with nothing before the sign.
    const bool compared =
        after == position + name.size() && after < context.source.text().size() && context.source.text()[after] == '=';
    if (same_word(name, "search") && !compared) {
        return parse_named(context, position);
    }
    // In a subsearch every command may come first ([stats …] of appendpipe, [eval …] of foreach).
    if (context.depth > 0 && !compared && find_command(lower_case(name)) != nullptr) {
        return parse_named(context, position);
    }
    return read_arguments(context, *find_command("search"), position, position);
}

// Parses up to the end of the text or the `]` that closes a subsearch. With `diagnostics`, an error is noted there and parsing
// goes on behind the next pipe; without, it is thrown.
PipelinePtr parse_pipeline(const Context& context, std::uint32_t& position, Diagnostics* diagnostics) {
    const std::string_view text = context.source.text();
    auto pipeline = std::make_unique<Pipeline>();
    position = skip_blanks(text, position);
    const auto begin = position;
    bool named = false;
    if (position < text.size() && text[position] == '|') {
        position = skip_blanks(text, position + 1);
        named = true;
    }
    bool broken = false;
    for (bool first = true;; first = false) {
        try {
            pipeline->commands.push_back(first && !named ? parse_first(context, position) : parse_named(context, position));
        } catch (const DiagnosticError& error) {
            if (diagnostics == nullptr) {
                throw;
            }
            broken = true;
            diagnostics->add(error.diagnostic());
            position = end_of_command(text, position);
            if (error.diagnostic().code == "spl-unbalanced-quote") {
                break;  // what follows is inside or outside of the quotation marks: nobody knows
            }
        }
        position = skip_blanks(text, position);
        if (position >= text.size() || text[position] != '|') {
            break;
        }
        position = skip_blanks(text, position + 1);
    }
    pipeline->span = {begin, position};
    return broken ? nullptr : std::move(pipeline);
}

}  // namespace

bool begins_subsearch(std::string_view text, std::uint32_t position) {
    const auto begin = skip_blanks(text, position + 1);
    if (begin >= text.size() || text[begin] == '|') {
        return begin < text.size();
    }
    const auto name = read_name(text, begin);
    const auto end = begin + name.size();
    const auto* spec = find_command(lower_case(name));
    return spec != nullptr && spec->generating && end < text.size() && (is_blank(text[end]) || text[end] == ']');
}

PipelinePtr parse_subsearch(const SourceText& source, std::uint32_t& position, const ParseLimits& limits, std::size_t depth) {
    const auto begin = position;
    if (depth + 1 > limits.subsearch_depth) {
        source.fail("spl-nesting-limit", {begin, begin + 1},
                    "subsearches are nested deeper than " + std::to_string(limits.subsearch_depth) + " levels");
    }
    ++position;
    auto pipeline = parse_pipeline({source, limits, depth + 1}, position, nullptr);
    if (position >= source.text().size() || source.text()[position] != ']') {
        source.fail("spl-unbalanced-bracket", {begin, begin + 1}, "unbalanced bracket", "no closing ']' follows");
    }
    ++position;
    return pipeline;
}

PipelinePtr parse_spl(const SourceText& text, Diagnostics& diagnostics, const ParseLimits& limits) {
    std::uint32_t position = 0;
    if (text.text().size() > limits.text_bytes) {
        diagnostics.add(text.diagnose(Severity::Error, "spl-too-long", {0, 1},
                                      "the search is longer than " + std::to_string(limits.text_bytes) + " bytes"));
        return nullptr;
    }
    auto pipeline = parse_pipeline({text, limits, 0}, position, &diagnostics);
    if (position < text.text().size() && diagnostics.errors() == 0) {
        diagnostics.add(text.diagnose(Severity::Error, "spl-unbalanced-bracket", {position, position + 1}, "unbalanced bracket",
                                      "no '[' stands before this"));
        return nullptr;
    }
    return pipeline;
}

EvalExpressionPtr parse_eval_expression(const SourceText& text, const ParseLimits& limits) {
    EvalParser parser(text, 0, limits, 0);
    auto expression = parser.parse();
    const auto end = skip_blanks(text.text(), parser.position());
    if (end < text.text().size()) {
        text.fail("spl-syntax", {end, end + 1},
                  "expected the end of the expression, found '" + text.text().substr(end, 1) + "'");
    }
    return expression;
}

SearchExpressionPtr parse_search_expression(const SourceText& text, const ParseLimits& limits) {
    SearchParser parser(text, 0, limits, 0, false);
    auto expression = parser.parse();
    const auto end = skip_blanks(text.text(), parser.position());
    if (end < text.text().size()) {
        text.fail("spl-syntax", {end, end + 1},
                  "expected the end of the search expression, found '" + text.text().substr(end, 1) + "'");
    }
    return expression;
}

}  // namespace karst
