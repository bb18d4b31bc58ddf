// SPL text that remembers where each of its characters came from: through YAML scalars (escapes, folding, indentation) and
// through macro expansion. Every span of the AST is resolved here, so every message points into a file the author owns.
#pragma once

#include "base/diagnostic.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class SourceText {
public:
    /// A run of text from one origin: bytes [begin, begin of the next segment).
    struct Segment {
        std::uint32_t begin = 0;        // first byte of the run in the text
        std::uint32_t file_offset = 0;  // where that byte stands in the file
        /// File bytes that each byte of the run stands for: 0 when the run is copied byte by byte from the file; otherwise the
        /// whole run stands for this many bytes at file_offset (an escape, a fold, a macro call).
        std::uint32_t mapped_length = 0;
        std::int32_t expansion = -1;  // index into expansions, -1 when it stands in the file itself
    };

    /// One use of a macro.
    struct Expansion {
        std::string macro;
        std::string origin;        // where the macro is defined, for messages
        std::int32_t parent = -1;  // the expansion that this use stands in
        std::size_t arguments = 0;
    };

    SourceText() = default;
    /// An empty text of the same file, to append parts of `other` to.
    static SourceText like(const SourceText& other);
    /// Text with a given map; segments are in order and the first begins at 0.
    SourceText(std::shared_ptr<const SourceFile> file, std::string text, std::vector<Segment> segments);
    /// Text that is a file of its own, such as the SPL on a command line.
    static SourceText whole(std::string name, std::string text);

    const std::string& text() const { return text_; }
    const std::shared_ptr<const SourceFile>& file() const { return file_; }

    /// Where the bytes of the span stand in the file; for text out of a macro, the outermost macro call.
    Location locate(Span span) const;

    /// A line for each macro that the span came through, innermost first.
    std::vector<std::string> expansion_notes(Span span) const;

    /// A diagnostic about a span, with its place and its macro notes.
    Diagnostic diagnose(DiagnosticCode code, Span span, std::string message, std::string label = "",
                        std::string help = "") const;

    /// Throws diagnose(…).
    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, std::string label = "",
                           std::string help = "") const;
    [[noreturn]] void fail(DiagnosticCode code, Span span, std::string message, Help help) const {
        fail(code, span, std::move(message), "", std::move(help.text));
    }

    // --- building, used by macro expansion ---

    /// Appends bytes [span) of `from`, with their origins.
    void append(const SourceText& from, Span span);
    /// Appends text that came out of a macro whose call stands at `call` of `from`.
    void append_expansion(const SourceText& from, Span call, std::string_view text, const Expansion& expansion);

private:
    friend class MacroExpander;
    const Segment& segment_at(std::uint32_t offset) const;
    void start_like(const SourceText& from);

    std::shared_ptr<const SourceFile> file_;
    std::string text_;
    std::vector<Segment> segments_;
    std::vector<Expansion> expansions_;
};

}  // namespace karst
