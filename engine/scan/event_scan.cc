#include "engine/scan/event_scan.h"

#include "engine/input/input_format.h"
#include "engine/plan/planner.h"
#include "engine/scan/dataset_rows.h"
#include "engine/scan/event_origins.h"
#include "engine/scan/result_rows.h"
#include "engine/scan/scan_event.h"
#include "engine/scan/scan_filter.h"
#include "engine/scan/scan_predicate.h"
#include "engine/value/number.h"
#include "parser/parser.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace karst {

namespace {

// One consumer's part of a scan: its predicate over the scan's slots, and where each slot goes in its rows.
struct Participant {
    ScanConsumer consumer;
    PredicatePtr predicate;
    struct Copy {
        FieldId slot;
        FieldId field;
    };
    std::vector<Copy> copies;
    const DatasetScope* scope = nullptr;
    bool wants_patterns = false;
    Batch batch;
    bool done = false;

    void flush() {
        if (!batch.empty()) {
            done = !consumer.sink->push(batch) || done;
        }
        batch = Batch();
    }
};

const std::vector<std::string_view>& printed_default_fields() {
    static const std::vector<std::string_view> kNames = {"_raw",       "_time",       "host",      "source",    "sourcetype",
                                                         "index",      "linecount",   "date_hour", "date_mday", "date_minute",
                                                         "date_month", "date_second", "date_wday", "date_year", "date_zone"};
    return kNames;
}

double clock_time() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

class Scan {
public:
    Scan(std::span<ScanConsumer> consumers, const KnowledgeBase& knowledge, const ScanOptions& options)
        : consumers_(consumers), options_(options), run_(*consumers.front().run), now_(run_.now > 0 ? run_.now : clock_time()),
          dataset_(*knowledge.models(), run_.dataset),
          origins_(knowledge, options, run_.zone, [this, &knowledge](const EventOrigin& origin, FieldExtractor& extractor) {
              return std::make_unique<OriginFields>(knowledge, origin, extractor, slots_, predicate_slots_, patterns_, run_);
          }) {
        for (const auto& consumer : consumers) {
            auto& participant = participants_.emplace_back();
            participant.consumer = consumer;
            participant.predicate = compile_scan_predicate(*consumer.plan, *consumer.run, slots_);
            participant.scope = consumer.plan->scope();
        }
        predicate_slots_ = slots_.size();
        for (auto& participant : participants_) {
            want_fields(participant);
        }
    }

    void read(const InputFile& file, ScanStatistics& statistics) {
        auto read = options_.read;
        read.fallback = [&](std::string_view line) { return origins_.format_of(file, line); };
        auto reader = open_events(file.path, read, options_.problems);
        is_rows_ = reader->format().name == "rows";
        EventChunk chunk;
        bool first = true;
        while (!all_done() && reader->next(chunk)) {
            if (first) {
                first = false;
                origins_.begin_file(file, reader->format(), chunk);
                filter_lines(*reader, chunk.events.front().text);
            }
            origins_.begin_chunk(chunk);
            for (const auto& raw : chunk.events) {
                ++statistics.events;
                if (!(is_rows_ ? take_row(raw.text) : take_event(raw.text))) {
                    --statistics.events;
                    ++statistics.skipped;
                    options_.problems({file.path, raw.line, std::string(problem()) + "; skipped"});
                }
            }
            options_.progress(statistics.events + reader->passed());
            for (auto& participant : participants_) {
                if (participant.batch.size() >= Batch::kRows / 2) {
                    participant.flush();
                }
            }
        }
        statistics.events += reader->passed();
        statistics.bytes += reader->bytes();
        statistics.skipped += reader->skipped();
    }

    void finish() {
        for (auto& participant : participants_) {
            participant.flush();
        }
    }

private:
    void filter_lines(EventReader& reader, std::string_view first) {
        if (options_.filter_lines && reader.format().name == "ndjson") {
            BegunEvent event;
            if (!origins_.in_envelope() && origins_.begin_event(first, event)) {
                reader.filter_lines(make_line_filter(consumers_, *event.fields, slots_));
            }
        }
    }

    void want_fields(Participant& participant) {
        const auto& needs = participant.consumer.plan->needs();
        auto& fields = participant.consumer.run->fields;
        const auto want = [&](std::string_view name) {
            const FieldId slot =
                slots_.intern(participant.scope == nullptr ? std::string(name) : participant.scope->slot(name));
            const FieldId field = fields.intern(name);
            const bool known = std::any_of(participant.copies.begin(), participant.copies.end(),
                                           [&](const auto& copy) { return copy.field == field; });
            if (!known) {
                participant.copies.push_back({slot, field});
            }
        };
        participant.wants_patterns = needs.is_everything() || !needs.patterns().empty();
        if (participant.wants_patterns) {
            for (const auto name : printed_default_fields()) {
                if (needs.contains(name)) {
                    want(name);
                }
            }
            for (const auto& name : participant.scope == nullptr ? std::vector<std::string>() : participant.scope->names()) {
                if (needs.contains(name)) {
                    want(name);
                }
            }
            participant.wants_patterns = participant.scope == nullptr || !participant.scope->is_strict();
            if (participant.wants_patterns) {
                patterns_.add_everything();
            }
        }
        for (const auto& name : needs.names()) {
            want(name);
        }
    }

    bool all_done() const {
        return std::all_of(participants_.begin(), participants_.end(),
                           [](const auto& participant) { return participant.done; });
    }

    std::string_view problem() const { return is_rows_ ? "not a JSON object" : origins_.problem(); }

    bool take_event(std::string_view text) {
        BegunEvent event;
        if (!origins_.begin_event(text, event) || !event_.begin(event, run_.zone, now_)) {
            return false;
        }
        origin_ = event.fields;
        for (auto& participant : participants_) {
            EvalContext context{event_, event_.arena(), *participant.consumer.run};
            if (!participant.done && participant.predicate->test(context)) {
                add_row(participant);
            }
        }
        return true;
    }

    void add_row(Participant& participant) {
        auto& fields = participant.consumer.run->fields;
        auto& batch = participant.batch;
        Row row = batch.make_row(fields.size());
        const auto put = [&](FieldId field, Value value) {
            if (!value.is_null()) {
                batch.set(row, field, batch.arena().copy(value));
            }
        };
        for (const auto& copy : participant.copies) {
            put(copy.field, event_.field(copy.slot));
        }
        if (participant.wants_patterns) {
            const auto& needs = participant.consumer.plan->needs();
            const auto& graph = origin_->graph();
            const auto wanted = [&](std::string_view name) {
                return needs.contains(name) && (participant.scope == nullptr || !participant.scope->declares(name));
            };
            event_.for_each_raw_field([&](std::string_view name, Value value) {
                // What a pack says of the name counts, not what the event says; and slots are there already.
                if (wanted(name) && graph.known_names().count(std::string(name)) == 0 && !slots_.find(name)) {
                    put(fields.intern(name), value);
                }
            });
            event_.for_each_keyed_field([&](std::string_view name, Value value) {
                if (needs.contains(name) && !slots_.find(name)) {
                    put(fields.intern(name), value);
                }
            });
            for (const auto& extra : origin_->extras()) {
                if (wanted(extra.name)) {
                    put(fields.intern(extra.name), event_.node(extra.node));
                }
            }
            add_other_slots(participant, put);
        }
        batch.rows().push_back(row);
        if (batch.size() >= Batch::kRows) {
            participant.flush();
        }
    }

    // Slots that others or the predicate asked for belong to the patterns of this consumer too.
    template <class Put>
    void add_other_slots(Participant& participant, Put put) {
        const auto& needs = participant.consumer.plan->needs();
        auto& fields = participant.consumer.run->fields;
        for (FieldId slot = 0; slot < slots_.size(); ++slot) {
            const auto name = slots_.name(slot);
            const bool copied = std::any_of(participant.copies.begin(), participant.copies.end(),
                                            [&](const auto& copy) { return copy.slot == slot; });
            const bool own = !read_dataset_slot(name) && (participant.scope == nullptr || !participant.scope->declares(name));
            if (!copied && own && needs.contains(name) && !is_default_field(name)) {
                put(fields.intern(name), event_.field(slot));
            }
        }
    }

    bool take_row(std::string_view text) {
        for (auto& participant : participants_) {
            auto& fields = participant.consumer.run->fields;
            if (participant.done) {
                continue;
            }
            if (!append_result_row(text, participant.batch, fields)) {
                return false;
            }
            ResultRowFields reader(participant.batch.rows().back(), fields, slots_, dataset_, participant.batch.arena(),
                                   *participant.consumer.run);
            EvalContext context{reader, participant.batch.arena(), *participant.consumer.run};
            if (!participant.predicate->test(context)) {
                participant.batch.rows().pop_back();
                continue;
            }
            if (participant.scope != nullptr) {
                dataset_.rename(participant.batch, *participant.scope, participant.consumer.plan->needs(), fields, reader);
            }
            if (participant.batch.size() >= Batch::kRows) {
                participant.flush();
            }
        }
        return true;
    }

    std::span<const ScanConsumer> consumers_;
    const ScanOptions& options_;
    RunContext& run_;
    double now_;
    DatasetRows dataset_;
    std::vector<Participant> participants_;
    FieldTable slots_;
    std::size_t predicate_slots_ = 0;
    FieldSet patterns_;
    EventOrigins origins_;
    OriginFields* origin_ = nullptr;
    ScanEvent event_;
    bool is_rows_ = false;
};

}  // namespace

EventScan::EventScan(std::vector<InputFile> files, ScanOptions options, std::shared_ptr<const KnowledgeBase> knowledge)
    : files_(std::move(files)), options_(std::move(options)), knowledge_(std::move(knowledge)) {}

bool EventScan::in_result_order() const {
    return options_.read.format != nullptr && options_.read.format->name == "rows";
}

void EventScan::scan(std::span<ScanConsumer> consumers) {
    statistics_ = {};
    if (consumers.empty()) {
        return;
    }
    Scan scan(consumers, *knowledge_, options_);
    for (const auto& file : files_) {
        scan.read(file, statistics_);
    }
    scan.finish();
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
    const auto text = std::make_shared<const SourceText>(SourceText::whole("newest event", "search * | fields _time"));
    Diagnostics diagnostics;
    const auto plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), {});
    RunContext run;
    run.fields = plan->fields();
    NewestTime sink(run.fields.intern("_time"));
    ScanConsumer consumer{plan.get(), &run, &sink};
    scan({&consumer, 1});
    return sink.newest();
}

}  // namespace karst
