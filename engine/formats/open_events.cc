#include "engine/formats/open_events.h"
#include "base/ascii.h"
#include "engine/stream/input_error.h"

#include "base/text_lines.h"
#include "engine/formats/input_formats.h"
#include "engine/stream/byte_stream.h"
#include "engine/winevent/winevent_readers.h"

#include <algorithm>
#include <filesystem>

namespace karst {

namespace {

constexpr std::size_t kEventHead = 512;

}  // namespace

std::unique_ptr<EventReader> open_events(const std::string& path, const ReadOptions& options,
                                         const InputProblemSink& problems) {
    PieceReader pieces(options.lines.is_whole() ? open_bytes(path) : open_line_range(path, options.lines), options.buffers);
    pieces.begin();
    // What is binary is nothing else, whatever it was called.
    const auto* format = begins_with_evtx(pieces.text()) ? find_input_format("evtx") : options.format;
    if (format == nullptr) {
        format = recognise_format(pieces.text());
        const auto head = trimmed(without_mark(pieces.text()));
        if (format == nullptr && options.fallback) {
            format = options.fallback(trimmed(head.substr(0, head.find('\n'))));
            // An event of several lines may be known by one of the others.
            format = format != nullptr ? format : options.fallback(head.substr(0, kEventHead));
        }
        format = format != nullptr ? format : find_input_format("text");
    }
    return format->open(*format, {path, std::move(pieces), options, problems});
}

std::vector<std::string> expand_inputs(const std::vector<std::string>& paths) {
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    for (const auto& path : paths) {
        std::error_code error;
        if (path == "-" || !fs::exists(path, error)) {
            if (path != "-") {
                throw InputError(path + ": no such file or directory");
            }
            files.push_back(path);
        } else if (fs::is_directory(path, error)) {
            std::vector<std::string> inside;
            for (const auto& entry : fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied)) {
                if (entry.is_regular_file(error)) {
                    inside.push_back(entry.path().string());
                }
            }
            std::sort(inside.begin(), inside.end());
            files.insert(files.end(), inside.begin(), inside.end());
        } else {
            files.push_back(path);
        }
    }
    return files;
}

}  // namespace karst
