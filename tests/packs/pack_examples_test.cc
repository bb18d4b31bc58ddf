// Every built-in pack holds for the events of its own `tests:`, read from a file as a user's events are.
#include "engine/compile/compile.h"
#include "engine/plan/event_inputs.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/planner.h"
#include "engine/scan/event_scan.h"
#include "engine/scheduler/scheduler.h"
#include "engine/value/number.h"
#include "packs/library/pack_library.h"
#include "packs/reader/pack_files.h"
#include "packs/reader/pack_loader.h"
#include "parser/parser.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace karst {

namespace {

using Fields = std::map<std::string, std::vector<std::string>>;

class FieldsOfRows final : public RowSink {
public:
    FieldsOfRows(const FieldTable& names, std::vector<Fields>& rows) : names_(names), rows_(rows) {}
    void finish() override {}

protected:
    bool consume(Batch& batch) override {
        for (const auto& row : batch.rows()) {
            auto& fields = rows_.emplace_back();
            for (FieldId id = 0; id < row.slots().size(); ++id) {
                const Value field = row.get(id);
                for (const Value value : field.items()) {
                    std::string text;
                    append_text(value, text);
                    fields[std::string(names_.name(id))].push_back(std::move(text));
                }
            }
        }
        return true;
    }

private:
    const FieldTable& names_;
    std::vector<Fields>& rows_;
};

std::vector<Fields> rows_of(const std::string& event, const std::string& sourcetype, const std::string& source,
                            const std::shared_ptr<const KnowledgeBase>& knowledge) {
    const auto path = (std::filesystem::temp_directory_path() / ("karst-pack-" + std::to_string(getpid()) + ".log")).string();
    std::ofstream(path) << event << "\n";
    EventScan scan({{path, sourcetype, source, ""}}, {}, knowledge);
    const auto text = std::make_shared<const SourceText>(SourceText::whole("pack", "search *"));
    Diagnostics diagnostics;
    const auto plan = make_plan(text, std::shared_ptr<const Pipeline>(parse_spl(*text, diagnostics)), spl_environment());
    RunContext run;
    run.fields = plan->fields();
    run.inputs = &scan;
    std::vector<Fields> rows;
    FieldsOfRows sink(run.fields, rows);
    run_plan(plan, run, sink);
    std::remove(path.c_str());
    return rows;
}

std::string joined(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    std::string text;
    for (const auto& value : values) {
        text += value + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("the examples of the built-in packs hold", "[packs]") {
    Diagnostics problems;
    const auto knowledge = std::make_shared<const KnowledgeBase>(load_packs({}, problems));
    for (const auto& problem : problems.all()) {
        INFO((problem.where.file ? problem.where.file->name : "") << ":" << problem.where.line << ": " << problem.message);
        CHECK(false);
    }
    Diagnostics diagnostics;
    for (const auto& text : user_pack_files({KARST_PACKS_FOLDER}, diagnostics)) {
        const auto pack = read_pack(text.file, text.folder, diagnostics);
        for (const auto& test : pack.tests) {
            INFO(text.file->name << ":" << test.where.line);
            const auto& match = pack.packs.front().match;
            const auto& source = test.source.empty() ? match.source : test.source;
            const auto rows = rows_of(test.raw, test.sourcetype.empty() ? match.sourcetype : test.sourcetype,
                                      source.empty() ? "pack" : source, knowledge);
            CHECK(rows.size() == 1);
            for (const auto& [name, values] : test.expect) {
                const auto found = rows.empty() ? Fields::const_iterator() : rows.front().find(name);
                const bool is_there = !rows.empty() && found != rows.front().end();
                INFO("field " << name);
                CHECK((is_there ? joined(found->second) : "") == joined(values));
            }
        }
    }
}

TEST_CASE("the built-in packs recognise logs of which nobody says what they are", "[packs]") {
    struct Log {
        std::string sourcetype;
        std::vector<std::string> texts;
    };
    const std::string access = "192.0.2.7 - dana [03/Feb/2026:04:05:06 +0000] \"GET /a HTTP/1.1\" 200 42";
    const std::vector<Log> logs = {
        {"cef",
         {"CEF:0|Acme|Wall|1.0|100|Port scan|7|src=192.0.2.1", "<134>Feb  3 04:05:06 fw1 CEF:0|Acme|Wall|1.0|100|Scan|7|",
          "<134>1 2026-02-03T04:05:06Z fw1 wall - - - CEF:1|Acme|Wall|1.0|100|Scan|7|suser=dana",
          "Feb  3 04:05:06 fw1 wall: CEF:0|Acme|Wall|1.0|100|Scan|7|a=b"}},
        {"access_common", {access, "::1 - - [03/Feb/2026:04:05:06 +0000] \"-\" 408 -"}},
        {"access_combined", {access + " \"-\" \"curl/8.0\"", "www.example.com:80 " + access + " \"-\" \"say \\\"hi\\\"\""}},
        {"access_combined_wcookie", {access + " \"-\" \"curl/8.0\" \"id=1\""}},
        {"apache_error",
         {"[Tue Feb 03 04:05:06.123456 2026] [core:error] [pid 12:tid 14] [client 192.0.2.7:51234] AH00126: Invalid URI",
          "[Tue Feb 03 04:05:06 2026] [error] [client 192.0.2.7] File does not exist: /x"}},
        {"aws:cloudwatchlogs:vpcflow",
         {"2 111122223333 eni-1 192.0.2.7 198.51.100.1 47254 22 6 2 98 1770000000 1770000028 REJECT OK",
          "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n"
          "2 111122223333 eni-1 192.0.2.7 198.51.100.1 47254 22 6 2 98 1770000000 1770000028 REJECT OK",
          "vpc-id srcaddr dstaddr dstport start end action\nvpc-1 192.0.2.7 2001:db8::1 443 1770000000 1770000060 ACCEPT"}},
        {"linux:audit",
         {"type=EXECVE msg=audit(1770000000.257:43): argc=1 a0=\"id\"",
          "type=SYSCALL msg=audit(02/03/2026 04:05:06.257:43) : syscall=execve comm=id",
          "node=web1 type=UNKNOWN[1420] msg=audit(1770000000.257:43): x=1"}},
        {"linux_secure",
         {"Feb  3 04:05:06 web1 sshd[815]: Connection closed",
          "2026-02-03T04:05:06.5+00:00 web1 sshd[815]: Connection closed"}},
        {"syslog",
         {"<34>Feb  3 04:05:06 web1 su: failed", "Feb 3 04:05:06 web1 su[7]: failed",
          "Feb  3 04:05:06 web1 (sd-pam)[7]: closed", "2026-02-03T04:05:06.500000+00:00 web1 systemd[1]: Started x",
          "<34>1 2026-02-03T04:05:06Z web1 su - - - failed", "1 2026-02-03T04:05:06Z web1 su 12 ID7 [a@1 b=\"c\"] failed",
          "44 <34>1 2026-02-03T04:05:06Z web1 su - - - bad"}},
        {"unknown", {"1 2026-02-03 three", "a [03/Feb/2026] b", "the srcaddr is a column", "the CEF: 0 x"}},
    };
    Diagnostics problems;
    const auto knowledge = std::make_shared<const KnowledgeBase>(load_packs({}, problems));
    for (const auto& log : logs) {
        for (const auto& text : log.texts) {
            INFO(text);
            const auto rows = rows_of(text, "", "log", knowledge);
            REQUIRE(rows.size() == 1);
            CHECK(rows.front().at("sourcetype") == std::vector<std::string>{log.sourcetype});
        }
    }
}

}  // namespace karst
