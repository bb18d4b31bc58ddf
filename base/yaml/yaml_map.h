// The keys of one YAML map, read with what each of them should be. What is not as it should be becomes a diagnostic with a
// place and reads as absent, so that one pass over a file reports all that is wrong with it.
//
// Codes begin with a word for the kind of file (`rule`, `pack`, …): `rule-missing-key`, `rule-wrong-type`, `rule-unknown-key`.
#pragma once

#include "base/yaml/yaml_document.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Where the maps of one file report.
struct YamlProblems {
    const YamlDocument& document;
    std::string kind;  // first word of the codes
    Diagnostics& diagnostics;

    void error(std::string_view code, const YamlNode& node, std::string message, std::string help = "",
               Severity severity = Severity::Error) const;
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
    std::optional<bool> boolean(std::string_view key, Severity wrong = Severity::Error);
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
    void wrong_type(const YamlNode& node, std::string_view name, std::string_view expected,
                    Severity severity = Severity::Error) const;

private:
    const YamlNode* scalar(std::string_view key, std::string_view expected);

    const YamlNode& node_;
    std::string what_;  // "the rule", "tests": what the map is, for messages
    const YamlProblems& problems_;
    std::vector<std::string_view> asked_;  // literals of the caller
};

}  // namespace karst
