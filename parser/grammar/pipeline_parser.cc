#include "parser/grammar/pipeline_parser.h"

#include "base/ascii.h"
#include "base/spl_text.h"
#include "parser/grammar/command_reader.h"
#include "parser/grammar/eval_parser.h"
#include "parser/grammar/search_parser.h"

namespace karst {

namespace {

struct Place {
    const SourceText& source;
    const ParseContext& context;
    std::size_t depth;
};

std::string_view read_name(std::string_view text, std::uint32_t begin) {
    auto end = begin;
    while (end < text.size() && is_identifier(text[end])) {
        ++end;
    }
    return text.substr(begin, end - begin);
}

std::vector<std::string_view> command_names(const Place& place) {
    std::vector<std::string_view> names;
    for (const auto& command : place.context.commands.all()) {
        names.push_back(command.name);
    }
    return names;
}

[[noreturn]] void fail_unknown(const Place& place, std::string_view name, Span span) {
    if (const auto* known = place.context.commands.find_unsupported(lower_case(name))) {
        place.source.fail("spl-unsupported-command", span,
                          "the command '" + std::string(known->name) + "' is not supported: " + std::string(known->reason),
                          "unsupported", std::string(known->advice));
    }
    place.source.fail("spl-unknown-command", span, "unknown command '" + std::string(name) + "'", "not a command",
                      did_you_mean(name, command_names(place)));
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
std::unique_ptr<Command> read_unresolved(const Place& place, const CommandSpec& spec, std::uint32_t& position) {
    const std::string_view text = place.source.text();
    auto command = std::make_unique<UnresolvedCommand>();
    command->name = std::string(spec.name) + " [...]";
    command->generating = spec.generating;
    std::size_t brackets = 0;
    while (position < text.size()) {
        const char c = text[position];
        if (c == '"') {
            position = read_quoted(place.source, position, '"').end;
        } else if (c == '[' && begins_subsearch(text, position, place.context)) {
            const auto begin = position;
            auto pipeline = parse_subsearch(place.source, position, place.context, place.depth);
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

std::unique_ptr<Command> read_arguments(const Place& place, const CommandSpec& spec, std::uint32_t begin,
                                        std::uint32_t& position) {
    CommandReader reader(place.source, position, place.context, place.depth);
    std::unique_ptr<Command> command;
    try {
        command = parse_arguments(spec, reader);
        position = reader.position();
    } catch (const DiagnosticError&) {
        // A bracket where the command has no place for one: its text comes when the subsearch has run.
        if (spec.brackets == Brackets::Own || !reader.at_subsearch_argument()) {
            throw;
        }
        command = read_unresolved(place, spec, position);
    }
    command->span = {begin, position};
    // Trailing blanks belong to nobody: the text of a stage is shown without them.
    while (command->span.end > begin && is_space(place.source.text()[command->span.end - 1])) {
        --command->span.end;
    }
    return command;
}

std::unique_ptr<Command> parse_named(const Place& place, std::uint32_t& position) {
    const std::string_view text = place.source.text();
    const auto begin = position;
    const auto name = read_name(text, begin);
    if (name.empty()) {
        const auto found = begin < text.size() ? "'" + std::string(1, text[begin]) + "'" : std::string("the end of the search");
        place.source.fail("spl-missing-command", {begin, begin + 1}, "expected a command after '|', found " + found);
    }
    const auto* spec = place.context.commands.find(lower_case(name));
    const auto end = begin + static_cast<std::uint32_t>(name.size());
    if (spec == nullptr) {
        fail_unknown(place, name, {begin, end});
    }
    position = end;
    return read_arguments(place, *spec, begin, position);
}

// A pipeline that begins without a pipe begins with the search command, whose name may be left out.
std::unique_ptr<Command> parse_first(const Place& place, std::uint32_t& position) {
    const auto name = read_name(place.source.text(), position);
    const auto after = skip_blanks(place.source.text(), position + static_cast<std::uint32_t>(name.size()));
    // search=5 compares a field of that name; search =5 is the command with nothing before the sign.
    const bool compared =
        after == position + name.size() && after < place.source.text().size() && place.source.text()[after] == '=';
    if (equal_caseless(name, "search") && !compared) {
        return parse_named(place, position);
    }
    // In a subsearch every command may come first ([stats …] of appendpipe, [eval …] of foreach).
    if (place.depth > 0 && !compared && place.context.commands.find(lower_case(name)) != nullptr) {
        return parse_named(place, position);
    }
    return read_arguments(place, *place.context.commands.find("search"), position, position);
}

// Parses up to the end of the text or the `]` that closes a subsearch. With `diagnostics`, an error is noted there and parsing
// goes on behind the next pipe; without, it is thrown.
PipelinePtr parse_commands(const Place& place, std::uint32_t& position, Diagnostics* diagnostics) {
    const std::string_view text = place.source.text();
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
            pipeline->commands.push_back(first && !named ? parse_first(place, position) : parse_named(place, position));
        } catch (const DiagnosticError& error) {
            if (diagnostics == nullptr) {
                throw;
            }
            broken = true;
            diagnostics->add(error.diagnostic());
            position = end_of_command(text, position);
            if (error.diagnostic().code == DiagnosticCode("spl-unbalanced-quote")) {
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

bool begins_subsearch(std::string_view text, std::uint32_t position, const ParseContext& context) {
    const auto begin = skip_blanks(text, position + 1);
    if (begin >= text.size() || text[begin] == '|') {
        return begin < text.size();
    }
    const auto name = read_name(text, begin);
    const auto end = begin + name.size();
    const auto* spec = context.commands.find(lower_case(name));
    return spec != nullptr && spec->generating && end < text.size() && (is_blank(text[end]) || text[end] == ']');
}

PipelinePtr parse_subsearch(const SourceText& source, std::uint32_t& position, const ParseContext& context, std::size_t depth) {
    const auto begin = position;
    if (depth + 1 > context.limits.subsearch_depth) {
        source.fail("spl-nesting-limit", {begin, begin + 1},
                    "subsearches are nested deeper than " + std::to_string(context.limits.subsearch_depth) + " levels");
    }
    ++position;
    auto pipeline = parse_commands({source, context, depth + 1}, position, nullptr);
    if (position >= source.text().size() || source.text()[position] != ']') {
        source.fail("spl-unbalanced-bracket", {begin, begin + 1}, "unbalanced bracket", "no closing ']' follows");
    }
    ++position;
    return pipeline;
}

PipelinePtr parse_pipeline(const SourceText& text, Diagnostics& diagnostics, const ParseContext& context) {
    std::uint32_t position = 0;
    if (text.text().size() > context.limits.text_bytes) {
        diagnostics.add(text.diagnose("spl-too-long", {0, 1},
                                      "the search is longer than " + std::to_string(context.limits.text_bytes) + " bytes"));
        return nullptr;
    }
    auto pipeline = parse_commands({text, context, 0}, position, &diagnostics);
    if (position < text.text().size() && diagnostics.errors() == 0) {
        diagnostics.add(text.diagnose("spl-unbalanced-bracket", {position, position + 1}, "unbalanced bracket",
                                      "no '[' stands before this"));
        return nullptr;
    }
    return pipeline;
}

EvalExpressionPtr parse_eval(const SourceText& text, const ParseContext& context) {
    EvalParser parser(text, 0, context, 0);
    auto expression = parser.parse();
    const auto end = skip_blanks(text.text(), parser.position());
    if (end < text.text().size()) {
        text.fail("spl-syntax", {end, end + 1},
                  "expected the end of the expression, found '" + text.text().substr(end, 1) + "'");
    }
    return expression;
}

SearchExpressionPtr parse_search(const SourceText& text, const ParseContext& context) {
    SearchParser parser(text, 0, context, 0, false);
    auto expression = parser.parse();
    const auto end = skip_blanks(text.text(), parser.position());
    if (end < text.text().size()) {
        text.fail("spl-syntax", {end, end + 1},
                  "expected the end of the search expression, found '" + text.text().substr(end, 1) + "'");
    }
    return expression;
}

}  // namespace karst
