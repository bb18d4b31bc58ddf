#include "cli/output/formats/output_target.h"

#include "cli/output/color.h"
#include "cli/output/usage_error.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::vector<OutputTarget> open_targets(const OutputOptions& options, Shown kind) {
    const auto* format = options.format.empty() ? nullptr : &find_output_format(options.format, kind);
    std::vector<OutputTarget> targets;
    targets.push_back({format, std::make_unique<OutputFile>(options.file)});
    if (format == nullptr) {
        targets.front().format = &default_output_format(kind, targets.front().file->is_terminal());
    }
    for (const auto& output : options.outputs) {
        const auto equals = output.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == output.size()) {
            throw UsageError("--output: '" + output + "' is not FORMAT=FILE");
        }
        const auto& chosen = find_output_format(output.substr(0, equals), kind);
        targets.push_back({&chosen, std::make_unique<OutputFile>(output.substr(equals + 1))});
    }
    return targets;
}

void write_report(std::vector<OutputTarget>& targets, const OutputOptions& options, const Report& report) {
    for (auto& target : targets) {
        const bool color = target.file->is_terminal() ? use_color(options.color, STDOUT_FILENO) : options.color == "always";
        target.format->write(target.file->stream(), report, color);
        target.file->finish();
    }
}

void write_report(std::vector<OutputTarget>& targets, const OutputOptions& options, Shown kind, const std::string& json,
                  const std::function<void(std::ostream& out, bool color)>& text,
                  const std::function<Json(const Json& whole)>& entries_of) {
    const auto whole = Json::parse(json);
    const auto entries = entries_of ? entries_of(whole) : whole;
    write_report(targets, options, {kind, whole, entries, text});
}

}  // namespace karst::cli
