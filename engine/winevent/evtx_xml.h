// The XML that libevtx makes of a record, in the form in which Windows hands events out and Splunk has them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace karst {

/// Appends to `out` what `xml` says without line ends and indentation between tags, with attributes in apostrophes, and with
/// the values that are `padded_numbers` without zeros in front. Values stay as they are written, blanks and line ends included.
void append_windows_xml(std::string_view xml, std::span<const std::string> padded_numbers, std::string& out);

}  // namespace karst
