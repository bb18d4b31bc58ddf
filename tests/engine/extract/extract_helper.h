// Fields of an event as an extraction finds them, as text: a multivalue is joined with |.
#pragma once

#include "engine/extract/field_extractor.h"

#include <map>
#include <string>
#include <vector>

namespace karst::test {

using FieldMap = std::map<std::string, std::string>;

/// All fields; nothing when the text is broken.
FieldMap extract_all(const std::string& kind, const std::string& text);

/// Only the named fields, by way of a projection.
FieldMap extract_some(const std::string& kind, const std::string& text, const std::vector<std::string>& names);

std::string padded(const std::string& text);

}  // namespace karst::test
