// Lookup tables (Knowledge Manager Manual, "Configure CSV lookups"; transforms.conf): a table, how its columns match, and the
// registry of a run, in which outputlookup writes.
#pragma once

#include "engine/value/key_encoder.h"
#include "engine/value/wildcard.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace karst {

struct LookupDefinition {
    std::string name;
    std::string file;                           // CSV, absolute; empty: a KV-store collection, which starts empty
    std::vector<std::string> fields;            // declared fields of a collection (fields_list)
    std::vector<std::string> wildcard_columns;  // match_type WILDCARD(x)
    std::vector<std::string> cidr_columns;      // match_type CIDR(x)
    bool case_sensitive = true;                 // case_sensitive_match
    std::size_t max_matches = 1000;
    std::size_t min_matches = 0;
    std::string default_match;
    std::string origin;
    std::string computed;  // answered by a function (computed_lookup.h) instead of a table, by its name
};

/// The rows of a table, as text. An empty cell is an absent value.
struct LookupRows {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

/// A table with indexes for matching. Immutable; made anew when outputlookup replaces its rows. May be asked by many threads:
/// an index is made when the first of them needs it.
class LookupTable {
public:
    LookupTable(LookupDefinition definition, LookupRows rows);
    ~LookupTable();

    const LookupDefinition& definition() const { return definition_; }
    const LookupRows& rows() const { return rows_; }
    std::optional<std::size_t> column(std::string_view name) const;

    /// The rows that match, by their indexes, and room for finding them: kept by the caller, so that a row costs no allocation.
    struct Matches {
        std::vector<std::size_t> rows;
        KeyEncoder key;
    };
    /// Finds the rows whose `columns[i]` match `values[i]` (by the match type of the column), in file order, at most
    /// max_matches. `values` has one text for each column.
    void match(const std::vector<std::size_t>& columns, const std::vector<std::string_view>& values, Matches& matches) const;

private:
    struct Index;
    const Index& index_for(const std::vector<std::size_t>& columns) const;
    LookupDefinition definition_;
    LookupRows rows_;
    // Searches ask for one or two sets of columns: a list that is read without a lock is enough.
    mutable std::atomic<const Index*> newest_index_ = nullptr;
    mutable std::mutex making_index_;
    mutable std::vector<std::unique_ptr<const Index>> indexes_;
};

/// The lookups that a run may name, by definition name and by file name ("x.csv"). Tables load when they are first used.
class LookupRegistry {
public:
    using Loader = std::function<LookupRows(const LookupDefinition&)>;
    explicit LookupRegistry(Loader load) : load_(std::move(load)) {}

    void define(LookupDefinition definition);
    /// Also makes the CSV file known under its own name.
    void define_file(std::string name, std::string path);

    const LookupDefinition* definition(std::string_view name) const;
    std::vector<std::string_view> names() const;

    /// The table; null when the name is not known. Throws std::runtime_error when its file cannot be read.
    std::shared_ptr<const LookupTable> table(std::string_view name);

    /// A registry of its own with the same tables, for another run. Those that are loaded are shared until one is replaced.
    std::shared_ptr<LookupRegistry> copy() const;

    /// Replaces the rows of a table (outputlookup); a name that is not known becomes a table of its own, in memory.
    void replace(std::string_view name, LookupRows rows);

private:
    struct Entry {
        LookupDefinition definition;
        std::shared_ptr<const LookupTable> table;
    };
    Loader load_;
    mutable std::mutex mutex_;  // pipelines of several threads share the registry
    std::map<std::string, Entry, std::less<>> entries_;
};

/// Reads CSV (RFC 4180, header first) into rows.
LookupRows parse_csv(std::string_view text);

}  // namespace karst
