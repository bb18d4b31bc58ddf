// The table of the kinds of extraction: the values of a pack's `kv_mode`.
#pragma once

#include "engine/extract/field_extractor.h"

#include <memory>
#include <span>
#include <string_view>

namespace karst {

std::span<const Extraction> extractions();

const Extraction& extraction_of(ExtractionKind kind);

/// Null when there is none of the name.
const Extraction* find_extraction(std::string_view name);

/// KV_MODE=auto: by the content of each event.
std::unique_ptr<FieldExtractor> make_automatic_extractor();

}  // namespace karst
