#include "packs/reader/pack_files.h"

#include "base/text_file.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace karst {

namespace {

std::vector<std::string> yaml_files(const std::string& path, const FileSystem& files) {
    if (!files.is_folder(path)) {
        return {path};
    }
    try {
        return files_below(path, {.extensions = {".yml", ".yaml"}}, files);
    } catch (const std::system_error& error) {
        Diagnostic unreadable("file-unreadable");
        unreadable.message = "cannot read " + path + ": " + error.code().message();
        throw DiagnosticError(std::move(unreadable));
    }
}

}  // namespace

std::vector<PackFileText> user_pack_files(const std::vector<std::string>& directories, Diagnostics& diagnostics,
                                          const FileSystem& files) {
    std::vector<PackFileText> texts;
    for (const auto& directory : directories) {
        if (!files.exists(directory)) {
            Diagnostic missing("pack-missing");
            missing.message = "no packs at " + directory;
            diagnostics.add(std::move(missing));
            continue;
        }
        std::vector<std::string> paths;
        try {
            paths = yaml_files(directory, files);
        } catch (const DiagnosticError& problem) {
            diagnostics.add(problem.diagnostic());
        }
        for (const auto& path : paths) {
            try {
                texts.push_back(
                    {read_source_file(path, kMaxYamlFileBytes, files), std::filesystem::path(path).parent_path().string()});
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
