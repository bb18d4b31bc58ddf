#include "cli/output/formats/output_format.h"
#include "cli/output/usage_error.h"

#include <algorithm>
#include <array>
#include <string>

namespace karst::cli {

namespace {

// Pointers, since the order in which files are initialised is nobody's to say.
constexpr std::array kFormats = {&kTableFormat, &kJsonFormat, &kNdjsonFormat, &kCsvFormat};

std::string_view name_of(Shown kind) {
    switch (kind) {
    case Shown::Rows:
        return "rows";
    case Shown::Findings:
        return "findings";
    case Shown::Tests:
        return "tests";
    case Shown::Diagnostics:
        return "diagnostics";
    case Shown::Lists:
        return "lists";
    }
    return "lists";
}

}  // namespace

bool OutputFormat::can_show(Shown kind) const {
    switch (kind) {
    case Shown::Rows:
        return rows != nullptr;
    case Shown::Findings:
        return findings != nullptr;
    case Shown::Tests:
        return tests != nullptr;
    case Shown::Diagnostics:
        return diagnostics != nullptr;
    case Shown::Lists:
        return lists != nullptr;
    }
    return false;
}

void OutputFormat::write(std::ostream& out, const Report& report, bool color) const {
    const auto writer = report.kind == Shown::Tests ? tests : report.kind == Shown::Diagnostics ? diagnostics : lists;
    writer(out, report, color);
}

std::span<const OutputFormat* const> output_formats() {
    return kFormats;
}

const OutputFormat& find_output_format(std::string_view name, Shown kind) {
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const OutputFormat* format) { return format->name == name; });
    if (found == kFormats.end()) {
        throw UsageError("unknown format '" + std::string(name) + "': " + names_of_output_formats());
    }
    if (!(*found)->can_show(kind)) {
        throw UsageError("the format " + std::string(name) + " does not show " + std::string(name_of(kind)));
    }
    return **found;
}

const OutputFormat& default_output_format(Shown kind, bool is_terminal) {
    const bool streams = kind == Shown::Rows || kind == Shown::Findings;
    return streams && !is_terminal ? kNdjsonFormat : kTableFormat;
}

std::string names_of_output_formats() {
    std::string names;
    for (const auto* format : kFormats) {
        names += (names.empty() ? "" : format == kFormats.back() ? " or " : ", ") + std::string(format->name);
    }
    return names;
}

}  // namespace karst::cli
