// JSON texts of what the library hands out, by the contract of the command line (docs/library.md lists the keys). Each is one
// object or array on one line, valid UTF-8 whatever the events hold.
#pragma once

#include "karst/detector.h"
#include "karst/diagnostic.h"
#include "karst/diagnostic_table.h"
#include "karst/explain.h"
#include "karst/fields.h"
#include "karst/finding.h"
#include "karst/lint.h"
#include "karst/reference.h"
#include "karst/result.h"
#include "karst/test.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst::api {

std::string to_json(const Diagnostic& diagnostic);
/// The fields that have a value, in the order of the columns. Computed numbers are numbers, lists arrays, all else is text.
std::string to_json(const Row& row);
std::string to_json(const Finding& finding);
std::string to_json(const DetectionSummary& summary);
std::string to_json(const TestReport& report);
std::string to_json(const LintReport& report);
std::string to_json(const Explanation& explanation);
std::string to_json(const std::vector<SourcetypeFields>& fields);
std::string to_json(const std::vector<ReferenceEntry>& entries);
std::string to_json(const DiagnosticEntry& entry);
std::string to_json(const std::vector<DiagnosticEntry>& entries);

/// Appends a text as a JSON string, with its quotation marks. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string_view text, std::string& out);

}  // namespace karst::api
