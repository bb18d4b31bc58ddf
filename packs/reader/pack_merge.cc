#include "packs/reader/pack_merge.h"

#include "packs/reader/pack_files.h"
#include "packs/reader/pack_loader.h"

#include <algorithm>
#include <utility>

namespace karst {

namespace {

// What `later` says wins over `base`, key by key; both are for the same match.
void merge_pack(Pack& base, const Pack& later) {
    const auto replace = [](auto& items, const auto& newer, auto same) {
        for (const auto& item : newer) {
            items.erase(std::remove_if(items.begin(), items.end(), [&](const auto& old) { return same(old, item); }),
                        items.end());
        }
        items.insert(items.end(), newer.begin(), newer.end());
    };
    if (!later.read.format.empty()) {
        base.read.format = later.read.format;
    }
    if (!later.read.host.text().empty()) {
        base.read.host = later.read.host;
    }
    if (!later.read.index.empty()) {
        base.read.index = later.read.index;
    }
    if (!later.read.time_field.empty()) {
        base.read.time_field = later.read.time_field;
        base.read.time_format = later.read.time_format;
    }
    if (!later.sniff.empty()) {
        base.sniff = later.sniff;
    }
    if (!later.kv_mode.empty()) {
        base.kv_mode = later.kv_mode;
    }
    base.extractions.insert(base.extractions.begin(), later.extractions.begin(), later.extractions.end());
    replace(base.aliases, later.aliases, [](const auto& a, const auto& b) { return a.to == b.to; });
    replace(base.calculated, later.calculated, [](const auto& a, const auto& b) { return a.field == b.field; });
    replace(base.lookups, later.lookups, [](const auto& a, const auto& b) { return a.name == b.name; });
    replace(base.tables, later.tables, [](const auto& a, const auto& b) { return a.name == b.name; });
    replace(base.event_types, later.event_types, [](const auto& a, const auto& b) { return a.name == b.name; });
    replace(base.value_tags, later.value_tags,
            [](const auto& a, const auto& b) { return a.field == b.field && a.value == b.value; });
    replace(base.macros, later.macros,
            [](const auto& a, const auto& b) { return a.name == b.name && a.arguments.size() == b.arguments.size(); });
    for (const auto& field : later.removed_fields) {
        const auto is_field = [&](const auto& one) { return one.field == field; };
        base.calculated.erase(std::remove_if(base.calculated.begin(), base.calculated.end(), is_field), base.calculated.end());
    }
    base.origin += ", " + later.origin;
}

}  // namespace

void add_pack(std::vector<Pack>& packs, Pack pack) {
    // What is about no source (macros, tables) is merged by name.
    const bool common = pack.match.sourcetype.empty() && pack.match.source.empty() && pack.match.host.empty();
    const auto same = std::find_if(packs.begin(), packs.end(), [&](const Pack& known) {
        return (!common || known.name == pack.name) && known.match.sourcetype == pack.match.sourcetype &&
               known.match.source == pack.match.source && known.match.host == pack.match.host;
    });
    if (same == packs.end()) {
        packs.push_back(std::move(pack));
    } else {
        merge_pack(*same, pack);
    }
}

void add_packs_of(const std::vector<std::string>& directories, std::vector<Pack>& packs, Diagnostics& diagnostics,
                  const FileSystem& files) {
    for (const auto& text : user_pack_files(directories, diagnostics, files)) {
        if (is_data_model(text.file->text)) {
            continue;
        }
        for (auto& pack : read_pack(text.file, text.folder, diagnostics, files).packs) {
            add_pack(packs, std::move(pack));
        }
    }
}

}  // namespace karst
