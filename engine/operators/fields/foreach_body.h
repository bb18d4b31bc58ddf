// The template that foreach runs: its placeholders are replaced, and what comes out is SPL (Search Reference, foreach).
#pragma once

#include <string>
#include <string_view>

namespace karst {

/// `body` with each `placeholder` replaced by `text`, wherever it stands.
std::string with_text(std::string body, std::string_view placeholder, std::string_view text);

/// `body` with an item of a list in it. Where a value can stand the item is a value, a number or a text, and needs no quotation
/// marks; within quotation marks, within a name and in the place of a name that is assigned to it is text.
std::string with_value(std::string_view body, std::string_view placeholder, std::string_view item);

}  // namespace karst
