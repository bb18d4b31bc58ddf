#include "base/diagnostic_code.h"

#include <limits>

namespace karst {

namespace {

using Form = DiagnosticExample::Form;

// The last column of the table, as its rows spell it: something wrong, and the same put right.
constexpr DiagnosticExample search(std::string_view wrong, std::string_view right) {
    return {Form::Search, wrong, right};
}
constexpr DiagnosticExample rule(std::string_view wrong, std::string_view right) {
    return {Form::Rule, wrong, right};
}
constexpr DiagnosticExample pack(std::string_view wrong, std::string_view right) {
    return {Form::Pack, wrong, right};
}
constexpr DiagnosticExample macro(std::string_view wrong, std::string_view right) {
    return {Form::Macro, wrong, right};
}
constexpr DiagnosticExample lookup(std::string_view wrong, std::string_view right) {
    return {Form::Lookup, wrong, right};
}
constexpr DiagnosticExample command_line(std::string_view wrong, std::string_view right) {
    return {Form::CommandLine, wrong, right};
}
constexpr DiagnosticExample no_example(std::string_view why) {
    return {Form::None, why, ""};
}

constexpr DiagnosticDescription kDescriptions[] = {
#define KARST_DIAGNOSTIC(code, kind, title, explanation, example) {code, title, explanation, example},
#include "base/diagnostic_codes.inc"
#undef KARST_DIAGNOSTIC
};

constexpr bool each_code_stands_once() {
    for (const auto& one : kDiagnosticRows) {
        int times = 0;
        for (const auto& other : kDiagnosticRows) {
            times += one.code == other.code ? 1 : 0;
        }
        if (times != 1) {
            return false;
        }
    }
    return true;
}
static_assert(each_code_stands_once());
static_assert(std::size(kDiagnosticRows) <= std::numeric_limits<std::uint8_t>::max(), "DiagnosticCode counts rows in a byte");

}  // namespace

std::string_view name_of(Severity severity) {
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return "error";
}

std::string_view name_of(DiagnosticExample::Form form) {
    switch (form) {
    case Form::Search:
        return "search";
    case Form::Rule:
        return "rule";
    case Form::Pack:
        return "pack";
    case Form::Macro:
        return "macro";
    case Form::Lookup:
        return "lookup";
    case Form::CommandLine:
        return "command line";
    case Form::None:
        return "none";
    }
    return "none";
}

std::optional<DiagnosticCode> DiagnosticCode::find(std::string_view text) {
    std::uint8_t row = 0;
    for (const auto& one : kDiagnosticRows) {
        if (one.code == text) {
            return DiagnosticCode(row);
        }
        ++row;
    }
    return std::nullopt;
}

std::string_view DiagnosticCode::text() const {
    return kDiagnosticRows[row_].code;
}

DiagnosticKind DiagnosticCode::kind() const {
    return kDiagnosticRows[row_].kind;
}

Severity DiagnosticCode::severity() const {
    switch (kind()) {
    case DiagnosticKind::Error:
        return Severity::Error;
    case DiagnosticKind::Warning:
    case DiagnosticKind::Unsupported:
        return Severity::Warning;
    case DiagnosticKind::Note:
        return Severity::Note;
    }
    return Severity::Error;
}

const DiagnosticDescription& DiagnosticDescription::of(DiagnosticCode code) {
    return kDescriptions[code.row_];
}

std::span<const DiagnosticDescription> DiagnosticDescription::all() {
    return kDescriptions;
}

}  // namespace karst
