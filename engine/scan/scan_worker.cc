#include "engine/scan/scan_worker.h"
#include "engine/formats/open_events.h"
#include "engine/stream/input_error.h"

#include "engine/input/input_format.h"
#include "engine/scan/line_prefilters.h"
#include "engine/scan/result_rows.h"
#include "engine/stream/chunk_reader.h"

#include <algorithm>

namespace karst {

// Tells the output what a reader has given since it was told last.
class ScanWorker::Progress {
public:
    Progress(const EventReader& reader, ScanOutput& output) : reader_(reader), output_(output) {}

    /// Events, and how many were broken: no events, or such with the fields before the fault.
    void add(std::uint64_t events, std::uint64_t broken) {
        events_ += events;
        broken_ += broken;
    }
    /// False: nothing more is wanted.
    bool tell() {
        const ScanStatistics now{events_ + reader_.passed(), broken_ + reader_.skipped(), reader_.bytes()};
        const ScanStatistics more{now.events - told_.events, now.skipped - told_.skipped, now.bytes - told_.bytes};
        told_ = now;
        return output_.read(more);
    }

private:
    const EventReader& reader_;
    ScanOutput& output_;
    std::uint64_t events_ = 0;
    std::uint64_t broken_ = 0;
    ScanStatistics told_;
};

ScanWorker::ScanWorker(const ScanLayout& layout, const KnowledgeBase& knowledge, const ScanOptions& options)
    : layout_(layout), knowledge_(knowledge), options_(options), run_(layout.run),
      regex_limits_(std::make_shared<RegexLimitHits>()),
      origins_(knowledge, options_, run_.zone, *regex_limits_,
               [this](const EventOrigin& origin, FieldExtractor& extractor) { return make_fields(origin, extractor); }),
      buffers_(std::make_shared<BufferPool>()) {
    options_.problems = [this](const InputProblem& problem) {
        if (!quiet_) {
            output_->problem(problem);
        }
    };
    run_.regex_limits = regex_limits_;
    run_.warn = [this](std::string_view message) { output_->warning(message); };
    for (const auto& part : layout.parts) {
        states_.emplace_back().names = part.names;
    }
}

std::unique_ptr<OriginFields> ScanWorker::make_fields(const EventOrigin& origin, FieldExtractor& extractor) {
    auto fields = std::make_unique<OriginFields>(knowledge_, origin, extractor, layout_, run_, options_.use_index);
    if (options_.note && !quiet_) {
        note_packs(origin);
    }
    if (options_.prefilter) {
        fields->filter_by(std::make_unique<EventPrefilter>(layout_.consumers, *fields, layout_.slots));
    }
    return fields;
}

void ScanWorker::read(const ScanUnit& unit, ScanOutput& output) {
    begin_unit(output);
    auto read = read_options(*unit.file);
    if (unit.is_part()) {
        enter_file(unit);
        read.format = unit.format;
        read.lines = unit.lines;
    }
    const auto reader = open_events(*unit.file->bytes, read, options_.problems);
    is_rows_ = reader->format().traits.result_rows;
    bool begun = unit.is_part() && entered_ == unit.file;
    bool filtered = begun && !unit.begins_file();
    if (filtered) {
        reader->filter_lines(filter_);
    }
    // What a stream has given is passed on at once: nobody knows when more comes.
    const std::size_t enough_rows = unit.file->bytes->can_reopen() ? Batch::kRows / 2 : 1;
    Progress progress(*reader, output);
    EventBatch chunk;
    while (reader->next(chunk)) {
        if (!begun) {
            begun = true;
            begin_file(*unit.file, reader->format(), chunk);
        }
        if (!filtered && reader->bytes() > options_.filter_after) {
            filtered = true;
            reader->filter_lines(filter_);
        }
        origins_.begin_chunk(chunk);
        take_events(*unit.file, chunk, progress);
        flush(enough_rows);
        flush_regex_limits();
        if (!progress.tell()) {
            return;
        }
    }
    flush(1);
    flush_regex_limits();
    progress.tell();
    output.end(reader->lines());
}

void ScanWorker::begin_unit(ScanOutput& output) {
    output_ = &output;
    run_.random = layout_.run.random;
    regex_limits_->clear();
    for (std::size_t part = 0; part < states_.size(); ++part) {
        auto& state = states_[part];
        const auto width = layout_.parts[part].width;
        if (state.names && state.names->size() > width) {
            state.names = layout_.parts[part].names;
        }
        state.reported_names = width;
        state.batch = Batch();
    }
}

// What the first events of a file say holds for all of them, so every worker that has a part of it looks at those.
void ScanWorker::enter_file(const ScanUnit& unit) {
    if (entered_ == unit.file) {
        return;
    }
    quiet_ = true;
    const auto head = open_events(*unit.file->bytes, read_options(*unit.file), options_.problems);
    EventBatch chunk;
    if (head->next(chunk)) {
        quiet_ = !unit.begins_file();
        begin_file(*unit.file, head->format(), chunk);
        entered_ = unit.file;
    }
    if (quiet_) {
        regex_limits_->clear();
    }
    quiet_ = false;
}

ReadOptions ScanWorker::read_options(const InputFile& file) {
    auto read = options_.read;
    read.buffers = buffers_;
    read.fallback = [this, &file](std::string_view line) { return find_format(knowledge_, options_, file, line); };
    return read;
}

void ScanWorker::begin_file(const InputFile& file, const InputFormat& format, const EventBatch& chunk) {
    entered_ = nullptr;
    filter_.reset();
    if (options_.note && !quiet_) {
        output_->note(file.path + ": read as " + std::string(format.name));
    }
    origins_.begin_file(file, format, chunk);
    if (options_.prefilter && format.traits.filters_lines && !origins_.may_differ()) {
        BegunEvent event;
        if (origins_.begin_event(chunk.events.front().text, event)) {
            filter_ = make_line_prefilter(layout_.consumers, *event.fields, layout_.slots);
        }
    }
}

// The merger says each once, in the order of the events.
void ScanWorker::note_packs(const EventOrigin& origin) {
    std::string names;
    for (const auto* pack : knowledge_.applying(origin)) {
        names += (names.empty() ? "" : ", ") + pack->name;
    }
    output_->note("sourcetype " + origin.sourcetype + ": " + (names.empty() ? "no packs" : "packs " + names));
}

void ScanWorker::take_events(const InputFile& file, const EventBatch& chunk, Progress& progress) {
    for (const auto& raw : chunk.events) {
        const auto taken = is_rows_ ? take_row(raw.text) : take_event(raw.text);
        progress.add(taken == EventOutcome::Rejected ? 0 : 1, taken == EventOutcome::Complete ? 0 : 1);
        if (taken != EventOutcome::Complete) {
            const std::string what(is_rows_ ? "not a JSON object" : origins_.problem());
            output_->problem(
                {file.path, raw.line,
                 what + (taken == EventOutcome::Rejected ? "; skipped" : "; an event with the fields before the fault")});
        }
    }
}

ScanWorker::EventOutcome ScanWorker::take_event(std::string_view text) {
    BegunEvent event;
    if (!origins_.begin_event(text, event)) {
        return EventOutcome::Rejected;
    }
    origin_ = event.fields;
    // Fields that came with the event need not stand in its text.
    const auto* filter = event.indexed == nullptr ? origin_->filter() : nullptr;
    const bool may_match = !origin_->consumers().empty() && (filter == nullptr || filter->may_match(event.text));
    if (!may_match && origin_->extractor().text_containment() == TextContainment::Always) {
        return EventOutcome::Complete;  // such events show their faults when they begin
    }
    const bool whole = event_.begin(event, run_.zone, layout_.now);
    if (!whole && !origins_.keeps_broken()) {
        return EventOutcome::Rejected;
    }
    if (may_match) {
        match_event();
    }
    return whole ? EventOutcome::Complete : EventOutcome::Partial;
}

void ScanWorker::match_event() {
    if (origin_->is_indexed()) {
        EvalContext context{origin_->state(), event_.arena(), run_};
        const auto matches = origin_->matches(context);
        for (const auto consumer : matches) {
            if (consumer >= states_.size()) {
                break;
            }
            if (origin_->gets_through(consumer, matches)) {
                add_row(consumer);
            } else {
                auto& names = *states_[consumer].names;
                for_each_pattern_field(consumer, [&](std::string_view name, const auto&) { names.intern(name); });
            }
        }
        return;
    }
    origin_->count_unindexed_event();
    EvalContext context{event_, event_.arena(), run_};
    for (const auto consumer : origin_->consumers()) {
        if (layout_.parts[consumer].predicate->test(context)) {
            add_row(consumer);
        }
    }
}

void ScanWorker::add_row(std::size_t number) {
    const auto& part = layout_.parts[number];
    auto& state = states_[number];
    auto& batch = state.batch;
    Row row = batch.make_row(state.names ? state.names->size() : part.width);
    const auto put = [&](FieldId field, Value value) {
        if (!value.is_null()) {
            batch.set(row, field, batch.arena().copy(value));
        }
    };
    const auto nodes = origin_->copies(number);
    for (std::size_t copy = 0; copy < nodes.size(); ++copy) {
        put(part.copies[copy].field, event_.node(nodes[copy]));
    }
    if (part.wants_patterns) {
        auto& names = *state.names;
        for_each_pattern_field(number, [&](std::string_view name, auto value) { put(names.intern(name), value()); });
    }
    batch.rows().push_back(row);
    if (batch.size() >= Batch::kRows) {
        flush_part(number);
    }
}

// The fields that the patterns of a consumer want beside its copies: put(name, value()) for each.
template <class Put>
void ScanWorker::for_each_pattern_field(std::size_t number, Put put) {
    const auto& part = layout_.parts[number];
    const auto& needs = *part.consumer.needs;
    const auto& graph = origin_->graph();
    const auto wanted = [&](std::string_view name) {
        return needs.contains(name) && (part.scope == nullptr || !part.scope->declares(name));
    };
    event_.for_each_raw_field([&](std::string_view name, Value value) {
        // What a pack says of the name counts, not what the event says; and slots are there already.
        if (wanted(name) && graph.known_names().count(std::string(name)) == 0 && !layout_.slots.find(name)) {
            put(name, [&] { return value; });
        }
    });
    event_.for_each_keyed_field([&](std::string_view name, Value value) {
        if (needs.contains(name) && !layout_.slots.find(name)) {
            put(name, [&] { return value; });
        }
    });
    for (const auto& extra : origin_->extras()) {
        if (wanted(extra.name)) {
            put(extra.name, [&] { return event_.node(extra.node); });
        }
    }
    for_each_other_slot(part, put);
}

// Slots that others or the predicate asked for belong to the patterns of this consumer too.
template <class Put>
void ScanWorker::for_each_other_slot(const ScanLayout::ConsumerLayout& part, Put put) {
    const auto& needs = *part.consumer.needs;
    for (std::size_t number = 0; number < layout_.slots.size(); ++number) {
        const auto slot = static_cast<ScanSlot>(number);
        const auto& field = layout_.slots.field(slot);
        const auto& name = field.name;
        const bool copied =
            std::any_of(part.copies.begin(), part.copies.end(), [&](const auto& copy) { return copy.slot == slot; });
        const bool own = !field.is_of_dataset() && (part.scope == nullptr || !part.scope->declares(name));
        if (!copied && own && needs.contains(name) && !is_default_field(name)) {
            put(name, [&] { return event_.node(origin_->node(slot)); });
        }
    }
}

ScanWorker::EventOutcome ScanWorker::take_row(std::string_view text) {
    for (std::size_t number = 0; number < states_.size(); ++number) {
        const auto& part = layout_.parts[number];
        auto& batch = states_[number].batch;
        auto& names = *states_[number].names;
        if (!append_result_row(text, batch, names)) {
            return EventOutcome::Rejected;
        }
        ResultRowFields reader(batch.rows().back(), names, layout_.slots, layout_.dataset, batch.arena(), run_);
        EvalContext context{reader, batch.arena(), run_};
        if (!part.predicate->test(context)) {
            batch.rows().pop_back();
            continue;
        }
        if (part.scope != nullptr) {
            layout_.dataset.rename(batch, *part.scope, *part.consumer.needs, names, reader);
        }
        if (batch.size() >= Batch::kRows) {
            flush_part(number);
        }
    }
    return EventOutcome::Complete;
}

// Gives out what those consumers have gathered that have so many rows; names without a row are as good as one.
void ScanWorker::flush(std::size_t rows) {
    for (std::size_t part = 0; part < states_.size(); ++part) {
        const auto& state = states_[part];
        const bool has_names = state.names && state.names->size() > state.reported_names;
        if (state.batch.size() >= rows || (rows == 1 && has_names)) {
            flush_part(part);
        }
    }
}

void ScanWorker::flush_regex_limits() {
    if (!regex_limits_->empty()) {
        output_->regex_limits(*regex_limits_);
        regex_limits_->clear();
    }
}

void ScanWorker::flush_part(std::size_t part) {
    auto& state = states_[part];
    std::vector<std::string> names;
    for (; state.names && state.reported_names < state.names->size(); ++state.reported_names) {
        names.emplace_back(state.names->name(static_cast<FieldId>(state.reported_names)));
    }
    output_->rows(part, state.batch, std::move(names));
    state.batch = Batch();
}

}  // namespace karst
