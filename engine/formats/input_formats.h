// The table of the formats of event files.
#pragma once

#include "engine/input/input_format.h"

#include <span>
#include <string_view>

namespace karst {

/// All formats, in the order in which files are asked whether they are of them.
std::span<const InputFormat> input_formats();

/// Null when there is none of the name.
const InputFormat* find_input_format(std::string_view name);

/// The format of a file that begins with `head`; null when the content does not say.
const InputFormat* recognise_format(std::string_view head);

/// The same among the binary formats only.
const InputFormat* recognise_binary_format(std::string_view head);

/// The format of what is none of the others: lines of text.
const InputFormat& text_format();

/// True when it can be said of a line by itself whether an event begins there, so that a file can be read by ranges.
bool is_divisible(const InputFormat& format);

}  // namespace karst
