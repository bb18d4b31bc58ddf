#include "packs/reader/pack_loader.h"

#include "packs/reader/stanza_reader.h"

#include <algorithm>
#include <iterator>

namespace karst {

namespace {

constexpr YamlCodes kCodes{"pack-missing-key", "pack-wrong-type", DiagnosticCode("pack-unknown-key")};

Pack read_common(YamlMap& map, const SourceFile& file) {
    Pack common;
    common.name = map.required_text("pack");
    common.description = map.text("description");
    common.origin = file.name;
    return common;
}

void append(std::vector<Pack> packs, std::vector<Pack>& all) {
    std::move(packs.begin(), packs.end(), std::back_inserter(all));
}

void read_packs(YamlMap& map, const Pack& common, const std::string& folder, const FileSystem& files, std::vector<Pack>& all) {
    const bool several = map.has("stanzas");
    map.each_map("stanzas", [&](YamlMap& stanza) {
        auto packs = read_stanza({stanza, folder, files}, common);
        stanza.report_unknown_keys();
        append(std::move(packs), all);
    });
    // Beside stanzas, a file says only what is about no source.
    auto packs = read_stanza({map, folder, files}, common);
    if (!several || !packs.front().macros.empty() || !packs.front().tables.empty()) {
        append(std::move(packs), all);
    }
}

}  // namespace

PackFile read_pack(const std::shared_ptr<const SourceFile>& file, const std::string& folder, Diagnostics& diagnostics,
                   const FileSystem& files) {
    PackFile result;
    try {
        const YamlDocument document(file);
        const YamlProblems problems{document, kCodes, diagnostics};
        YamlMap map(document.root(), "the pack", problems);
        const auto common = read_common(map, *file);
        map.each_map("tests", [&](YamlMap& item) { result.tests.push_back(read_pack_test(item)); });
        read_packs(map, common, folder, files, result.packs);
        map.report_unknown_keys();
    } catch (const DiagnosticError& error) {
        diagnostics.add(error.diagnostic());
    }
    return result;
}

}  // namespace karst
