// Sources: where a run's events come from.
#pragma once

#include "karst/result.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

class Engine;

/// What is known of the events of one source; what is empty is as RunOptions say.
struct EventOrigin {
    std::string sourcetype;
    std::string source;
    std::string host;
};

/// A source of events: a file, a text in memory, standard input, bytes out of a function, or rows. Copies share what they hold.
class Source {
public:
    /// A file, read by EngineOptions::files when the run reaches it. gzip, zstd and all formats of event files (docs/input.md)
    /// are recognised by content.
    static Source file(std::string path, EventOrigin origin = {});
    /// Events as text, in any format that a file may have. `name` is what messages call it, and the `source` of its events.
    static Source memory(std::string name, std::string text, EventOrigin origin = {});
    /// Standard input of this process.
    static Source standard_input(EventOrigin origin = {});
    /// Bytes out of a function, which fills up to `size` of them and gives how many; 0 at the end. Called from one thread, once
    /// to the end; what comes is kept in a file without a name where a search reads its events twice.
    static Source stream(std::string name, std::function<std::size_t(char* buffer, std::size_t size)> read,
                         EventOrigin origin = {});
    /// Rows, as a search gives them: their columns are the fields, `_time` is a number of seconds since 1970, and no
    /// search-time knowledge is applied. The sources of a run are all rows, or none of them is.
    static Source rows(const Table& rows);

    class Impl;
    const std::shared_ptr<const Impl>& impl() const { return impl_; }

private:
    explicit Source(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
    std::shared_ptr<const Impl> impl_;
};

/// The sources that paths name: files, all files below folders in sorted order, and "-" for standard input. Throws InputError
/// for a path that does not exist.
std::vector<Source> find_sources(const Engine& engine, const std::vector<std::string>& paths);

/// The names of the formats of event files, for RunOptions::input_format.
std::vector<std::string> input_formats();

}  // namespace karst::api
