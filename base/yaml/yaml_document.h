// YAML as a tree that knows where each of its nodes stands in the file. Every file that karst reads as YAML (rules, macros,
// lookup definitions, packs) goes through here, so that every message about it has a line and a column.
//
// Not a general YAML library: scalars stay text (who asks for a number says so, see yaml_map.h), a file is one document, and
// what a rule has no use for is an error with a place rather than a guess: duplicate keys, keys that are not scalars, merge
// keys and tags of applications.
//
// Codes: `yaml-syntax`, `yaml-encoding`, `yaml-duplicate-key`, `yaml-unsupported`, `yaml-too-large` (depth, aliases).
#pragma once

#include "base/diagnostic.h"
#include "base/source_text.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct YamlEntry;

struct YamlNode {
    enum class Kind { Null, Scalar, Sequence, Map };
    enum class Style { Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

    Kind kind = Kind::Null;
    Style style = Style::Plain;
    std::uint32_t offset = 0;  // first byte in the file (of a quoted scalar: its quote)
    std::string text;          // of a scalar
    std::vector<YamlNode> items;
    std::vector<YamlEntry> entries;  // in the order of the file

    bool is_null() const { return kind == Kind::Null; }
    bool is_scalar() const { return kind == Kind::Scalar; }
    bool is_sequence() const { return kind == Kind::Sequence; }
    bool is_map() const { return kind == Kind::Map; }

    /// The entry of a map; null when there is none.
    const YamlEntry* find(std::string_view key) const;
};

struct YamlEntry {
    YamlNode key;  // always a scalar
    YamlNode value;
};

struct YamlLimits {
    std::size_t depth = 64;
    std::size_t alias_bytes = 4u << 20;  // what all aliases together may add ("billion laughs")
    bool fast_path = true;               // read_yaml_blocks() first; false: the general parser only, with the same result
};

class YamlDocument {
public:
    /// Throws DiagnosticError. A file without content is a document with a null root.
    explicit YamlDocument(std::shared_ptr<const SourceFile> file, const YamlLimits& limits = {});

    const YamlNode& root() const { return root_; }
    const std::shared_ptr<const SourceFile>& file() const { return file_; }

    /// Where a node stands: a scalar of one line with its end, anything else with the first line of it.
    Location where(const YamlNode& node) const;

    /// The text of a scalar with the place of each of its characters.
    SourceText source_text(const YamlNode& scalar) const;

    Diagnostic diagnose(DiagnosticCode code, const YamlNode& node, std::string message, std::string label = "",
                        std::string help = "") const;

private:
    std::shared_ptr<const SourceFile> file_;
    YamlNode root_;
};

}  // namespace karst
