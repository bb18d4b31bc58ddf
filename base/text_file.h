// Files as text. What cannot be read is a DiagnosticError (code `file-unreadable` or `file-too-large`) that names the file.
#pragma once

#include "base/diagnostic.h"
#include "base/file_system.h"

#include <cstddef>
#include <memory>
#include <string>

namespace karst {

/// Rules and packs are written by hand: a larger file is a mistake or an attack. Also keeps every offset within 32 bits.
inline constexpr std::size_t kMaxYamlFileBytes = 16u << 20;
/// Lookup tables come from other systems; the largest one of security_content has 2 MB.
inline constexpr std::size_t kMaxLookupFileBytes = 1u << 30;

std::string read_text_file(const std::string& path, std::size_t largest, const FileSystem& files = *real_file_system());

/// The file under its path, without a byte order mark, ready to be shown in messages.
std::shared_ptr<const SourceFile> read_source_file(const std::string& path, std::size_t largest = kMaxYamlFileBytes,
                                                   const FileSystem& files = *real_file_system());

}  // namespace karst
