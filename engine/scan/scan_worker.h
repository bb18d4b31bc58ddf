// Worker of a scan: reads units, cuts them into events, tests each consumer's predicate, and copies the wanted values of the
// events that match into rows. What a unit gives does not depend on the units that the worker had before.
#pragma once

#include "engine/knowledge/knowledge_base.h"
#include "engine/scan/event_origins.h"
#include "engine/scan/scan_event.h"
#include "engine/scan/scan_layout.h"
#include "engine/scan/scan_output.h"
#include "engine/scan/scan_unit.h"
#include "engine/stream/input_error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class ScanWorker {
public:
    /// All outlive this. Made by the thread that starts the scan, used by any one.
    ScanWorker(const ScanLayout& layout, const KnowledgeBase& knowledge, const ScanOptions& options);

    ScanWorker(const ScanWorker&) = delete;
    ScanWorker& operator=(const ScanWorker&) = delete;

    /// Adds what was done for each consumer to its profile.
    void add_profiles() const { origins_.add_profiles(layout_.consumers); }

    /// Reads a unit. Throws InputError.
    void read(const ScanUnit& unit, ScanOutput& output);

private:
    // What the unit has gathered for one consumer.
    struct ConsumerState {
        Batch batch;
        std::optional<FieldTable> names;
        std::size_t reported_names = 0;  // so many of the names went out with earlier rows
    };

    class Progress;                                           // what was read since it was last told
    enum class EventOutcome { Complete, Partial, Rejected };  // partial: with the fields before the fault

    std::unique_ptr<OriginFields> make_fields(const EventOrigin& origin, FieldExtractor& extractor);
    void begin_unit(ScanOutput& output);
    void enter_file(const ScanUnit& unit);
    void begin_file(const InputFile& file, const InputFormat& format, const EventBatch& chunk);
    ReadOptions read_options(const InputFile& file);
    void note_packs(const EventOrigin& origin);
    void take_events(const InputFile& file, const EventBatch& chunk, Progress& progress);
    EventOutcome take_event(std::string_view text);
    EventOutcome take_row(std::string_view text);
    void match_event();
    void add_row(std::size_t number);
    template <class Put>
    void for_each_pattern_field(std::size_t number, Put put);
    template <class Put>
    void for_each_other_slot(const ScanLayout::ConsumerLayout& part, Put put);
    void flush(std::size_t rows);
    void flush_part(std::size_t part);
    void flush_regex_limits();

    const ScanLayout& layout_;
    const KnowledgeBase& knowledge_;
    ScanOptions options_;
    RunContext run_;
    std::shared_ptr<RegexLimitHits> regex_limits_;  // since they were last given out
    EventOrigins origins_;
    OriginFields* origin_ = nullptr;
    ScanEvent event_;
    std::vector<ConsumerState> states_;
    std::shared_ptr<BufferPool> buffers_;

    // Of the unit that is being read.
    ScanOutput* output_ = nullptr;
    bool quiet_ = false;  // what is wrong is for another unit to say
    bool is_rows_ = false;

    // Of the file that is being read.
    const InputFile* entered_ = nullptr;  // a file that is read by parts, whose first events were looked at
    std::shared_ptr<const LinePrefilter> filter_;
};

}  // namespace karst
