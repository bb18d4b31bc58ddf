#include "karst/diagnostic.h"

#include "base/diagnostic.h"
#include "karst/engine_impl.h"

#include <algorithm>

namespace karst::api {

Severity public_form(karst::Severity severity) {
    switch (severity) {
    case karst::Severity::Error:
        return Severity::Error;
    case karst::Severity::Warning:
        return Severity::Warning;
    case karst::Severity::Note:
        return Severity::Note;
    }
    return Severity::Error;
}

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

std::size_t count_errors(const std::vector<Diagnostic>& diagnostics) {
    return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::Error;
    }));
}

Diagnostic public_form(const karst::Diagnostic& diagnostic) {
    Diagnostic result;
    result.severity = public_form(diagnostic.severity());
    result.code = diagnostic.code.text();
    result.message = diagnostic.message;
    result.label = diagnostic.label;
    result.help = diagnostic.help;
    result.notes = diagnostic.notes;
    const auto& where = diagnostic.where;
    if (where.file != nullptr) {
        result.where.file = where.file->name;
        result.where.text = std::shared_ptr<const std::string>(where.file, &where.file->text);
    }
    result.where.line = where.line;
    result.where.column = where.column;
    result.where.end_line = where.end_line;
    result.where.end_column = where.end_column;
    return result;
}

void append_public(const Diagnostics& diagnostics, std::vector<Diagnostic>& to) {
    for (const auto& diagnostic : diagnostics.all()) {
        to.push_back(public_form(diagnostic));
    }
}

}  // namespace karst::api
