#include "rules/content_library.h"

#include "base/text_file.h"
#include "base/yaml/yaml_map.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace karst {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kFilterSuffix = "_filter";
constexpr YamlCodes kMacroCodes{"macro-missing-key", "macro-wrong-type"};
constexpr YamlCodes kLookupCodes{"lookup-missing-key", "lookup-wrong-type"};

// The files of a folder with one of the extensions, sorted; none when the folder cannot be read.
std::vector<std::string> files_in(const fs::path& folder, const std::vector<std::string>& extensions, const FileSystem& files) {
    std::vector<std::string> found;
    if (!files.is_folder(folder.string())) {
        return found;
    }
    try {
        for (const auto& entry : files.list(folder.string())) {
            const auto path = folder / entry.name;
            const bool wanted = std::find(extensions.begin(), extensions.end(), path.extension().string()) != extensions.end();
            if (entry.kind == FileKind::Regular && wanted) {
                found.push_back(path.string());
            }
        }
    } catch (const std::system_error&) {
        return found;
    }
    return found;
}

// Reads each YAML file of a folder as a map; what is wrong with one is noted and the others go on.
template <class Read>
void each_file(const fs::path& folder, const YamlCodes& codes, const FileSystem& files, Diagnostics& diagnostics, Read read) {
    for (const auto& path : files_in(folder, {".yml", ".yaml"}, files)) {
        try {
            const YamlDocument document(read_source_file(path, kMaxYamlFileBytes, files));
            const YamlProblems problems{document, codes, diagnostics};
            YamlMap map(document.root(), "the file", problems);
            read(map, path);
        } catch (const DiagnosticError& problem) {
            diagnostics.add(problem.diagnostic());
        }
    }
}

// "WILDCARD(process), CIDR(net)": the columns of each kind.
void read_match_types(std::string_view text, LookupDefinition& lookup) {
    while (!text.empty()) {
        const auto open = text.find('(');
        const auto close = text.find(')', open == std::string_view::npos ? 0 : open);
        if (open == std::string_view::npos || close == std::string_view::npos) {
            return;
        }
        auto kind = text.substr(0, open);
        kind.remove_prefix(std::min(kind.find_first_not_of(" ,"), kind.size()));
        const std::string column(text.substr(open + 1, close - open - 1));
        if (kind == "WILDCARD") {
            lookup.wildcard_columns.push_back(column);
        } else if (kind == "CIDR") {
            lookup.cidr_columns.push_back(column);
        }
        text.remove_prefix(close + 1);
    }
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> items;
    std::string current;
    for (const char c : text + ",") {
        if (c == ',') {
            if (!current.empty()) {
                items.push_back(current);
            }
            current.clear();
        } else if (c != ' ') {
            current += c;
        }
    }
    return items;
}

LookupRows load_rows(const LookupDefinition& definition, const FileSystem& files) {
    if (definition.file.empty()) {
        // A KV-store collection begins empty.
        return {definition.fields, {}};
    }
    return parse_csv(read_text_file(definition.file, kMaxLookupFileBytes, files));
}

}  // namespace

ContentLibrary::ContentLibrary(std::string directory, const std::vector<Pack>& packs, Diagnostics& diagnostics,
                               std::shared_ptr<const FileSystem> files)
    : directory_(std::move(directory)), files_(std::move(files)) {
    filter_ = {"<rule>_filter", {}, "search *", false, "built in"};
    for (const auto& pack : packs) {
        for (const auto& macro : pack.macros) {
            add_macro(macro);
        }
        lookups_.insert(lookups_.end(), pack.tables.begin(), pack.tables.end());
    }
    if (!directory_.empty()) {
        read_macros(diagnostics);
        read_lookups(diagnostics);
    }
}

std::string ContentLibrary::find_above(const std::string& rule_file, const FileSystem& files) {
    for (auto folder = fs::path(files.absolute(rule_file)).parent_path(); !folder.empty(); folder = folder.parent_path()) {
        if (files.is_folder((folder / "macros").string()) || files.is_folder((folder / "lookups").string())) {
            return folder.string();
        }
        if (folder == folder.root_path()) {
            break;
        }
    }
    return "";
}

void ContentLibrary::add_macro(Macro macro) {
    auto key = std::make_pair(macro.name, macro.arguments.size());
    macros_.insert_or_assign(std::move(key), std::move(macro));
}

void ContentLibrary::read_macros(Diagnostics& diagnostics) {
    each_file(fs::path(directory_) / "macros", kMacroCodes, *files_, diagnostics,
              [this](YamlMap& map, const std::string& path) {
                  Macro macro;
                  macro.name = map.required_text("name");
                  macro.definition = map.required_text("definition");
                  macro.arguments = map.texts("arguments");
                  macro.is_eval = map.boolean("iseval").value_or(false);
                  macro.origin = "macros/" + fs::path(path).filename().string();
                  if (!macro.name.empty()) {
                      add_macro(std::move(macro));
                  }
              });
}

void ContentLibrary::read_lookups(Diagnostics& diagnostics) {
    const auto folder = fs::path(directory_) / "lookups";
    for (const auto& path : files_in(folder, {".csv"}, *files_)) {
        lookup_files_.emplace_back(fs::path(path).filename().string(), path);
    }
    each_file(folder, kLookupCodes, *files_, diagnostics, [&](YamlMap& map, const std::string& path) {
        LookupDefinition lookup;
        lookup.name = map.required_text("name");
        lookup.origin = "lookups/" + fs::path(path).filename().string();
        auto file = map.text("filename");
        if (file.empty() && map.text("lookup_type") != "kvstore" && map.text("collection").empty()) {
            // Since 2025 the table stands beside its definition under the same name.
            const auto beside = fs::path(path).replace_extension(".csv");
            file = files_->exists(beside.string()) ? beside.filename().string() : "";
        }
        if (!file.empty()) {
            const auto table = fs::path(file).is_absolute() ? fs::path(file) : folder / fs::path(file).filename();
            if (table.extension() == ".csv" && files_->exists(table.string())) {
                lookup.file = table.string();
            }
        }
        lookup.fields = map.texts("fields");
        if (lookup.fields.empty()) {
            lookup.fields = split_list(map.text("fields_list"));
        }
        for (const auto& type : map.texts("match_type")) {
            read_match_types(type, lookup);
        }
        lookup.case_sensitive = map.boolean("case_sensitive_match").value_or(true);
        lookup.max_matches = map.count("max_matches").value_or(lookup.max_matches);
        lookup.min_matches = map.count("min_matches").value_or(0);
        lookup.default_match = map.text("default_match");
        // A definition that names a program keeps what a pack knows of how to do without it.
        const auto known = std::find_if(lookups_.begin(), lookups_.end(),
                                        [&](const LookupDefinition& one) { return one.name == lookup.name; });
        lookup.computed = known != lookups_.end() && lookup.file.empty() ? known->computed : "";
        if (!lookup.name.empty()) {
            lookups_.push_back(std::move(lookup));
        }
    });
    fill_tables();
}

void ContentLibrary::fill_tables() {
    for (auto& lookup : lookups_) {
        if (!lookup.file.empty() || !lookup.computed.empty()) {
            continue;
        }
        const auto filled = std::find_if(lookup_files_.begin(), lookup_files_.end(), [&](const auto& file) {
            return file.first == lookup.name || file.first == lookup.name + ".csv";
        });
        if (filled != lookup_files_.end()) {
            lookup.file = filled->second;
        }
    }
}

const Macro* ContentLibrary::find(std::string_view name, std::size_t arguments) const {
    const auto found = macros_.find(std::make_pair(std::string(name), arguments));
    if (found != macros_.end()) {
        return &found->second;
    }
    const bool is_filter = arguments == 0 && name.size() > kFilterSuffix.size() &&
                           name.substr(name.size() - kFilterSuffix.size()) == kFilterSuffix;
    return is_filter ? &filter_ : nullptr;
}

std::vector<std::string_view> ContentLibrary::names() const {
    std::vector<std::string_view> names;
    for (const auto& [key, macro] : macros_) {
        names.push_back(key.first);
    }
    return names;
}

std::shared_ptr<LookupRegistry> ContentLibrary::make_lookups() const {
    auto registry = std::make_shared<LookupRegistry>(
        [files = files_](const LookupDefinition& definition) { return load_rows(definition, *files); });
    for (const auto& [name, path] : lookup_files_) {
        registry->define_file(name, path);
    }
    for (const auto& lookup : lookups_) {
        registry->define(lookup);
    }
    return registry;
}

}  // namespace karst
