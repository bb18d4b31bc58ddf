#include "tests/engine/input/read_helper.h"
#include "engine/formats/input_formats.h"
#include "engine/formats/open_events.h"
#include "engine/stream/input_error.h"

#include "engine/input/input_format.h"

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <fstream>

namespace karst::test {

TemporaryFile::TemporaryFile(const std::string& bytes, const std::string& name) {
    std::string pattern = "/tmp/karst-test-XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
    path_ = folder_ + "/" + name;
    std::ofstream(path_, std::ios::binary) << bytes;
}

TemporaryFile::~TemporaryFile() {
    ::unlink(path_.c_str());
    ::rmdir(folder_.c_str());
}

ReadResult read_events(const std::string& bytes, const std::string& format, std::size_t event_bytes) {
    const TemporaryFile file(bytes);
    ReadResult result;
    ReadOptions options;
    options.format = find_input_format(format);
    options.event_bytes = event_bytes;
    const auto reader = open_events(*file_bytes(file.path()), options,
                                    [&](const InputProblem& problem) { result.problems.push_back(problem); });
    EventBatch chunk;
    while (reader->next(chunk)) {
        for (const auto& event : chunk.events) {
            result.texts.emplace_back(event.text);
            result.lines.push_back(event.line);
        }
    }
    result.format = reader->format().name;
    result.skipped = reader->skipped();
    return result;
}

std::string gzip(const std::string& bytes) {
    z_stream state{};
    deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&state, bytes.size()) + 64, '\0');
    std::string in = bytes;
    state.next_in = reinterpret_cast<Bytef*>(in.data());
    state.avail_in = static_cast<uInt>(in.size());
    state.next_out = reinterpret_cast<Bytef*>(out.data());
    state.avail_out = static_cast<uInt>(out.size());
    deflate(&state, Z_FINISH);
    out.resize(state.total_out);
    deflateEnd(&state);
    return out;
}

std::string zstd(const std::string& bytes) {
    std::string out(ZSTD_compressBound(bytes.size()), '\0');
    out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
    return out;
}

}  // namespace karst::test
