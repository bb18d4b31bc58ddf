#include "base/ascii.h"
#include "base/text_lines.h"
#include "engine/input/input_format.h"
#include "engine/input/json_splitter.h"
#include "engine/input/table.h"

namespace karst {

namespace {

class JsonEventReader final : public FileReader {
public:
    using FileReader::FileReader;

private:
    std::size_t cut(std::string_view text, std::size_t from, EventBatch& chunk) override {
        found_.clear();
        const auto kept = splitter_.scan(text, from, found_);
        std::size_t counted = from;
        if (splitter_.stopped()) {
            pause();  // the events so far are of another document
        }
        describe(chunk);
        for (const auto& event : found_) {
            pass_over(text.substr(counted, event.begin - counted));
            if (event.by_columns) {
                skip_event(line_, "results by column (json_cols) are not read: export them with output_mode=json; skipped");
                counted = event.end;
                continue;
            }
            chunk.events.push_back({text.substr(event.begin, event.end - event.begin), line_});
            line_ += count_lines(text.substr(event.begin, event.end - event.begin));
            counted = event.end;
            at_line_start_ = false;
        }
        pass_over(text.substr(counted, kept - counted));
        // What breaks off is an event all the same: whoever takes it apart says what is wrong with it.
        if (const auto rest = trimmed(text.substr(kept)); ended() && !rest.empty()) {
            if (!splitter_.dropping()) {
                chunk.events.push_back({rest, line_});
            }
            return text.size();
        }
        return kept;
    }

    // What the document that carries the events says of them.
    void describe(EventBatch& chunk) {
        const auto& document = splitter_.document();
        const bool is_rows = document.kind == DocumentHead::Kind::Rows;
        chunk.results = is_rows                                        ? ResultForm::Rows
                        : document.kind == DocumentHead::Kind::Results ? ResultForm::Objects
                                                                       : ResultForm::None;
        chunk.columns.reset();
        if (is_rows) {
            if (!columns_ || columns_->names != document.fields) {
                columns_ = std::make_shared<const TableColumns>(TableColumns{document.fields, ',', true, {}});
            }
            chunk.columns = columns_;
        }
    }

    // Between events stand blanks, commas, brackets and the rest of envelopes; a line that begins with something else is lost,
    // and that is said.
    void pass_over(std::string_view gap) {
        while (!gap.empty()) {
            const auto end = gap.find('\n');
            const auto line = trimmed(gap.substr(0, end));
            if (at_line_start_ && !line.empty() && kBetween.find(line.front()) == std::string_view::npos &&
                !is_record_heading(line)) {
                skip_event(line_, "not a JSON object; skipped");
            }
            at_line_start_ = end != std::string_view::npos || (at_line_start_ && line.empty());
            line_ += end == std::string_view::npos ? 0 : 1;
            gap.remove_prefix(end == std::string_view::npos ? gap.size() : end + 1);
        }
    }

    void drop(std::string_view unfinished) override {
        splitter_.drop();
        at_line_start_ = false;
        // What was seen of it is not needed to find its end.
        line_ += count_lines(unfinished);
        splitter_.forget_seen();
    }

    static constexpr std::string_view kBetween = "{}[],\"";

    bool at_line_start_ = true;
    std::shared_ptr<const TableColumns> columns_;
    JsonSplitter splitter_;
    std::vector<JsonSplitter::Found> found_;
};

}  // namespace

bool is_record_heading(std::string_view line) {
    constexpr std::string_view kRecord = "Record ";
    line = trimmed(line);
    return line.substr(0, kRecord.size()) == kRecord && line.size() > kRecord.size() &&
           line.find_first_not_of("0123456789", kRecord.size()) == std::string_view::npos;
}

std::unique_ptr<EventReader> open_json(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<JsonEventReader>(format, std::move(parts));
}

}  // namespace karst
