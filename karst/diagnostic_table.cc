#include "karst/diagnostic_table.h"

#include "base/diagnostic.h"
#include "karst/engine_impl.h"
#include "karst/error.h"

namespace karst::api {

namespace {

DiagnosticEntry entry_of(const DiagnosticDescription& row) {
    const bool shown = row.example.form != DiagnosticExample::Form::None;
    DiagnosticEntry entry;
    entry.code = row.code.text();
    entry.severity = public_form(row.code.severity());
    entry.unsupported = row.code.kind() == DiagnosticKind::Unsupported;
    entry.title = row.title;
    entry.explanation = row.explanation;
    entry.example = name_of(row.example.form);
    entry.wrong = shown ? row.example.wrong : "";
    entry.right = row.example.right;
    entry.no_example = shown ? "" : row.example.wrong;
    return entry;
}

}  // namespace

std::vector<DiagnosticEntry> list_diagnostics() {
    std::vector<DiagnosticEntry> entries;
    for (const auto& row : DiagnosticDescription::all()) {
        entries.push_back(entry_of(row));
    }
    return entries;
}

DiagnosticEntry explain_diagnostic(const std::string& code) {
    if (const auto found = DiagnosticCode::find(code)) {
        return entry_of(DiagnosticDescription::of(*found));
    }
    std::vector<std::string_view> known;
    for (const auto& row : kDiagnosticRows) {
        known.push_back(row.code);
    }
    const auto help = did_you_mean(code, known);
    throw ArgumentError("",
                        "no diagnostic has the code '" + code + "'; " + (help.empty() ? "karst lint --codes lists all" : help));
}

}  // namespace karst::api
