// Packs as bytes. Those that come with karst are read and checked when karst is built (packs/compiler/compile_packs.cc) and
// stand in the program in this form: reading their YAML would be most of the time that karst needs to start. The form is not
// kept from one build to the next.
#pragma once

#include "engine/knowledge/pack.h"

#include <string>
#include <string_view>
#include <vector>

namespace karst {

/// Its name among the embedded files.
inline constexpr std::string_view kPackImage = "packs.image";

std::string write_pack_image(const std::vector<Pack>& packs);

/// Texts keep the file that they come from, not the place in it. Throws std::runtime_error for bytes that
/// write_pack_image() has not made.
std::vector<Pack> read_pack_image(std::string_view image);

}  // namespace karst
