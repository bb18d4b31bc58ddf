// The keys of a stanza that say how its source is recognised and read: `read` (format, index, host, time, sniff) and `kv_mode`.
#pragma once

#include "engine/knowledge/pack.h"
#include "packs/reader/stanza_context.h"

#include <string_view>

namespace karst {

/// The reader of `read`. `pack.match` is known already: events that are recognised have its sourcetype unless `sniff` says
/// another.
void read_reading(const StanzaContext& context, std::string_view key, Pack& pack);

/// The reader of `kv_mode`.
void read_kv_mode(const StanzaContext& context, std::string_view key, Pack& pack);

}  // namespace karst
