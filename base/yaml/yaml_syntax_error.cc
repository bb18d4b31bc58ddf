#include "base/yaml/yaml_syntax_error.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "base/yaml/yaml_context.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace karst {

namespace {

constexpr std::string_view kQuoteIt = "put the whole text in quotes, or on lines of its own below `|-`";
constexpr std::string_view kKeyHelp =
    "a key ends with ': ' and is indented like the keys around it; a text of several lines is "
    "indented further";
constexpr std::string_view kUnknownAnchor = "the referenced anchor is not defined";
constexpr std::string_view kTabHelp = "YAML is indented with spaces: replace the tab with spaces";

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

class Explainer {
public:
    Explainer(const std::shared_ptr<const SourceFile>& file, std::size_t offset)
        : file_(file), text_(file->text), offset_(std::min(offset, text_.size())), context_(read_yaml_context(text_, offset_)) {
    }

    Diagnostic explain(std::string_view problem) const {
        if (begins_with(problem, "nothing stands before")) {
            return error(offset_, fmt::format("nothing stands before this '{}'", character(offset_)),
                         "delete it, or write '' for an empty text");
        }
        if (const auto found = unclosed_quote()) {
            return *found;
        }
        if (const auto tab = tab_before(); tab && context_.brackets.empty()) {
            return error(*tab, "a tab in the indentation", std::string(kTabHelp));
        }
        for (const auto& found : {in_quotes(problem), at_character(problem), in_brackets(problem), in_block(problem)}) {
            if (found) {
                return *found;
            }
        }
        return error(offset_, std::string(problem));
    }

    Diagnostic explain_remainder() const {
        if (const auto tab = tab_before()) {
            return error(*tab, "a tab in the indentation", std::string(kTabHelp));
        }
        if (const auto found = behind_complete_text(offset_)) {
            return *found;
        }
        if (at(offset_) == ',') {
            return *at_character("unknown token");
        }
        return error(offset_, "this belongs neither to the list or map above it nor to a new one",
                     "a file is one map or one list: check the indentation of this line");
    }

    Diagnostic error(std::size_t offset, std::string message, std::string help = "") const {
        Diagnostic diagnostic("yaml-syntax");
        diagnostic.message = std::move(message);
        diagnostic.help = std::move(help);
        diagnostic.where = locate(file_, offset, offset + 1);
        return diagnostic;
    }

private:
    char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
    std::uint32_t line_of(std::size_t offset) const { return locate(file_, offset, offset).line; }
    bool is_on_line_of_place(std::size_t offset) const {
        return text_.substr(offset, offset_ - offset).find('\n') == text_.npos;
    }

    bool at_end() const { return text_.find_first_not_of(kBlanks, offset_) == text_.npos; }

    // The last character before the place that is not a blank, on the same line.
    std::optional<std::size_t> before(std::size_t place) const {
        while (place > 0 && (text_[place - 1] == ' ' || text_[place - 1] == '\t')) {
            --place;
        }
        return place > 0 && text_[place - 1] != '\n' ? std::optional(place - 1) : std::nullopt;
    }

    // A tab in front of the first text on the line, also behind the `-` of a list item.
    std::optional<std::size_t> tab_before() const {
        const std::size_t line = line_start(offset_);
        const auto start = text_.substr(line, text_.find_first_not_of(" \t-?", line) - line);
        const auto tab = start.find('\t');
        return tab == text_.npos ? std::nullopt : std::optional(line + tab);
    }

    std::optional<Diagnostic> unclosed_quote() const {
        const auto open = context_.open_quote;
        if (open == YamlContext::kNone) {
            return std::nullopt;
        }
        const bool marker = begins_with(text_.substr(offset_), "---") || begins_with(text_.substr(offset_), "...");
        if (!at_end() && !(marker && at(offset_ - 1) == '\n')) {
            return std::nullopt;
        }
        const bool single = text_[open] == '\'';
        return error(open, "the quote that opens here is not closed",
                     single ? "add the ' at the end of the text; within it, an apostrophe is written twice"
                            : "add the \" at the end of the text; within it, a quote is written \\\"");
    }

    std::optional<Diagnostic> in_quotes(std::string_view problem) const {
        const bool unknown = begins_with(problem, "unknown escape character");
        if (!unknown && !begins_with(problem, "bad character found while scanning hex") &&
            !begins_with(problem, "invalid unicode")) {
            return std::nullopt;
        }
        const auto slash = offset_ == 0 ? text_.npos : text_.rfind('\\', offset_ - 1);
        const std::size_t place = slash == text_.npos ? offset_ : slash;
        const std::string help = "write \\\\ for a backslash, or put the text in single quotes, where a backslash is an "
                                 "ordinary character";
        return unknown ? error(place, fmt::format("the escape '{}' is not known in double quotes", character(place, 2)), help)
                       : error(place,
                               fmt::format("the escape '{}' is not followed by the number of a character", character(place, 2)),
                               help);
    }

    // `count` characters at a place, as many as there are on its line.
    std::string character(std::size_t place, std::size_t count = 1) const {
        std::size_t end = place;
        for (; count > 0 && end < text_.size() && text_[end] != '\n'; --count) {
            end = next_code_point(text_, end);
        }
        return std::string(text_.substr(place, end - place));
    }

    // A text that begins with a character which means something in YAML.
    std::optional<Diagnostic> at_character(std::string_view problem) const {
        if (begins_with(problem, "unknown token")) {
            return unknown_token();
        }
        if (begins_with(problem, kUnknownAnchor)) {
            const auto end = std::min(text_.find_first_of(" \t\r\n,]}", offset_), text_.size());
            return error(offset_, fmt::format("no node has the anchor '{}'", text_.substr(offset_ + 1, end - offset_ - 1)),
                         "if this is no alias but a text that begins with '*', put it in quotes");
        }
        if (begins_with(problem, "unexpected character in block scalar") ||
            begins_with(problem, "cannot set zero indentation")) {
            return behind_block_mark();
        }
        for (const auto& [word, mark] : {std::pair(std::string_view("alias"), '*'), {"anchor", '&'}, {"tag", '!'}}) {
            if (problem.find(word) != problem.npos) {
                return begins_with(problem, "cannot assign")
                           ? error(offset_, fmt::format("a second {} of the same node", word))
                           : error(start_of_word(mark),
                                   fmt::format("a text cannot begin with '{}', which marks the {} of a node", mark, word),
                                   std::string(kQuoteIt));
            }
        }
        return std::nullopt;
    }

    Diagnostic unknown_token() const {
        const char c = at(offset_);
        if (c == '?' && !context_.brackets.empty()) {
            return error(offset_, "a '?' in a list or map in brackets", "put the text in quotes");
        }
        if (c == '|' || c == '>') {
            return error(offset_, fmt::format("a text below '{}' cannot stand in brackets", c), "put it in quotes");
        }
        return error(offset_, fmt::format("a text cannot begin with '{}'", character(offset_)), std::string(kQuoteIt));
    }

    Diagnostic behind_block_mark() const {
        const auto mark = text_.find_last_of("|>", offset_ == 0 ? 0 : offset_ - 1);
        const std::size_t place = mark == text_.npos ? offset_ : mark;
        if (auto found = behind_complete_text(place)) {
            return *found;
        }
        return error(place,
                     fmt::format("nothing may stand behind the '{}' that begins a text on lines of its own", character(place)),
                     "begin the text on the next line, indented further, or put it in quotes");
    }

    std::size_t start_of_word(char mark) const {
        const auto found = text_.rfind(mark, offset_);
        return found == text_.npos || !is_on_line_of_place(found) ? offset_ : found;
    }

    std::optional<Diagnostic> in_brackets(std::string_view problem) const {
        if (context_.brackets.empty()) {
            if (!begins_with(problem, "illegal flow end")) {
                return std::nullopt;
            }
            return error(offset_, fmt::format("the '{}' closes nothing", character(offset_)), std::string(kQuoteIt));
        }
        const std::size_t open = context_.brackets.back();
        if (at(offset_) == '?') {
            return unknown_token();
        }
        const char closing = text_[open] == '[' ? ']' : '}';
        const auto help = fmt::format("add the '{}'; put texts with brackets, commas or ': ' in them in quotes", closing);
        if (at_end()) {
            return error(open, fmt::format("the '{}' that opens here is not closed", text_[open]), help);
        }
        if (!is_on_line_of_place(open)) {
            return error(open,
                         fmt::format("the '{}' that opens here is not closed before line {}, which cannot belong to it",
                                     text_[open], line_of(offset_)),
                         help);
        }
        return error(offset_, fmt::format("a ',' or the '{}' of the '{}' before it is missing here", closing, text_[open]),
                     help);
    }

    std::optional<Diagnostic> in_block(std::string_view problem) const {
        if (begins_with(problem, "illegal map value")) {
            return colon();
        }
        if (begins_with(problem, "a key without a colon")) {
            return error(offset_, "a key without ':' behind it", std::string(kKeyHelp));
        }
        if (begins_with(problem, "illegal block entry")) {
            return error(offset_, "a list item cannot begin here",
                         "begin the list on a line of its own; if the '-' belongs to a text, put the text in quotes");
        }
        if (begins_with(problem, "illegal map key")) {
            return error(offset_, "a '?' cannot stand here", std::string(kQuoteIt));
        }
        const bool map = begins_with(problem, "end of map not found");
        if (!map && !begins_with(problem, "end of sequence not found")) {
            return std::nullopt;
        }
        if (auto found = behind_complete_text(offset_)) {
            return found;
        }
        return map ? error(offset_, "a key of the map above is expected here", std::string(kKeyHelp))
                   : error(offset_, "an item of the list above is expected here",
                           "an item begins with '- ' and is indented like the items around it");
    }

    // A second ':' on a line, or the key of a line that the line above goes on into.
    Diagnostic colon() const {
        const std::size_t line = line_start(offset_);
        const auto key = text_.substr(line, offset_ - line);
        if (key.find(": ") != key.npos) {
            return error(offset_, "a second ':' on the line", "if it belongs to a text, put the whole text in quotes");
        }
        const std::size_t indentation = std::min(key.find_first_not_of(' '), key.size());
        const std::size_t above = line == 0 ? 0 : line_start(line - 1);
        const auto other = text_.substr(above, line == 0 ? 0 : line - 1 - above);
        const bool same_indentation = other.find_first_not_of(' ') == indentation;
        if (same_indentation && other[indentation] != '-' && other[indentation] != '#') {
            return error(above + indentation, "a key without ': ' behind it", std::string(kKeyHelp));
        }
        return error(line + indentation, "a key cannot begin here", std::string(kKeyHelp));
    }

    std::size_t line_start(std::size_t place) const {
        const auto newline = place == 0 ? text_.npos : text_.rfind('\n', place - 1);
        return newline == text_.npos ? 0 : newline + 1;
    }

    // `search: "a" OR "b"`, `search: [search x] | table y`, or a quote that a later one closes by accident.
    std::optional<Diagnostic> behind_complete_text(std::size_t place) const {
        const auto end = before(place);
        if (!end) {
            return std::nullopt;
        }
        if (context_.quote_end == *end + 1) {
            const std::size_t open = context_.quote_begin;
            const auto twice =
                text_[open] == '\'' ? "an apostrophe within it is written twice" : "a quote within it is written \\\"";
            return is_on_line_of_place(open)
                       ? error(place, "a text goes on behind its closing quote",
                               fmt::format("put all of it in quotes; {}", twice))
                       : error(open,
                               fmt::format("the quote that opens here is closed in line {}, where the text goes on",
                                           line_of(*end)),
                               fmt::format("close it where the text ends; {}", twice));
        }
        if (text_[*end] == ']' || text_[*end] == '}') {
            return error(place, "a text goes on behind its closing bracket", std::string(kQuoteIt));
        }
        return std::nullopt;
    }

    const std::shared_ptr<const SourceFile>& file_;
    std::string_view text_;
    std::size_t offset_;
    YamlContext context_;
};

}  // namespace

Diagnostic explain_yaml_error(const std::shared_ptr<const SourceFile>& file, std::size_t offset, std::string_view problem) {
    return Explainer(file, offset).explain(problem);
}

Diagnostic explain_yaml_remainder(const std::shared_ptr<const SourceFile>& file, std::size_t offset) {
    return Explainer(file, offset).explain_remainder();
}

Diagnostic explain_yaml_tab(const std::shared_ptr<const SourceFile>& file, std::size_t tab) {
    return Explainer(file, tab).error(tab, "a tab in the indentation", std::string(kTabHelp));
}

}  // namespace karst
