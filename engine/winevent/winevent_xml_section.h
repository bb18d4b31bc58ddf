// The two sections of a Windows event that nearly all of its fields stand in, read tag by tag.
#pragma once

#include "engine/winevent/xml_cursor.h"
#include "engine/winevent/xml_template.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// A name as it is known to searches; empty when nothing is left of it.
std::string event_field_name(std::string_view name);

/// Read System and EventData from behind their start tags; `fields` is what the match has its names from. False when the end
/// tag never comes: what was read before is good.
bool read_system(XmlCursor& cursor, XmlMatch& match, std::vector<XmlField>& fields);
bool read_event_data(XmlCursor& cursor, XmlMatch& match, std::vector<XmlField>& fields);

}  // namespace karst
