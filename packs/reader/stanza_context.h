// Context that the readers of the keys of a stanza share. A stanza is a map of the pack's keys for one `match`: an item of
// `stanzas`, or the whole file.
#pragma once

#include "base/file_system.h"
#include "base/yaml/yaml_map.h"

#include <string>

namespace karst {

/// The place that a stanza is read from: its map, and what the map alone does not say. Lives as long as the file is read.
struct StanzaContext {
    YamlMap& stanza;
    const std::string& folder;  // of the pack; tables that lookups name are read from it
    const FileSystem& files;

    const YamlProblems& problems() const { return stanza.problems(); }
};

}  // namespace karst
