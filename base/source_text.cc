#include "base/source_text.h"

#include <algorithm>

namespace karst {

SourceText::SourceText(std::shared_ptr<const SourceFile> file, std::string text, std::vector<Segment> segments)
    : file_(std::move(file)), text_(std::move(text)), segments_(std::move(segments)) {}

SourceText SourceText::whole(std::string name, std::string text) {
    auto file = std::make_shared<const SourceFile>(SourceFile{std::move(name), text});
    return {std::move(file), std::move(text), {Segment{}}};
}

SourceText SourceText::like(const SourceText& other) {
    SourceText text;
    text.start_like(other);
    return text;
}

const SourceText::Segment& SourceText::segment_at(std::uint32_t offset) const {
    static const Segment kNowhere;
    const auto after =
        std::upper_bound(segments_.begin(), segments_.end(), offset,
                         [](std::uint32_t position, const Segment& segment) { return position < segment.begin; });
    return after == segments_.begin() ? kNowhere : *std::prev(after);
}

Location SourceText::locate(Span span) const {
    if (!file_) {
        return {};
    }
    const auto size = static_cast<std::uint32_t>(text_.size());
    const std::uint32_t begin = std::min(span.begin, size);
    const std::uint32_t last = std::max(begin, std::min(std::max(span.end, span.begin + 1), size + 1) - 1);
    const Segment& first_segment = segment_at(begin);
    const Segment& last_segment = segment_at(last);
    const std::uint32_t file_begin =
        first_segment.file_offset + (first_segment.mapped_length > 0 ? 0 : begin - first_segment.begin);
    const std::uint32_t file_end = last_segment.file_offset + (last_segment.mapped_length > 0 ? last_segment.mapped_length
                                                                                              : last - last_segment.begin + 1);
    return karst::locate(file_, file_begin, std::max(file_begin, file_end));
}

std::vector<std::string> SourceText::expansion_notes(Span span) const {
    std::vector<std::string> notes;
    for (auto index = segment_at(span.begin).expansion; index >= 0;
         index = expansions_[static_cast<std::size_t>(index)].parent) {
        const auto& expansion = expansions_[static_cast<std::size_t>(index)];
        const auto text = text_.substr(span.begin, std::min<std::size_t>(span.end - span.begin, 60));
        notes.push_back("in the macro `" + expansion.macro + "`" +
                        (expansion.origin.empty() ? "" : " (" + expansion.origin + ")") +
                        (notes.empty() && !text.empty() ? ", at '" + text + "'" : ""));
    }
    return notes;
}

Diagnostic SourceText::diagnose(DiagnosticCode code, Span span, std::string message, std::string label,
                                std::string help) const {
    Diagnostic diagnostic(code);
    diagnostic.message = std::move(message);
    diagnostic.label = std::move(label);
    diagnostic.where = locate(span);
    diagnostic.help = std::move(help);
    diagnostic.notes = expansion_notes(span);
    return diagnostic;
}

void SourceText::fail(DiagnosticCode code, Span span, std::string message, std::string label, std::string help) const {
    throw DiagnosticError(diagnose(code, span, std::move(message), std::move(label), std::move(help)));
}

void SourceText::start_like(const SourceText& from) {
    file_ = from.file_;
    expansions_ = from.expansions_;
    text_.clear();
    segments_.clear();
}

void SourceText::append(const SourceText& from, Span span) {
    for (std::uint32_t at = span.begin; at < span.end;) {
        const Segment& segment = from.segment_at(at);
        const auto next = std::upper_bound(from.segments_.begin(), from.segments_.end(), at,
                                           [](std::uint32_t position, const Segment& other) { return position < other.begin; });
        const std::uint32_t end = next == from.segments_.end() ? span.end : std::min(span.end, next->begin);
        Segment copy = segment;
        copy.begin = static_cast<std::uint32_t>(text_.size());
        if (copy.mapped_length == 0) {
            copy.file_offset += at - segment.begin;
        }
        segments_.push_back(copy);
        text_.append(from.text_, at, end - at);
        at = end;
    }
}

void SourceText::append_expansion(const SourceText& from, Span call, std::string_view text, const Expansion& expansion) {
    const Segment& segment = from.segment_at(call.begin);
    const Segment& last = from.segment_at(call.end > call.begin ? call.end - 1 : call.begin);
    Segment made;
    made.begin = static_cast<std::uint32_t>(text_.size());
    made.file_offset = segment.file_offset + (segment.mapped_length > 0 ? 0 : call.begin - segment.begin);
    const std::uint32_t file_end = last.file_offset + (last.mapped_length > 0 ? last.mapped_length : call.end - last.begin);
    made.mapped_length = std::max<std::uint32_t>(1, file_end > made.file_offset ? file_end - made.file_offset : 1);
    made.expansion = static_cast<std::int32_t>(expansions_.size());
    expansions_.push_back(expansion);
    expansions_.back().parent = segment.expansion;
    segments_.push_back(made);
    text_ += text;
}

}  // namespace karst
