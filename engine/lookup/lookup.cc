#include "engine/lookup/lookup.h"

#include "base/hash.h"
#include "engine/lookup/pattern_index.h"
#include "engine/text/ip.h"

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <deque>

namespace karst {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

void add_cell(KeyEncoder& key, std::string_view cell, bool case_sensitive) {
    if (case_sensitive) {
        key.add_text(cell);
    } else {
        key.add_folded(cell);
    }
}

}  // namespace

// How one set of columns is matched: the exact ones together by a hash, then each pattern and each network on what is left.
struct LookupTable::Index {
    struct Network {
        std::optional<IpNetwork> block;  // a cell that is no block matches the same text only
    };
    struct Part {
        std::size_t place = 0;  // in the list of columns that are asked for
        std::unique_ptr<PatternIndex> patterns;
        std::vector<Network> networks;
    };

    std::vector<std::size_t> columns;
    const Index* older = nullptr;
    std::vector<std::size_t> exact;  // places of the exact columns
    absl::flat_hash_map<std::string, std::vector<std::size_t>, TextHash, TextEqual> by_key;
    std::vector<Part> parts;

    bool part_matches(const Part& part, std::size_t row, std::string_view cell, std::string_view value) const {
        if (part.patterns) {
            return part.patterns->matches(row, value);
        }
        const auto& network = part.networks[row].block;
        return network ? network->contains(value) : cell == value;
    }
};

LookupTable::LookupTable(LookupDefinition definition, LookupRows rows)
    : definition_(std::move(definition)), rows_(std::move(rows)) {
    // A short row has no values in its last columns: after this no one has to ask how long a row is.
    for (auto& row : rows_.rows) {
        row.resize(rows_.columns.size());
    }
}

LookupTable::~LookupTable() = default;

std::optional<std::size_t> LookupTable::column(std::string_view name) const {
    const auto found = std::find(rows_.columns.begin(), rows_.columns.end(), name);
    return found == rows_.columns.end() ? std::nullopt : std::optional<std::size_t>(found - rows_.columns.begin());
}

const LookupTable::Index& LookupTable::index_for(const std::vector<std::size_t>& columns) const {
    const auto find_made = [&]() -> const Index* {
        const Index* index = newest_index_.load(std::memory_order_acquire);
        while (index != nullptr && index->columns != columns) {
            index = index->older;
        }
        return index;
    };
    if (const auto* made = find_made()) {
        return *made;
    }
    const std::lock_guard lock(making_index_);
    if (const auto* made = find_made()) {
        return *made;
    }
    auto index = std::make_unique<Index>();
    index->columns = columns;
    index->older = newest_index_.load(std::memory_order_relaxed);
    for (std::size_t place = 0; place < columns.size(); ++place) {
        const auto& name = rows_.columns[columns[place]];
        Index::Part part;
        part.place = place;
        if (contains(definition_.wildcard_columns, name)) {
            std::vector<std::string_view> patterns;
            for (const auto& row : rows_.rows) {
                patterns.push_back(row[columns[place]]);
            }
            const auto letters = definition_.case_sensitive ? Wildcard::Case::Sensitive : Wildcard::Case::Insensitive;
            part.patterns = std::make_unique<PatternIndex>(patterns, letters);
            index->parts.push_back(std::move(part));
        } else if (contains(definition_.cidr_columns, name)) {
            for (const auto& row : rows_.rows) {
                part.networks.push_back({IpNetwork::parse(row[columns[place]])});
            }
            index->parts.push_back(std::move(part));
        } else {
            index->exact.push_back(place);
        }
    }
    if (!index->exact.empty()) {
        KeyEncoder key;
        for (std::size_t row = 0; row < rows_.rows.size(); ++row) {
            key.clear();
            for (const auto place : index->exact) {
                add_cell(key, rows_.rows[row][columns[place]], definition_.case_sensitive);
            }
            index->by_key[key.key()].push_back(row);
        }
    }
    indexes_.push_back(std::move(index));
    newest_index_.store(indexes_.back().get(), std::memory_order_release);
    return *indexes_.back();
}

void LookupTable::match(const std::vector<std::size_t>& columns, const std::vector<std::string_view>& values,
                        Matches& matches) const {
    auto& found = matches.rows;
    found.clear();
    const Index& index = index_for(columns);
    // The narrowest way in comes first: the hash, else the index of one pattern column, else all rows.
    const Index::Part* answered = nullptr;
    if (!index.exact.empty()) {
        matches.key.clear();
        for (const auto place : index.exact) {
            add_cell(matches.key, values[place], definition_.case_sensitive);
        }
        const auto rows = index.by_key.find(matches.key.key());
        if (rows == index.by_key.end()) {
            return;
        }
        found = rows->second;
    } else if (const auto part = std::find_if(index.parts.begin(), index.parts.end(),
                                              [](const auto& one) { return one.patterns != nullptr; });
               part != index.parts.end()) {
        part->patterns->match(values[part->place], found);
        answered = &*part;
    } else {
        found.resize(rows_.rows.size());
        for (std::size_t row = 0; row < found.size(); ++row) {
            found[row] = row;
        }
    }
    for (const auto& part : index.parts) {
        if (&part == answered) {
            continue;
        }
        const std::size_t column = columns[part.place];
        found.erase(std::remove_if(found.begin(), found.end(),
                                   [&](std::size_t row) {
                                       return !index.part_matches(part, row, rows_.rows[row][column], values[part.place]);
                                   }),
                    found.end());
    }
    found.resize(std::min(found.size(), definition_.max_matches));
}

void LookupRegistry::define(LookupDefinition definition) {
    const std::lock_guard lock(mutex_);
    auto name = definition.name;
    entries_[std::move(name)] = {std::move(definition), nullptr};
}

void LookupRegistry::define_file(std::string name, std::string path) {
    LookupDefinition definition;
    definition.name = std::move(name);
    definition.origin = path;
    definition.file = std::move(path);
    define(std::move(definition));
}

const LookupDefinition* LookupRegistry::definition(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    const auto entry = entries_.find(name);
    return entry == entries_.end() ? nullptr : &entry->second.definition;
}

std::vector<std::string_view> LookupRegistry::names() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string_view> names;
    for (const auto& [name, entry] : entries_) {
        names.push_back(name);
    }
    return names;
}

std::shared_ptr<const LookupTable> LookupRegistry::table(std::string_view name) {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(name);
    if (found == entries_.end()) {
        return nullptr;
    }
    auto& entry = found->second;
    if (!entry.table) {
        LookupRows rows;
        if (entry.definition.file.empty()) {
            rows.columns = entry.definition.fields;
        } else {
            rows = load_(entry.definition);
        }
        entry.table = std::make_shared<const LookupTable>(entry.definition, std::move(rows));
    }
    return entry.table;
}

std::shared_ptr<LookupRegistry> LookupRegistry::copy() const {
    auto copy = std::make_shared<LookupRegistry>(load_);
    const std::lock_guard lock(mutex_);
    copy->entries_ = entries_;
    return copy;
}

void LookupRegistry::replace(std::string_view name, LookupRows rows) {
    const std::lock_guard lock(mutex_);
    auto& entry = entries_[std::string(name)];
    entry.definition.name = name;
    entry.table = std::make_shared<const LookupTable>(entry.definition, std::move(rows));
}

}  // namespace karst
