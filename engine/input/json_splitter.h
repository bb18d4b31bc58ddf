// Cuts JSON documents that do not stand one on a line into events: documents one after the other, arrays of them, and the
// envelope {"Records": […]} in which CloudTrail delivers. Works on pieces of any size; the state between them is small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace karst {

class JsonSplitter {
public:
    /// A complete event found in the bytes given, as offsets into them.
    struct Found {
        std::size_t begin;
        std::size_t end;
    };

    /// Scans `bytes` from `from`, appending what is complete to `found`. Gives the offset from which bytes must be presented
    /// again, together with what follows them: the beginning of an unfinished event.
    std::size_t scan(std::string_view bytes, std::size_t from, std::vector<Found>& found);

    /// Forgets an unfinished event (it was too large); its rest is passed over.
    void drop() { dropped_ = true; }
    bool dropping() const { return dropped_; }

    /// The bytes of the unfinished event need not be presented again: only its end is looked for.
    void forget_seen() { begin_ = resume_ = 0; }

private:
    bool is_envelope(std::string_view bytes, std::size_t begin, std::size_t& inner) const;

    std::size_t begin_ = 0;   // of the current event
    std::size_t resume_ = 0;  // where scanning of the current event goes on
    std::size_t depth_ = 0;
    bool in_string_ = false;
    bool dropped_ = false;
};

}  // namespace karst
