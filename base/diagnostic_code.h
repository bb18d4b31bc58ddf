// Codes of diagnostics: the stable names by which people, scripts and CI know a kind of message. The one table of them is
// base/diagnostic_codes.inc; what it says of each code is read by `karst lint --explain`, docs/diagnostics.md and renderers.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace karst {

enum class Severity { Error, Warning, Note };
std::string_view name_of(Severity severity);

/// Class of a code. Unsupported is a warning about something that is right in Splunk and that karst does not run: a rule that
/// fails only because of such codes is not wrong.
enum class DiagnosticKind : std::uint8_t { Error, Warning, Note, Unsupported };

/// A row of the table as the compiler needs it; DiagnosticDescription has the texts.
struct DiagnosticRow {
    std::string_view code;
    DiagnosticKind kind;
};

inline constexpr DiagnosticRow kDiagnosticRows[] = {
#define KARST_DIAGNOSTIC(code, kind, ...) {code, DiagnosticKind::kind},
#include "base/diagnostic_codes.inc"
#undef KARST_DIAGNOSTIC
};

/// Never defined: a compiler that names it has met a code without a row in base/diagnostic_codes.inc.
void code_without_a_row_in_diagnostic_codes_inc();

/// Code out of the table. A literal converts to it, and one that is not in the table does not compile.
class DiagnosticCode {
public:
    consteval DiagnosticCode(const char* text) : row_(row_of(text)) {}  // NOLINT(google-explicit-constructor)

    /// The code of a text that is known only when the program runs.
    static std::optional<DiagnosticCode> find(std::string_view text);

    std::string_view text() const;
    DiagnosticKind kind() const;
    Severity severity() const;

    friend constexpr bool operator==(DiagnosticCode, DiagnosticCode) = default;

private:
    friend struct DiagnosticDescription;
    constexpr explicit DiagnosticCode(std::uint8_t row) : row_(row) {}

    static consteval std::uint8_t row_of(std::string_view text) {
        std::uint8_t row = 0;
        for (const auto& one : kDiagnosticRows) {
            if (one.code == text) {
                return row;
            }
            ++row;
        }
        code_without_a_row_in_diagnostic_codes_inc();
        return row;
    }

    std::uint8_t row_;
};

/// Something that gives a code, and the same put right.
struct DiagnosticExample {
    /// Search: a search by itself. Rule: the file of a rule. Pack: the file of a pack or of a data model. Macro, Lookup: a file
    /// in that folder of the content; the macro is one that a search calls. CommandLine: how karst is called. None: the code
    /// has no example, and `wrong` says why.
    enum class Form : std::uint8_t { Search, Rule, Pack, Macro, Lookup, CommandLine, None };

    Form form = Form::None;
    std::string_view wrong;
    std::string_view right;
};
std::string_view name_of(DiagnosticExample::Form form);

/// What the table says of a code, for people. Titles and explanations are Markdown of one paragraph: `code`, no links.
struct DiagnosticDescription {
    DiagnosticCode code;
    std::string_view title;        // a noun phrase
    std::string_view explanation;  // what is wrong, what Splunk does with it, what to do
    DiagnosticExample example;

    static const DiagnosticDescription& of(DiagnosticCode code);
    /// All rows, in the order of the table.
    static std::span<const DiagnosticDescription> all();
};

}  // namespace karst
