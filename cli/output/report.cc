#include "cli/output/report.h"

#include "base/delimited.h"
#include "cli/output/row_writer.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iostream>

namespace karst::cli {

namespace {

using Json = nlohmann::ordered_json;

void check_format(const std::string& format) {
    if (!format.empty()) {
        row_format(format, false);
    }
}

// A value as the cell of a table: text as it is, several values behind each other.
std::string cell_of(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_array()) {
        std::string text;
        for (const auto& item : value) {
            text += (text.empty() ? "" : ", ") + cell_of(item);
        }
        return text;
    }
    return value.is_null() ? "" : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Columns are the keys of all entries, in the order in which they come up.
void write_entries_csv(std::ostream& out, const Json& entries) {
    std::vector<std::string> header;
    for (const auto& entry : entries) {
        for (const auto& [key, value] : entry.items()) {
            if (std::find(header.begin(), header.end(), key) == header.end()) {
                header.push_back(key);
            }
        }
    }
    out << csv_line(header);
    for (const auto& entry : entries) {
        std::vector<std::string> cells;
        for (const auto& key : header) {
            cells.push_back(entry.contains(key) ? cell_of(entry[key]) : "");
        }
        out << csv_line(cells);
    }
}

}  // namespace

Output::Output(const std::string& file) : name_(file), stream_(&std::cout) {
    if (file.empty() || file == "-") {
        terminal_ = ::isatty(STDOUT_FILENO) == 1;
        return;
    }
    file_ = std::make_unique<std::ofstream>(file, std::ios::binary | std::ios::trunc);
    if (!file_->good()) {
        throw UsageError(file + ": cannot be written");
    }
    stream_ = file_.get();
}

Output::~Output() = default;

void Output::finish() {
    stream_->flush();
    if (!stream_->good()) {
        throw UsageError((file_ ? name_ : "standard output") + ": cannot be written");
    }
}

std::vector<OutputTarget> open_targets(const CommonOptions& options) {
    check_format(options.format);
    std::vector<OutputTarget> targets;
    targets.push_back({options.format, std::make_unique<Output>(options.output)});
    for (const auto& report : options.outputs) {
        const auto equals = report.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == report.size()) {
            throw UsageError("--output: '" + report + "' is not FORMAT=FILE");
        }
        const auto format = report.substr(0, equals);
        check_format(format);
        targets.push_back({format, std::make_unique<Output>(report.substr(equals + 1))});
    }
    return targets;
}

void write_report(std::vector<OutputTarget>& targets, const CommonOptions& options, const Report& report) {
    for (auto& target : targets) {
        auto& out = target.output->stream();
        if (target.format == "json") {
            out << report.whole.dump(1, ' ', false, Json::error_handler_t::replace) << "\n";
        } else if (target.format == "ndjson") {
            for (const auto& entry : report.entries) {
                out << entry.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
            }
        } else if (target.format == "csv") {
            write_entries_csv(out, report.entries);
        } else {
            report.text(out, target.output->is_terminal() ? use_color(options, STDOUT_FILENO) : options.color == "always");
        }
        target.output->finish();
    }
}

}  // namespace karst::cli
