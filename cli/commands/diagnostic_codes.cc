#include "cli/commands/diagnostic_codes.h"

#include "cli/output/terminal_text.h"
#include "karst/karst.h"

#include <algorithm>
#include <vector>

namespace karst::cli {

namespace {

constexpr std::size_t kWidth = 100;  // of explanations in a terminal

// Words in lines of kWidth.
void write_paragraph(std::ostream& out, std::string_view text) {
    std::size_t column = 0;
    while (!text.empty()) {
        const auto word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (column > 0 && column + 1 + word.size() > kWidth) {
            out << "\n";
            column = 0;
        }
        out << (column > 0 ? " " : "") << word;
        column += word.size() + (column > 0 ? 1 : 0);
    }
    out << "\n";
}

void write_example(std::ostream& out, std::string_view heading, std::string_view text) {
    out << "\n" << heading << ":\n";
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        out << "    " << line << "\n";
    }
}

void write_entry(std::ostream& out, const DiagnosticEntry& entry) {
    out << name_of(entry.severity) << "[" << entry.code << "]: " << entry.title << "\n\n";
    write_paragraph(out, entry.explanation);
    if (entry.unsupported) {
        out << "\nA rule that fails only because of this counts as unsupported.\n";
    }
    if (!entry.no_example.empty()) {
        out << "\nNo example: " << entry.no_example << ".\n";
        return;
    }
    write_example(out, "Wrong", entry.wrong);
    write_example(out, "Right", entry.right);
}

void write_list(std::ostream& out, const std::vector<DiagnosticEntry>& entries) {
    std::vector<std::vector<std::string>> lines;
    for (const auto& entry : entries) {
        const auto severity = entry.unsupported ? "unsupported" : name_of(entry.severity);
        lines.push_back({std::string(entry.code), std::string(severity), std::string(entry.title)});
    }
    write_table(out, {"code", "severity", "title"}, lines, kWidth);
}

}  // namespace

int explain_code(const OutputOptions& options, const std::string& code) {
    const auto entry = explain_diagnostic(code);
    auto targets = open_targets(options, Shown::Lists);
    write_report(targets, options, Shown::Lists, to_json(entry), [&](std::ostream& out, bool) { write_entry(out, entry); });
    return 0;
}

int list_codes(const OutputOptions& options) {
    const auto entries = list_diagnostics();
    auto targets = open_targets(options, Shown::Lists);
    write_report(targets, options, Shown::Lists, to_json(entries), [&](std::ostream& out, bool) { write_list(out, entries); });
    return 0;
}

}  // namespace karst::cli
