#include "rules/rule_loader.h"

#include "base/text_file.h"
#include "base/work_in_order.h"
#include "base/yaml/yaml_document.h"
#include "rules/rule_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

namespace karst {

namespace {

namespace fs = std::filesystem;

struct RuleFile {
    std::string path;
    bool named = false;  // on the command line, not found in a directory
};

struct Loaded {
    std::optional<Rule> rule;
    Diagnostics diagnostics;
    bool skipped = false;
};

void report_path(Diagnostics& diagnostics, std::string message) {
    Diagnostic diagnostic;
    diagnostic.code = "file-unreadable";
    diagnostic.message = std::move(message);
    diagnostics.add(std::move(diagnostic));
}

bool is_yaml(const fs::path& path) {
    return path.extension() == ".yml" || path.extension() == ".yaml";
}

void add_directory(const fs::path& directory, std::vector<RuleFile>& files, Diagnostics& diagnostics) {
    std::vector<std::string> found;
    std::error_code error;
    // Links to directories are not followed: they may lead back.
    fs::recursive_directory_iterator entry(directory, fs::directory_options::skip_permission_denied, error);
    while (!error && entry != fs::recursive_directory_iterator()) {
        std::error_code ignored;
        const auto name = entry->path().filename().string();
        if (entry->is_directory(ignored)) {
            if (!name.empty() && name.front() == '.') {
                entry.disable_recursion_pending();
            }
        } else if (is_yaml(entry->path()) && entry->is_regular_file(ignored)) {
            found.push_back(entry->path().string());
        }
        entry.increment(error);
    }
    if (error) {
        report_path(diagnostics, fmt::format("cannot read {}: {}", directory.string(), error.message()));
    }
    std::sort(found.begin(), found.end());
    for (auto& path : found) {
        files.push_back({std::move(path), false});
    }
}

std::vector<RuleFile> files_of(const std::vector<std::string>& paths, Diagnostics& diagnostics) {
    std::vector<RuleFile> files;
    for (const auto& path : paths) {
        std::error_code ignored;
        if (fs::is_directory(path, ignored)) {
            add_directory(path, files, diagnostics);
        } else {
            files.push_back({path, true});
        }
    }
    // A rule that is named and also lies in a directory that is named runs once.
    std::set<std::string> seen;
    files.erase(std::remove_if(
                    files.begin(), files.end(),
                    [&](const RuleFile& file) { return !seen.insert(fs::path(file.path).lexically_normal().string()).second; }),
                files.end());
    return files;
}

void skip(Loaded& loaded, const YamlDocument& document, std::string message) {
    loaded.skipped = true;
    loaded.diagnostics.add(document.diagnose(Severity::Note, "rule-skipped", document.root(), std::move(message)));
}

Loaded load(const RuleFile& file) {
    Loaded loaded;
    try {
        const YamlDocument document(read_source_file(file.path));
        const auto& root = document.root();
        if (!file.named && root.find("search") == nullptr) {
            skip(loaded, document, "not a rule: there is no key 'search'");
            return loaded;
        }
        const auto* type = root.find("type");
        if (!file.named && type != nullptr && type->value.text == "Baseline") {
            skip(loaded, document, "a baseline, which detects nothing");
            return loaded;
        }
        loaded.rule = rule_of(document, loaded.diagnostics);
    } catch (const DiagnosticError& problem) {
        loaded.diagnostics.add(problem.diagnostic());
    }
    return loaded;
}

}  // namespace

RuleSet load_rules(const std::vector<std::string>& paths, std::size_t threads) {
    RuleSet set;
    const auto files = files_of(paths, set.diagnostics);
    // Below a few files a thread takes longer to start than to work.
    constexpr std::size_t kFilesWorthAThread = 16;
    threads =
        std::min<std::size_t>(threads == 0 ? std::thread::hardware_concurrency() : threads, files.size() / kFilesWorthAThread);
    const auto read = [&](std::size_t index) { return load(files[index]); };
    work_in_order(files.size(), threads, read, [&](Loaded loaded) {
        for (const auto& diagnostic : loaded.diagnostics.all()) {
            set.diagnostics.add(diagnostic);
        }
        if (loaded.skipped) {
            return;
        }
        ++set.files;
        if (loaded.rule) {
            set.rules.push_back(std::move(*loaded.rule));
        } else {
            ++set.files_failed;
        }
    });
    return set;
}

std::optional<Rule> read_rule(const std::shared_ptr<const SourceFile>& file, Diagnostics& diagnostics) {
    try {
        return rule_of(YamlDocument(file), diagnostics);
    } catch (const DiagnosticError& problem) {
        diagnostics.add(problem.diagnostic());
        return std::nullopt;
    }
}

}  // namespace karst
