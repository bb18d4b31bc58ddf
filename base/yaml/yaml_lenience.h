// Strictness that yaml-cpp lacks: checks for texts that it reads although they are not YAML, or not what the author sees: tabs
// in the indentation, directives of no document, a quote that the end of the file closes. Each throws a DiagnosticError that
// says so.
#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <memory>
#include <string>

namespace karst {

struct YamlNode;

class YamlLenience {
public:
    explicit YamlLenience(const std::shared_ptr<const SourceFile>& file) : file_(file) {}

    /// Whether nothing but blanks stands before `offset` on its line.
    bool is_first_on_line(std::size_t offset) const;
    std::size_t column(std::size_t offset) const;

    /// Of a node outside of brackets: spaces before it, no tabs.
    void check_indentation(std::size_t offset) const;
    /// The same for the further lines of a text without quotes, where `- b` below `- a` would be a part of it.
    void check_further_lines(const YamlNode& text) const;
    /// A tag or an anchor has a blank behind it.
    void check_properties(std::size_t offset) const;
    /// Of a text in double quotes: `\'` is no escape.
    void check_escapes(const YamlNode& text) const;
    /// Of a text in quotes, the last of its file: that it is closed.
    void check_closed(std::size_t quote) const;
    /// Between two documents, or before the first: the lines from `begin` up to the document.
    void check_directives(std::size_t begin, std::size_t document) const;
    /// The last line with something on it is not a directive.
    void check_last_line() const;

private:
    const std::string& text() const { return file_->text; }
    std::size_t line_start(std::size_t offset) const;
    bool is_empty_line(std::size_t line) const;
    [[noreturn]] void fail(std::size_t offset, std::string_view problem) const;
    [[noreturn]] void fail_at_tab(std::size_t tab) const;

    const std::shared_ptr<const SourceFile>& file_;
};

}  // namespace karst
