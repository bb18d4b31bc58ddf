// Content of an XML element, for the files here that read XML.
#pragma once

#include <string>

namespace pugi {
class xml_node;
}

namespace karst {

/// The text of an element without child elements; otherwise all that stands between its tags, as XML.
std::string xml_content(const pugi::xml_node& element);

}  // namespace karst
