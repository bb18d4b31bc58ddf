#include "engine/input/event_reader.h"

#include "engine/input/byte_stream.h"
#include "engine/input/json_splitter.h"

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace karst {

namespace {

constexpr std::size_t kPiece = 256 * 1024;  // larger pieces fall out of the second-level cache

// A buffer for a piece of input and what was carried over from the piece before, with room for simdjson behind it.
struct Buffer {
    std::vector<char> memory;
    std::size_t size = 0;

    void reserve(std::size_t bytes) {
        if (memory.size() < bytes + EventChunk::kPadding) {
            memory.resize(bytes + EventChunk::kPadding);
        }
    }
};

// Buffers go round: one that nobody refers to any more is used again, so that memory does not grow with the file.
class BufferPool {
public:
    std::shared_ptr<Buffer> take() {
        for (auto& buffer : buffers_) {
            if (buffer.use_count() == 1) {
                buffer->size = 0;
                return buffer;
            }
        }
        return buffers_.emplace_back(std::make_shared<Buffer>());
    }

private:
    std::vector<std::shared_ptr<Buffer>> buffers_;
};

// Reads pieces and hands on the part of each that could not be used yet.
class PieceReader {
public:
    explicit PieceReader(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

    /// The next piece, with the last `carry` bytes of the one before in front. False when nothing new came.
    bool next(std::size_t carry) {
        auto fresh = pool_.take();
        fresh->reserve(carry + kPiece);
        if (carry > 0) {
            std::memcpy(fresh->memory.data(), current_->memory.data() + current_->size - carry, carry);
        }
        const auto got = bytes_->read(fresh->memory.data() + carry, kPiece);
        fresh->size = carry + got;
        std::memset(fresh->memory.data() + fresh->size, ' ', EventChunk::kPadding);
        current_ = std::move(fresh);
        total_ += got;
        return got > 0;
    }

    std::string_view text() const {
        return current_ ? std::string_view(current_->memory.data(), current_->size) : std::string_view();
    }
    const std::shared_ptr<Buffer>& buffer() const { return current_; }
    std::uint64_t total() const { return total_; }

private:
    std::unique_ptr<ByteStream> bytes_;
    BufferPool pool_;
    std::shared_ptr<Buffer> current_;
    std::uint64_t total_ = 0;
};

std::string_view without_mark(std::string_view text) {
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? text.substr(3) : text;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view line) {
    while (!line.empty() && is_blank(line.back())) {
        line.remove_suffix(1);
    }
    while (!line.empty() && is_blank(line.front())) {
        line.remove_prefix(1);
    }
    return line;
}

// By the first piece: a line that is a whole object makes it NDJSON; objects over several lines, arrays and envelopes are cut
// by the splitter; everything else is lines.
InputFormat sniff(std::string_view text) {
    text = without_mark(text);
    const auto start = std::find_if_not(text.begin(), text.end(), is_blank);
    if (start == text.end() || (*start != '{' && *start != '[')) {
        return InputFormat::Lines;
    }
    text.remove_prefix(static_cast<std::size_t>(start - text.begin()));
    if (text.front() == '[') {
        // A line of text may begin with a bracket, as Apache's error log does; JSON goes on with an element.
        const auto next = text.find_first_not_of(" \t\r\n", 1);
        return next == std::string_view::npos || text[next] == '{' || text[next] == ']' ? InputFormat::Json
                                                                                        : InputFormat::Lines;
    }
    const auto line = text.substr(0, text.find('\n'));
    JsonSplitter splitter;
    std::vector<JsonSplitter::Found> found;
    splitter.scan(line, 0, found);
    const bool one_object = found.size() == 1 && found.front().begin == 0 && trimmed(line).size() == found.front().end;
    return one_object ? InputFormat::Ndjson : InputFormat::Json;
}

class FileReader : public EventReader {
public:
    FileReader(std::string path, PieceReader pieces, const ReadOptions& options, InputProblemSink problems)
        : path_(std::move(path)), pieces_(std::move(pieces)), options_(options), problems_(std::move(problems)) {}

protected:
    void skip_event(std::uint64_t line, const std::string& why) {
        ++skipped_;
        problems_({path_, line, why});
    }
    std::string too_large() const { return "an event larger than " + std::to_string(options_.event_bytes) + " bytes; skipped"; }

    std::string path_;
    PieceReader pieces_;
    ReadOptions options_;
    InputProblemSink problems_;
    std::uint64_t line_ = 1;
};

class LineReader final : public FileReader {
public:
    LineReader(std::string path, PieceReader pieces, const ReadOptions& options, InputProblemSink problems, InputFormat format)
        : FileReader(std::move(path), std::move(pieces), options, std::move(problems)) {
        format_ = format;
    }

    bool next(EventChunk& chunk) override {
        chunk.events.clear();
        while (chunk.events.empty() && !ended_) {
            // The first piece was read already, to see what it is.
            ended_ = started_ && !pieces_.next(carry_);
            started_ = true;
            bytes_ = pieces_.total();
            cut(pieces_.text(), chunk);
        }
        chunk.buffer = pieces_.buffer();
        return !chunk.events.empty();
    }

private:
    void cut(std::string_view text, EventChunk& chunk) {
        if (line_ == 1) {
            text = without_mark(text);
        }
        const char* at = text.data();
        const char* const end = at + text.size();
        while (at < end) {
            const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            if (newline == nullptr && !ended_) {
                break;
            }
            const char* stop = newline == nullptr ? end : newline;
            add({at, static_cast<std::size_t>(stop - at)}, chunk);
            at = newline == nullptr ? end : newline + 1;
        }
        carry_ = static_cast<std::size_t>(end - at);
        if (carry_ > options_.event_bytes) {
            skip_event(line_, too_large());
            overlong_ = true;
            carry_ = 0;
        }
    }

    void add(std::string_view line, EventChunk& chunk) {
        if (!line.empty() && line.back() == '\r') {
            line.remove_suffix(1);
        }
        if (overlong_) {
            overlong_ = false;
        } else if (!trimmed(line).empty()) {
            chunk.events.push_back({line, line_});
        }
        ++line_;
    }

    std::size_t carry_ = 0;
    bool started_ = false;
    bool ended_ = false;
    bool overlong_ = false;
};

class JsonReader final : public FileReader {
public:
    JsonReader(std::string path, PieceReader pieces, const ReadOptions& options, InputProblemSink problems)
        : FileReader(std::move(path), std::move(pieces), options, std::move(problems)) {
        format_ = InputFormat::Json;
    }

    bool next(EventChunk& chunk) override {
        chunk.events.clear();
        while (chunk.events.empty() && !ended_) {
            ended_ = started_ && !pieces_.next(carry_);
            started_ = true;
            bytes_ = pieces_.total();
            cut(pieces_.text(), chunk);
        }
        chunk.buffer = pieces_.buffer();
        return !chunk.events.empty();
    }

private:
    void cut(std::string_view text, EventChunk& chunk) {
        found_.clear();
        const auto kept = splitter_.scan(text, 0, found_);
        std::size_t counted = 0;
        for (const auto& event : found_) {
            line_ += count_lines(text, counted, event.begin);
            counted = event.begin;
            chunk.events.push_back({text.substr(event.begin, event.end - event.begin), line_});
        }
        line_ += count_lines(text, counted, kept);
        carry_ = text.size() - kept;
        if (ended_ && splitter_.inside()) {
            skip_event(line_, "a JSON document that is not complete; skipped");
        } else if (carry_ > options_.event_bytes) {
            skip_event(line_, too_large());
            splitter_.drop();
            // What was seen of it is not needed to find its end.
            line_ += count_lines(text, kept, text.size());
            splitter_.forget_seen();
            carry_ = 0;
        }
    }

    static std::uint64_t count_lines(std::string_view text, std::size_t from, std::size_t to) {
        return static_cast<std::uint64_t>(
            std::count(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    }

    JsonSplitter splitter_;
    std::vector<JsonSplitter::Found> found_;
    std::size_t carry_ = 0;
    bool started_ = false;
    bool ended_ = false;
};

}  // namespace

const std::vector<FormatName>& input_formats() {
    static const std::vector<FormatName> kTable = {
        {"auto", InputFormat::Automatic, "by content"},
        {"json", InputFormat::Json, "JSON documents, arrays and {\"Records\": […]} envelopes, pretty-printed or not"},
        {"ndjson", InputFormat::Ndjson, "one JSON object a line"},
        {"rows", InputFormat::Rows, "result rows as karst prints them; no search-time knowledge is applied"},
        {"text", InputFormat::Lines, "one event a line"},
    };
    return kTable;
}

std::unique_ptr<EventReader> open_events(const std::string& path, const ReadOptions& options,
                                         const InputProblemSink& problems) {
    PieceReader pieces(open_bytes(path));
    pieces.next(0);
    auto format = options.format == InputFormat::Automatic ? sniff(pieces.text()) : options.format;
    if (format == InputFormat::Json) {
        return std::make_unique<JsonReader>(path, std::move(pieces), options, problems);
    }
    return std::make_unique<LineReader>(path, std::move(pieces), options, problems, format);
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
