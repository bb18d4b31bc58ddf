// Which consumers of a scan an event may matter to, by the texts in it: those whose searches ask for none of them are not
// asked. Belongs to the events of one origin, whose knowledge says which values need not stand in the text.
#pragma once

#include "engine/extract/field_extractor.h"
#include "engine/plan/event_inputs.h"
#include "engine/row/field_table.h"
#include "engine/search/literal_index.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace karst {

class OriginFields;

class EventPrefilter {
public:
    /// `slots` are those of the scan.
    EventPrefilter(std::span<const ScanRequest> consumers, const OriginFields& origin, const FieldTable& slots);

    /// The numbers of the consumers that an event with the text may matter to, in their order; they live until the next call.
    std::span<const std::size_t> candidates(std::string_view text);

private:
    TextContainment text_containment_;
    std::vector<std::size_t> all_;
    std::vector<std::size_t> always_;    // those without a condition on the text
    std::optional<LiteralIndex> index_;  // of the conditions of the others; none: looking for them does not pay
    std::vector<std::vector<std::size_t>> consumers_of_;  // of each text
    // Of the event at hand.
    std::uint64_t event_ = 0;
    std::vector<std::uint64_t> seen_;  // the last event at which a consumer was found
    std::vector<std::size_t> found_;
};

}  // namespace karst
