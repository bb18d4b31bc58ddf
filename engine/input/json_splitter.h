// Splitter of JSON documents that are not one a line into events: documents one after the other, arrays of them, and the
// elements of documents that carry events (document_head.h). Works on pieces of any size; the state between them is small.
#pragma once

#include "engine/input/document_head.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace karst {

class JsonSplitter {
public:
    /// A complete event found in the bytes given, as offsets into them.
    struct Found {
        std::size_t begin = 0;
        std::size_t end = 0;
        bool by_columns = false;  // no event: here begins a document whose values stand by column, which is passed over
    };

    /// Scans `bytes` from `from`, appending what is complete to `found`. Gives the offset from which bytes must be presented
    /// again, together with what follows them: the beginning of an unfinished event, or of a document that carries results
    /// where events before it were found (stopped()).
    std::size_t scan(std::string_view bytes, std::size_t from, std::vector<Found>& found);

    bool stopped() const { return stopped_; }

    /// Of the document that carries the events now found.
    const DocumentHead& document() const { return document_; }

    /// Forgets an unfinished event (it was too large); its rest is passed over.
    void drop() { dropped_ = true; }
    bool dropping() const { return dropped_; }

    /// The bytes of the unfinished event need not be presented again: only its end is looked for.
    void forget_seen() { begin_ = resume_ = 0; }

private:
    enum class Step { Event, GoOn, Return };
    Step open_object(std::string_view bytes, std::size_t& at, std::vector<Found>& found);
    bool begins_event(char c) const;

    DocumentHead document_;
    bool inside_ = false;  // among the elements of the document
    bool stopped_ = false;
    std::size_t begin_ = 0;   // of the current event
    std::size_t resume_ = 0;  // where scanning of the current event goes on
    std::size_t depth_ = 0;
    bool in_string_ = false;
    bool dropped_ = false;
};

}  // namespace karst
