#include "base/yaml/yaml_lenience.h"

#include "base/ascii.h"
#include "base/yaml/yaml_context.h"
#include "base/yaml/yaml_document.h"
#include "base/yaml/yaml_syntax_error.h"

#include <algorithm>

namespace karst {

bool YamlLenience::is_first_on_line(std::size_t offset) const {
    const auto line = line_start(offset);
    return std::all_of(text().begin() + static_cast<std::ptrdiff_t>(line), text().begin() + static_cast<std::ptrdiff_t>(offset),
                       is_blank);
}

std::size_t YamlLenience::column(std::size_t offset) const {
    return offset - line_start(offset);
}

void YamlLenience::check_indentation(std::size_t offset) const {
    const auto line = line_start(offset);
    const auto tab = std::string_view(text()).substr(line, offset - line).find('\t');
    if (tab != std::string_view::npos && is_first_on_line(offset)) {
        fail_at_tab(line + tab);
    }
}

void YamlLenience::check_further_lines(const YamlNode& node) const {
    std::size_t at = node.offset;
    for (const char c : node.text) {
        if (is_blank(c)) {
            continue;
        }
        for (; at < text().size() && is_blank(text()[at]); ++at) {
            if (text()[at] == '\n' && text().compare(at + 1, 1, "\t") == 0 && !is_empty_line(at + 1)) {
                fail_at_tab(at + 1);
            }
        }
        ++at;
    }
}

void YamlLenience::check_properties(std::size_t offset) const {
    if (offset >= text().size() || (text()[offset] != '!' && text()[offset] != '&')) {
        return;
    }
    const auto word = std::string_view(text()).substr(offset, text().find_first_of(kBlanks, offset) - offset);
    if (word.find_first_of("\"'[{") != word.npos) {
        fail(offset, word[0] == '!' ? "tag" : "anchor");
    }
}

void YamlLenience::check_escapes(const YamlNode& node) const {
    for (std::size_t at = node.offset + 1; at + 1 < text().size() && text()[at] != '"'; ++at) {
        if (text()[at] == '\\' && text()[++at] == '\'') {
            fail(at, "unknown escape character");
        }
    }
}

void YamlLenience::check_closed(std::size_t quote) const {
    if (read_yaml_quote_end(text(), quote, text().size()) == YamlContext::kNone) {
        fail(text().size(), "illegal EOF in scalar");
    }
}

void YamlLenience::check_directives(std::size_t begin, std::size_t document) const {
    for (auto line = begin; line < document; line = std::min(text().find('\n', line), document - 1) + 1) {
        const bool known = text().compare(line, 5, "%YAML") == 0 || text().compare(line, 4, "%TAG") == 0;
        if (text()[line] == '%' && !(known && text().compare(document, 3, "---") == 0)) {
            fail(line, "unknown token");
        }
    }
}

void YamlLenience::check_last_line() const {
    for (auto end = text().size(); end > 0;) {
        const auto line = line_start(end - 1);
        const auto content = text().find_first_not_of(" \t\r", line);
        if (text()[line] == '%' && read_yaml_context(text(), line).open_quote == YamlContext::kNone) {
            fail(line, "unknown token");
        }
        if (!is_empty_line(line) && text()[content] != '#') {
            return;
        }
        end = line;
    }
}

std::size_t YamlLenience::line_start(std::size_t offset) const {
    const auto newline = offset == 0 ? std::string::npos : text().rfind('\n', offset - 1);
    const std::size_t line = newline == std::string::npos ? 0 : newline + 1;
    return line == 0 && text().compare(0, 3, "\xEF\xBB\xBF") == 0 ? std::min<std::size_t>(3, offset) : line;
}

bool YamlLenience::is_empty_line(std::size_t line) const {
    const auto content = text().find_first_not_of(" \t\r", line);
    return content == std::string::npos || text()[content] == '\n';
}

void YamlLenience::fail(std::size_t offset, std::string_view problem) const {
    throw DiagnosticError(explain_yaml_error(file_, offset, problem));
}

void YamlLenience::fail_at_tab(std::size_t tab) const {
    throw DiagnosticError(explain_yaml_tab(file_, tab));
}

}  // namespace karst
