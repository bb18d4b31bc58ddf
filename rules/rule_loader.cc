#include "rules/rule_loader.h"

#include "base/text_file.h"
#include "base/work_in_order.h"
#include "base/yaml/yaml_document.h"
#include "rules/rule_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <thread>

namespace karst {

namespace {

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
    Diagnostic diagnostic("file-unreadable");
    diagnostic.message = std::move(message);
    diagnostics.add(std::move(diagnostic));
}

void add_directory(const std::string& directory, std::vector<RuleFile>& rules, Diagnostics& diagnostics,
                   const FileSystem& files) {
    try {
        for (auto& path : files_below(directory, {.extensions = {".yml", ".yaml"}, .hidden_folders = false}, files)) {
            rules.push_back({std::move(path), false});
        }
    } catch (const std::system_error& error) {
        report_path(diagnostics, fmt::format("cannot read {}: {}", directory, error.code().message()));
    }
}

std::vector<RuleFile> files_of(const std::vector<std::string>& paths, Diagnostics& diagnostics, const FileSystem& files) {
    std::vector<RuleFile> rules;
    for (const auto& path : paths) {
        if (files.is_folder(path)) {
            add_directory(path, rules, diagnostics, files);
        } else {
            rules.push_back({path, true});
        }
    }
    // A rule that is named and also lies in a directory that is named runs once.
    std::set<std::string> seen;
    rules.erase(std::remove_if(rules.begin(), rules.end(),
                               [&](const RuleFile& rule) { return !seen.insert(files.absolute(rule.path)).second; }),
                rules.end());
    return rules;
}

void skip(Loaded& loaded, const YamlDocument& document, std::string message) {
    loaded.skipped = true;
    loaded.diagnostics.add(document.diagnose("rule-skipped", document.root(), std::move(message)));
}

Loaded load(const RuleFile& file, const FileSystem& files) {
    Loaded loaded;
    try {
        const YamlDocument document(read_source_file(file.path, kMaxYamlFileBytes, files));
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

RuleSet load_rules(const std::vector<std::string>& paths, std::size_t threads, const FileSystem& files) {
    RuleSet set;
    const auto rules = files_of(paths, set.diagnostics, files);
    // Below a few files a thread takes longer to start than to work.
    constexpr std::size_t kFilesWorthAThread = 16;
    threads =
        std::min<std::size_t>(threads == 0 ? std::thread::hardware_concurrency() : threads, rules.size() / kFilesWorthAThread);
    const auto read = [&](std::size_t index) { return load(rules[index], files); };
    work_in_order(rules.size(), threads, read, [&](Loaded loaded) {
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
