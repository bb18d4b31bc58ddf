#include "base/yaml/yaml_context.h"

#include "base/ascii.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kNone = YamlContext::kNone;

class ContextReader {
public:
    ContextReader(std::string_view text, std::size_t place) : text_(text), place_(std::min(place, text.size())) {}

    YamlContext read() {
        start_line(0);
        while (at_ < place_ && context_.open_quote == kNone) {
            read_token();
        }
        return std::move(context_);
    }

private:
    char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
    bool ends_word(std::size_t at) const { return is_blank(peek(at)); }
    std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }
    bool in_brackets() const { return !context_.brackets.empty(); }

    std::size_t indentation(std::size_t line) const {
        return std::min(text_.find_first_not_of(' ', line), text_.size()) - line;
    }

    bool is_empty_line(std::size_t line) const {
        const auto content = text_.find_first_not_of(" \t\r", line);
        return content == kNone || text_[content] == '\n';
    }

    void start_line(std::size_t line) {
        line_ = line;
        at_ = line + indentation(line);
        node_ = at_;
        text_indent_ = at_ - line;
    }

    void read_token() {
        const char c = text_[at_];
        if (c == '\n') {
            start_line(at_ + 1);
        } else if (is_blank(c)) {
            ++at_;
        } else if (c == '#' && (at_ == 0 || ends_word(at_ - 1))) {
            at_ = line_end(at_);
        } else if (c == '[' || c == '{') {
            context_.brackets.push_back(at_++);
        } else if (in_brackets() && (c == ']' || c == '}' || c == ',')) {
            if (c != ',') {
                context_.brackets.pop_back();
            }
            ++at_;
        } else if (c == '\'' || c == '"') {
            read_quoted();
        } else if (!in_brackets() && (c == '|' || c == '>')) {
            skip_block();
        } else if ((c == '-' || c == '?' || c == ':') && ends_word(at_ + 1)) {
            read_indicator();
        } else {
            read_plain();
        }
    }

    // What follows belongs to the key or the list item here, and is indented further.
    void read_indicator() {
        const std::size_t owner = text_[at_] == ':' ? node_ : at_;
        text_indent_ = std::max(owner, line_) - line_ + 1;
        ++at_;
    }

    void read_quoted() {
        node_ = at_;
        const auto end = read_yaml_quote_end(text_, at_, place_);
        if (end == kNone) {
            context_.open_quote = at_;
            return;
        }
        context_.quote_begin = at_;
        context_.quote_end = at_ = end;
    }

    void skip_block() {
        std::size_t line = line_end(at_) + 1;
        while (line < text_.size() && (is_empty_line(line) || indentation(line) >= text_indent_)) {
            line = line_end(line) + 1;
        }
        start_line(std::min(line, text_.size()));
    }

    void read_plain() {
        node_ = at_;
        while (!ends_plain(at_)) {
            ++at_;
        }
        if (in_brackets() || peek(at_) != '\n') {
            return;
        }
        // The lines of the same text: a quote or a bracket at their start means nothing.
        std::size_t line = at_ + 1;
        while (line < place_ && indentation(line) >= std::max<std::size_t>(text_indent_, 1) && !has_key(line)) {
            line = line_end(line) + 1;
        }
        if (line > at_ + 1) {
            start_line(std::min(line, text_.size()));
        }
    }

    bool ends_plain(std::size_t at) const {
        const char c = peek(at);
        if (c == '\n' || at >= place_) {
            return true;
        }
        if (in_brackets() && std::string_view(",[]{}").find(c) != kNone) {
            return true;
        }
        return (c == ':' && ends_word(at + 1)) || (is_blank(c) && peek(at + 1) == '#');
    }

    bool has_key(std::size_t line) const {
        const auto content = text_.substr(line, line_end(line) - line);
        return content.find(": ") != kNone || (!content.empty() && content.back() == ':');
    }

    std::string_view text_;
    std::size_t place_;
    std::size_t at_ = 0;
    std::size_t line_ = 0;         // start of the line
    std::size_t node_ = 0;         // start of the last text
    std::size_t text_indent_ = 0;  // the least indentation of further lines of a text that begins here
    YamlContext context_;
};

}  // namespace

std::size_t read_yaml_quote_end(std::string_view text, std::size_t open, std::size_t end) {
    const char quote = text[open];
    for (std::size_t at = open + 1; at < end; ++at) {
        const bool escapes = quote == '"' && text[at] == '\\';
        const bool doubled = quote == '\'' && text[at] == quote && at + 1 < text.size() && text[at + 1] == quote;
        if (escapes || doubled) {
            ++at;
        } else if (text[at] == quote) {
            return at + 1;
        }
    }
    return kNone;
}

YamlContext read_yaml_context(std::string_view text, std::size_t place) {
    return ContextReader(text, place).read();
}

}  // namespace karst
