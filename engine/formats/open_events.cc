#include "engine/formats/open_events.h"
#include "base/ascii.h"
#include "engine/stream/input_error.h"

#include "base/text_lines.h"
#include "engine/formats/input_formats.h"
#include "engine/stream/line_range.h"
#include "engine/winevent/winevent_readers.h"

#include <system_error>

namespace karst {

namespace {

constexpr std::size_t kEventHead = 512;

}  // namespace

std::unique_ptr<EventReader> open_events(const ByteSource& source, const ReadOptions& options,
                                         const InputProblemSink& problems) {
    auto own = options;
    if (!options.lines.is_whole()) {
        own.lines = range_of_events(source, options.lines, options.format->traits.begins_event);
    }
    ChunkReader pieces(options.lines.is_whole() ? open_bytes(source) : open_range(source, own.lines), options.buffers);
    pieces.begin();
    // What is binary is nothing else, whatever it was called.
    const auto* binary = recognise_binary_format(pieces.text());
    const auto* format = binary != nullptr ? binary : options.format;
    if (format == nullptr) {
        format = recognise_format(pieces.text());
        const auto head = trimmed(without_mark(pieces.text()));
        if (format == nullptr && options.fallback) {
            format = options.fallback(trimmed(head.substr(0, head.find('\n'))));
            // An event of several lines may be known by one of the others.
            format = format != nullptr ? format : options.fallback(head.substr(0, kEventHead));
        }
        format = format != nullptr ? format : &text_format();
    }
    return format->open(*format, {source.name(), std::move(pieces), std::move(own), problems, source.machine_file()});
}

std::vector<std::string> expand_inputs(const std::vector<std::string>& paths, const FileSystem& files) {
    std::vector<std::string> found;
    for (const auto& path : paths) {
        const auto kind = path == "-" ? FileKind::Other : files.kind(path);
        if (kind == FileKind::Missing) {
            throw InputError(path + ": no such file or directory");
        }
        if (kind != FileKind::Folder) {
            found.push_back(path);
            continue;
        }
        try {
            const auto inside = files_below(path, {}, files);
            found.insert(found.end(), inside.begin(), inside.end());
        } catch (const std::system_error& error) {
            throw InputError(path + ": " + error.code().message());
        }
    }
    return found;
}

}  // namespace karst
