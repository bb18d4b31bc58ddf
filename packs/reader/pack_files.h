// Files of packs: those in the program, then those of the user's folders.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct PackFileText {
    std::shared_ptr<const SourceFile> file;
    std::string folder;  // "" for files in the program
};

/// The files of `directories` (each *.yml below one, sorted), as far as they can be read.
std::vector<PackFileText> user_pack_files(const std::vector<std::string>& directories, Diagnostics& diagnostics,
                                          const FileSystem& files = *real_file_system());

/// Packs and data models may lie side by side in a folder; a data model begins with the key `model`.
bool is_data_model(std::string_view text);

}  // namespace karst
