// Base of the readers of all formats: the loop over the chunks of a file. A format only says how a chunk is cut.
#pragma once

#include "engine/input/event_reader.h"
#include "engine/stream/chunk_reader.h"
#include "engine/stream/input_error.h"

#include <memory>
#include <string>

namespace karst {

/// What a reader is made of.
struct ReaderParts {
    std::string path;    // in messages
    ChunkReader pieces;  // the first piece was read, to see what the file is
    ReadOptions options;
    InputProblemSink problems;
    std::string machine_file;  // ByteSource::machine_file()
};

class FileReader : public EventReader {
public:
    FileReader(const InputFormat& format, ReaderParts parts);

    bool next(EventBatch& chunk) final;

protected:
    /// Cuts events out of `text` from `from` on. Gives where it stopped: what is after it is an event not yet complete, and
    /// is presented again with what follows. With pause() called, cutting goes on there without more bytes.
    virtual std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) = 0;
    /// The unfinished event became too large: the bytes presented so far are not needed any more.
    virtual void drop(std::string_view unfinished) = 0;

    /// True when no bytes come after the text.
    bool ended() const { return ended_; }
    /// True when what is read is a part of a file, and other events come behind it.
    bool others_follow() const { return parts_.options.lines.end != LineRange::kToTheEnd; }
    void pause() { exhausted_ = false; }
    void skip_event(std::uint64_t line, const std::string& why);
    void report(std::uint64_t line, const std::string& why);

    std::uint64_t line_ = 1;  // of what is cut next

private:
    ReaderParts parts_;
    std::size_t at_ = 0;
    bool started_ = false;
    bool exhausted_ = true;
    bool ended_ = false;
    bool dropping_ = false;  // an event that was too large has not ended yet
};

}  // namespace karst
