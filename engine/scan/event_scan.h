// The scan: reads event files once and gives each event to every pipeline whose search it matches. Parsing, extraction and
// search-time knowledge are shared by all of them; a field that none of them needs is never computed.
#pragma once

#include "base/clock.h"
#include "engine/input/event_reader.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/plan/event_inputs.h"
#include "engine/stream/byte_source.h"
#include "engine/stream/input_error.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct ScanOptions {
    ReadOptions read;
    // What the command line says of all events; empty: by content, or Splunk's defaults.
    std::string sourcetype;
    std::string source;
    std::string host;
    std::string index;
    InputProblemSink problems = [](const InputProblem&) {};
    std::function<void(std::uint64_t events)> progress = [](std::uint64_t) {};  // told now and then how many were read
    std::function<bool()> stopped = [] { return false; };  // asked now and then: true ends the scan, with what it has given
    std::function<void(std::string_view note)> note{};     // what is opened and recognised; empty: nobody wants to know
    // Pass over events that cannot match without looking for their fields. What is found does not depend on it, but a broken
    // line that is passed over is not reported; so the beginning of a file is always read.
    bool prefilter = true;
    // Find the consumers of an event by an index over their conditions. Without it, each consumer's predicate is tested for
    // each event, which gives the same rows (--no-index).
    bool use_index = true;
    std::uint64_t filter_after = 1 << 20;  // bytes
    // How many workers read; what is found does not depend on it. Nor on threads, but on these, hangs which events share a
    // batch: files whose lines are events are read in parts of so many bytes.
    std::size_t threads = 1;
    std::uint64_t unit_bytes = 4 << 20;
    std::shared_ptr<const Clock> clock = real_clock();  // the time of events without one, where the run has no now()
};

/// Something to scan, with what is known of it alone (a rule's test block names a sourcetype for each of its files).
struct InputFile {
    std::string path;  // "-": standard input; also the source of its events where nothing else names one
    std::string sourcetype;
    std::string source;
    std::string host;
    std::shared_ptr<const ByteSource> bytes = nullptr;  // what is read; null: the file at `path`
};

/// A source of bytes as something to scan, under its own name.
InputFile input_of(std::shared_ptr<const ByteSource> bytes);

struct ScanStatistics {
    std::uint64_t events = 0;
    std::uint64_t skipped = 0;  // broken ones, also those that are events with the fields before the fault
    std::uint64_t bytes = 0;
};

class EventScan final : public EventInputs {
public:
    EventScan(std::vector<InputFile> files, ScanOptions options, std::shared_ptr<const KnowledgeBase> knowledge);

    /// Makes scanning more than once possible: what can be read once only is kept in a file without a name, now. To be called
    /// before the first scan when Plan::reads_events_again() or newest_time() asks for another. Throws InputError.
    void keep_inputs();

    /// Reads all files. Throws InputError.
    void scan(std::span<ScanRequest> consumers) override;
    bool in_result_order() const override;

    /// Of the last scan.
    const ScanStatistics& statistics() const { return statistics_; }

    /// The time of the newest event of the files; nothing when no event has one. Reads all files.
    std::optional<double> newest_time();

private:
    std::vector<InputFile> files_;
    ScanOptions options_;
    std::shared_ptr<const KnowledgeBase> knowledge_;
    ScanStatistics statistics_;
};

}  // namespace karst
