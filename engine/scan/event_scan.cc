#include "engine/scan/event_scan.h"

#include "base/source_text.h"
#include "engine/input/input_format.h"
#include "engine/scan/event_origins.h"
#include "engine/scan/parallel_scan.h"
#include "engine/value/number.h"
#include "parser/grammar/ast.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kMaxThreads = 256;  // more than any machine has use for

}  // namespace

InputFile input_of(std::shared_ptr<const ByteSource> bytes) {
    InputFile file;
    file.path = bytes->name();
    file.bytes = std::move(bytes);
    return file;
}

EventScan::EventScan(std::vector<InputFile> files, ScanOptions options, std::shared_ptr<const KnowledgeBase> knowledge)
    : files_(std::move(files)), options_(std::move(options)), knowledge_(std::move(knowledge)) {
    for (auto& file : files_) {
        if (file.bytes == nullptr) {
            file.bytes = bytes_of_path(file.path);
        }
        file.path = file.path.empty() ? file.bytes->name() : file.path;
    }
}

void EventScan::keep_inputs() {
    for (auto& file : files_) {
        file.bytes = kept_bytes(std::move(file.bytes));
    }
}

bool EventScan::in_result_order() const {
    return options_.read.format != nullptr && options_.read.format->traits.result_rows;
}

void EventScan::scan(std::span<ScanRequest> consumers) {
    if (consumers.empty()) {
        statistics_ = {};
        return;
    }
    const ScanLayout layout(consumers, *knowledge_, options_);
    ScanUnits units(files_, options_, [&](const InputFile& file, std::string_view line) {
        return find_format(*knowledge_, options_, file, line);
    });
    OrderedMerger merger(layout, options_);
    const auto threads = units.prefetch(std::clamp<std::size_t>(options_.threads, 1, kMaxThreads));
    std::vector<std::unique_ptr<ScanWorker>> workers;
    while (workers.size() < threads) {
        workers.push_back(std::make_unique<ScanWorker>(layout, *knowledge_, options_));
    }
    if (threads > 1) {
        scan_in_parallel(units, workers, merger);
    } else {
        for (ScanUnit unit; !merger.all_done() && units.next(unit);) {
            merger.begin(unit);
            workers.front()->read(unit, merger);
        }
    }
    for (const auto& worker : workers) {
        worker->add_profiles();
    }
    // A scan that was stopped may be followed by others, which stop at once.
    if (!options_.stopped() || merger.statistics().events > statistics_.events) {
        statistics_ = merger.statistics();
    }
}

namespace {

// Keeps the largest _time that it is given.
class NewestTime final : public RowSink {
public:
    explicit NewestTime(FieldId time) : time_(time) {}
    void finish() override {}
    std::optional<double> newest() const { return newest_; }

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            if (const auto time = to_number(row.get(time_))) {
                newest_ = newest_ ? std::max(*newest_, *time) : *time;
            }
        }
        return true;
    }

private:
    FieldId time_;
    std::optional<double> newest_;
};

}  // namespace

std::optional<double> EventScan::newest_time() {
    static const SearchExpression kAllEvents;
    const auto text = SourceText::whole("newest event", "*");
    FieldSet needs;
    needs.add("_time");
    RunContext run;
    NewestTime sink(run.fields.intern("_time"));
    ScanRequest request{&kAllEvents, &text, nullptr, &needs, &run, &sink};
    scan({&request, 1});
    return sink.newest();
}

}  // namespace karst
