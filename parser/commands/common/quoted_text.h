// Expressions that a command takes inside quotation marks, as texts of their own that remember where they stand.
#pragma once

#include "base/source_text.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace karst {

/// Position of the first `mark` in `text` at or after `from` whose first character is not escaped; npos when there is none.
std::size_t find_unescaped(std::string_view text, std::string_view mark, std::size_t from);

/// The part of the source inside quotation marks, with \" undone.
std::shared_ptr<const SourceText> unquote(const SourceText& source, Span span);

/// A part of the source as it stands.
std::shared_ptr<const SourceText> part_of(const SourceText& source, Span span);

}  // namespace karst
