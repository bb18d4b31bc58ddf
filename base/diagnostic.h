// Diagnostic about a rule or a command line: a message with a stable code and a place. Rendering (terminal, JSON, SARIF) is the
// business of cli/; collecting and throwing is done with the types below.
#pragma once

#include "base/diagnostic_code.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Bytes [begin, end) of the text that is being parsed (after macro expansion).
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

inline Span join(Span first, Span last) {
    return {first.begin, last.end > first.begin ? last.end : first.end};
}

/// A file (or the command line) whose text can be shown in a message.
struct SourceFile {
    std::string name;
    std::string text;
};

/// A place in a file. Lines and columns count from 1; columns count characters (code points); the end is exclusive.
struct Location {
    std::shared_ptr<const SourceFile> file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;
};

/// The location of bytes [begin, end) of a file.
Location locate(std::shared_ptr<const SourceFile> file, std::size_t begin, std::size_t end);

struct Diagnostic {
    explicit Diagnostic(DiagnosticCode its_code) : code(its_code) {}

    Severity severity() const { return code.severity(); }

    DiagnosticCode code;
    std::string message;  // one sentence without a full stop
    std::string label;    // a few words under the marked text, may be empty
    Location where;       // file may be null: the message has no place
    std::string help;     // may be empty
    std::vector<std::string> notes;
};

/// Advice of a diagnostic that marks its text without a label.
struct Help {
    std::string text;
};

/// Collects what is found wrong. `errors()` counts only errors.
class Diagnostics {
public:
    void add(Diagnostic diagnostic);
    const std::vector<Diagnostic>& all() const { return all_; }
    std::size_t errors() const { return errors_; }

private:
    std::vector<Diagnostic> all_;
    std::size_t errors_ = 0;
};

/// Ends the parsing or planning of one rule or one command line.
class DiagnosticError : public std::runtime_error {
public:
    explicit DiagnosticError(Diagnostic diagnostic)
        : std::runtime_error(diagnostic.message), diagnostic_(std::move(diagnostic)) {}
    const Diagnostic& diagnostic() const { return diagnostic_; }

private:
    Diagnostic diagnostic_;
};

/// The name in `known` nearest to `name`, for "did you mean"; nothing when none is near.
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string_view>& known);

/// The help text "did you mean 'x'?" or "".
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace karst
