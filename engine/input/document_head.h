// JSON documents that carry events: what stands before the first of them. The bodies of such documents are cut into events
// as they come (json_splitter.h), so that none is ever held whole.
//
//     {"Records": [{…}, …]}                                                      CloudTrail and others
//     {"preview": false, "init_offset": 0, "fields": […], "results": [{…}, …]}   Splunk, output_mode=json
//     {"preview": false, "init_offset": 0, "fields": […], "rows": [[…], …]}      Splunk, output_mode=json_rows
//     {"preview": false, "init_offset": 0, "fields": […], "columns": [[…], …]}   Splunk, output_mode=json_cols
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

struct DocumentHead {
    enum class Kind {
        None,        // the object is an event itself
        Incomplete,  // that cannot be told before more of it is there
        Records,
        Results,
        Rows,
        Columns,
    };
    Kind kind = Kind::None;
    std::size_t inner = 0;            // where the first event may begin, in the bytes given
    std::vector<std::string> fields;  // that the head names
};

/// Reads the head of the object that begins at `begin`.
DocumentHead read_document_head(std::string_view bytes, std::size_t begin);

}  // namespace karst
