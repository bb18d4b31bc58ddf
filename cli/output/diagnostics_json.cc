#include "cli/output/diagnostics_json.h"

#include <nlohmann/json.hpp>

namespace karst::cli {

nlohmann::ordered_json diagnostic_json(const Diagnostic& diagnostic) {
    nlohmann::ordered_json json;
    json["file"] = diagnostic.where.file ? diagnostic.where.file->name : "";
    json["line"] = diagnostic.where.line;
    json["column"] = diagnostic.where.column;
    json["end_line"] = diagnostic.where.end_line;
    json["end_column"] = diagnostic.where.end_column;
    json["severity"] = name_of(diagnostic.severity);
    json["code"] = diagnostic.code;
    json["message"] = diagnostic.message;
    if (!diagnostic.help.empty()) {
        json["help"] = diagnostic.help;
    }
    json["notes"] = diagnostic.notes;
    return json;
}

}  // namespace karst::cli
