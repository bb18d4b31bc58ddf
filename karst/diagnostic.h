// Diagnostics: what karst has to say about a rule, a pack or a search, with a stable code and a place in the author's own text.
#pragma once

#include "karst/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

enum class Severity { Error, Warning, Note };

/// "error", "warning" or "note".
std::string_view name_of(Severity severity);

/// A place in a file or a text. Lines and columns count from 1, columns count characters (code points), the end is exclusive.
struct Location {
    std::string file;                         // as it was named
    std::shared_ptr<const std::string> text;  // all of the file, to show the place in it; null: there is no place
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t end_line = 0;
    std::uint32_t end_column = 0;

    bool is_known() const { return text != nullptr; }
};

/// One thing that is wrong, or worth to know.
struct Diagnostic {
    Severity severity = Severity::Error;
    std::string code;     // stable, like spl-unknown-command
    std::string message;  // one sentence without a full stop
    std::string label;    // a few words under the marked text, may be empty
    Location where;
    std::string help;  // may be empty
    std::vector<std::string> notes;
};

/// How many of them are errors.
std::size_t count_errors(const std::vector<Diagnostic>& diagnostics);

/// The end of a search in its run by something that is wrong with its text: what a subsearch gave does not fit into it.
class DiagnosticError : public Error {
public:
    explicit DiagnosticError(Diagnostic diagnostic) : Error(diagnostic.message), diagnostic_(std::move(diagnostic)) {}
    const Diagnostic& diagnostic() const { return diagnostic_; }

private:
    Diagnostic diagnostic_;
};

}  // namespace karst::api
