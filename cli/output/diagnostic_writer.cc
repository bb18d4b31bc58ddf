#include "cli/output/diagnostic_writer.h"

#include "base/utf8.h"
#include "cli/output/terminal_text.h"

#include <algorithm>
#include <string>

namespace karst::cli {

namespace {

constexpr std::size_t kWidth = 140;  // longer lines are cut around the marked text

struct Paint {
    bool on;
    std::string operator()(const char* code, const std::string& text) const {
        return on ? "\x1b[" + std::string(code) + "m" + text + "\x1b[0m" : text;
    }
};

const char* color_of(Severity severity) {
    return severity == Severity::Error ? "1;31" : severity == Severity::Warning ? "1;33" : "1;36";
}

std::string line_of(const std::string& text, std::uint32_t number) {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < number && begin != std::string::npos; ++line) {
        begin = text.find('\n', begin);
        begin = begin == std::string::npos ? begin : begin + 1;
    }
    if (begin == std::string::npos) {
        return "";
    }
    auto line = text.substr(begin, text.find('\n', begin) - begin);
    while (!line.empty() && line.back() == '\r') {
        line.pop_back();
    }
    return line;
}

// Byte offset of a column (which counts characters).
std::size_t offset_of(const std::string& line, std::uint32_t column) {
    std::size_t at = 0;
    for (std::uint32_t passed = 1; passed < column && at < line.size(); ++passed) {
        at = next_code_point(line, at);
    }
    return at;
}

void write_excerpt(std::ostream& out, const Diagnostic& diagnostic, const Paint& paint) {
    const auto& where = diagnostic.where;
    auto line = line_of(*where.text, where.line);
    const auto number = std::to_string(where.line);
    const std::string margin(number.size(), ' ');
    std::size_t begin = offset_of(line, where.column);
    std::size_t end = where.end_line > where.line ? line.size() : offset_of(line, where.end_column);
    end = std::max(end, begin + 1);
    std::string before = line.substr(0, begin);
    if (const std::size_t length = line.size(); length > kWidth) {
        const std::size_t from = begin > kWidth / 2 ? begin - kWidth / 2 : 0;
        auto shown = line.substr(from, kWidth);
        before = (from > 0 ? "…" : "") + line.substr(from, begin - from);
        line = (from > 0 ? "…" : "") + shown + (from + kWidth < length ? "…" : "");
        end = std::min(end, from + kWidth);
    }
    const std::size_t marks = std::max<std::size_t>(1, end > begin ? end - begin : 1);
    out << margin << " " << paint("1;34", "|") << "\n";
    out << paint("1;34", number + " |") << " " << printable(line) << "\n";
    out << margin << " " << paint("1;34", "|") << " " << std::string(count_code_points(before), ' ')
        << paint(color_of(diagnostic.severity), std::string(std::min(marks, kWidth), '^') +
                                                    (diagnostic.label.empty() ? "" : " " + printable(diagnostic.label)))
        << "\n";
}

}  // namespace

void write_diagnostic(std::ostream& out, const Diagnostic& diagnostic, const DiagnosticStyle& style) {
    const Paint paint{style.color};
    out << paint(color_of(diagnostic.severity), std::string(name_of(diagnostic.severity)) + "[" + diagnostic.code + "]") << ": "
        << paint("1", printable(diagnostic.message)) << "\n";
    std::string margin = " ";
    if (diagnostic.where.is_known()) {
        const auto& where = diagnostic.where;
        margin = std::string(std::to_string(where.line).size(), ' ') + " ";
        out << margin.substr(1) << paint("1;34", "-->") << " " << printable(where.file) << ":" << where.line << ":"
            << where.column << "\n";
        write_excerpt(out, diagnostic, paint);
    }
    if (!diagnostic.help.empty()) {
        out << margin << paint("1;34", "=") << " help: " << printable(diagnostic.help) << "\n";
    }
    for (const auto& note : diagnostic.notes) {
        out << margin << paint("1;34", "=") << " note: " << printable(note) << "\n";
    }
}

}  // namespace karst::cli
