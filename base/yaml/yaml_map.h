// The keys of one YAML map, read with what each of them should be. What is not as it should be becomes a diagnostic with a
// place and reads as absent, so that one pass over a file reports all that is wrong with it.
//
// Each kind of file (`rule`, `pack`, …) has codes of its own: `rule-missing-key`, `pack-missing-key`.
#pragma once

#include "base/yaml/yaml_document.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Codes of one kind of file for what can be wrong with any map.
struct YamlCodes {
    DiagnosticCode missing_key;
    DiagnosticCode wrong_type;
    /// Nothing: keys that are not asked for are nobody's business, and report_unknown_keys() is not called.
    std::optional<DiagnosticCode> unknown_key = std::nullopt;
};

/// Where the maps of one file report.
struct YamlProblems {
    const YamlDocument& document;
    YamlCodes codes;
    Diagnostics& diagnostics;

    void add(DiagnosticCode code, const YamlNode& node, std::string message, std::string help = "") const;
};

class YamlMap {
public:
    /// A map of no keys stands in for a node that is not one (an error, unless it is null).
    YamlMap(const YamlNode& node, std::string_view what, const YamlProblems& problems);

    const YamlNode& self() const { return node_; }
    const YamlProblems& problems() const { return problems_; }
    bool has(std::string_view key);

    /// The value of a key whatever it is; null when the key is absent or has no value.
    const YamlNode* value(std::string_view key);
    /// The same for a key that must be there.
    const YamlNode* required(std::string_view key);

    // Absent or null: "" or nothing. Numbers and booleans may be quoted, as contentctl takes them.
    std::string text(std::string_view key);
    std::string required_text(std::string_view key);
    SourceText source_text(std::string_view key);
    std::optional<double> number(std::string_view key);
    std::optional<std::size_t> count(std::string_view key);
    /// `wrong` is the code for a value that is neither true nor false, if it is not the usual one.
    std::optional<bool> boolean(std::string_view key, std::optional<DiagnosticCode> wrong = std::nullopt);
    /// A list of texts; a single text is a list of one.
    std::vector<std::string> texts(std::string_view key);

    /// The map of a key (of no keys when it is absent).
    YamlMap map(std::string_view key);
    /// Calls `read` for each map of a list.
    void each_map(std::string_view key, const std::function<void(YamlMap& item)>& read);
    /// Calls `read` for each entry of a map whose keys are the author's own.
    void each_entry(std::string_view key, const std::function<void(const YamlEntry& entry)>& read);

    /// Reports each key that was not asked for.
    void report_unknown_keys();

    /// Reports that a node is not `expected` ("a text", "a list").
    void wrong_type(const YamlNode& node, std::string_view name, std::string_view expected) const;

private:
    const YamlNode* scalar(std::string_view key, std::string_view expected);
    void wrong_type(DiagnosticCode code, const YamlNode& node, std::string_view name, std::string_view expected) const;

    const YamlNode& node_;
    std::string what_;  // "the rule", "tests": what the map is, for messages
    const YamlProblems& problems_;
    std::vector<std::string_view> asked_;  // literals of the caller
};

}  // namespace karst
