// Extractors of the fields of Windows events, one for each way in which their text is written.
#pragma once

#include "engine/extract/field_extractor.h"

#include <memory>
#include <string_view>

namespace karst {

std::unique_ptr<FieldExtractor> make_winevent_xml_extractor();
std::unique_ptr<FieldExtractor> make_winevent_json_extractor();
std::unique_ptr<FieldExtractor> make_winevent_text_extractor();

/// True for JSON that is a Windows event, as one of several programs writes them.
bool is_winevent_json(std::string_view text);

}  // namespace karst
