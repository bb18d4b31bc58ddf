#include "packs/reader/pack_files.h"

#include "base/text_file.h"

#include <algorithm>
#include <filesystem>

namespace karst {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> files_below(const std::string& directory) {
    std::error_code error;
    if (fs::is_regular_file(directory, error)) {
        return {directory};
    }
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(directory, error)) {
        if (entry.path().extension() == ".yml" || entry.path().extension() == ".yaml") {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::vector<PackFileText> user_pack_files(const std::vector<std::string>& directories, Diagnostics& diagnostics) {
    std::vector<PackFileText> texts;
    for (const auto& directory : directories) {
        std::error_code error;
        if (!fs::exists(directory, error)) {
            Diagnostic missing;
            missing.code = "pack-missing";
            missing.message = "no packs at " + directory;
            diagnostics.add(std::move(missing));
            continue;
        }
        for (const auto& file : files_below(directory)) {
            try {
                texts.push_back({read_source_file(file), fs::path(file).parent_path().string()});
            } catch (const DiagnosticError& problem) {
                diagnostics.add(problem.diagnostic());
            }
        }
    }
    return texts;
}

bool is_data_model(std::string_view text) {
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (!line.empty() && line.front() != '#' && line.substr(0, 3) != "---" && line != "\r") {
            return line.substr(0, 6) == "model:";
        }
    }
    return false;
}

}  // namespace karst
