// Windows events that are read by the template of earlier ones give the same fields as when they are read alone.
#include "engine/extract/field_extractor.h"
#include "engine/formats/extractions.h"
#include "tests/engine/extract/extract_helper.h"

#include <catch2/catch.hpp>

#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace karst;
using namespace karst::test;

namespace {

using Random = std::mt19937;

template <std::size_t kCount>
std::string one_of(Random& random, const char* const (&texts)[kCount]) {
    return texts[random() % kCount];
}

std::string value(Random& random) {
    return one_of(random, {"", " ", "x", "C:\\Windows\\System32\\cmd.exe", "a &lt;b&gt; &amp; c", "it's \"quoted\"", "1 > 0",
                           "two\r\nlines",
                           "a value that is longer than the sixty-four bytes that are looked at in one go, which is not rare"});
}

std::string system_section(Random& random) {
    const auto quote = one_of(random, {"'", "\""});
    const auto attribute = [&](const std::string& name, const std::string& text) {
        return " " + name + "=" + quote + text + quote;
    };
    std::string text = "<System><Provider" + attribute("Name", one_of(random, {"Acme-Agent", "Acme Backup", ""})) +
                       (random() % 3 == 0 ? "" : attribute("Guid", "{1}")) + "/>";
    text += random() % 4 == 0 ? "<EventID" + attribute("Qualifiers", "16384") + ">7</EventID>"
                              : "<EventID>" + one_of(random, {"1", "3", "", "x"}) + "</EventID>";
    text += "<TimeCreated" + attribute("SystemTime", "2026-03-02T18:04:11.5Z") + "/>";
    text += random() % 3 == 0 ? "<Correlation" + attribute("ActivityID", "{2}") + "/>" : "<Correlation/>";
    text += "<Channel>" + one_of(random, {"Acme/Operational", "Security"}) + "</Channel><Computer>" +
            one_of(random, {"a", "b.example"}) + "</Computer>";
    return text + (random() % 5 == 0 ? "<!-- a remark --><my:own>1</my:own>" : "") + "</System>";
}

std::string data_section(Random& random) {
    std::string text = one_of(random, {"<EventData>", "<EventData Name='Kind'>"});
    for (std::size_t count = random() % 5; count > 0; --count) {
        const auto name = one_of(random, {"Image", "User", "Process Id", "_9", "User"});
        switch (random() % 6) {
        case 0:
            text += "<Data>" + value(random) + "</Data>";
            break;
        case 1:
            text += "<Data Name='" + name + "'/>";
            break;
        case 2:
            text += "<Data Name=\"" + name + "\" Type='3'><inner>" + value(random) + "</inner></Data>";
            break;
        default:
            text += "<Data Name='" + name + "'>" + value(random) + "</Data>" + one_of(random, {"", "\n  "});
        }
    }
    return text + "</EventData>";
}

std::string event(Random& random) {
    std::string sections = system_section(random);
    if (random() % 8 == 0) {
        sections = "<Other><a>1</a></Other>" + sections;
    }
    sections += random() % 6 == 0   ? "<UserData><wrap xmlns='urn:y'><Name>" + value(random) + "</Name></wrap></UserData>"
                : random() % 6 == 0 ? ""
                                    : data_section(random);
    sections +=
        random() % 4 == 0 ? "<RenderingInfo Culture='en'><Level>Info</Level><Channel>words</Channel></RenderingInfo>" : "";
    auto text = one_of(random, {"<Event>", "<Event xmlns='urn:x'>", "<Event xmlns='urn:x'>\n  "}) + sections + "</Event>";
    if (random() % 20 == 0) {
        text.resize(random() % text.size());
    } else if (random() % 20 == 0) {
        text[random() % text.size()] = "<>'\"/= x"[random() % 8];
    }
    return text;
}

// Every field, and what the event says of itself, as text.
std::vector<std::string> read(FieldExtractor& extractor, std::string_view text, const FieldProjection& projection,
                              std::size_t names) {
    std::vector<std::string> found;
    if (!extractor.begin(text)) {
        return {"no event"};
    }
    const auto add = [&](std::string_view name, Value several) {
        found.emplace_back(name);
        for (const Value item : several.items()) {
            found.emplace_back(item.as_string());
        }
    };
    Arena arena;
    std::vector<Value> slots(names);
    extractor.project(projection, slots, arena);
    for (const Value slot : slots) {
        add("slot", slot);
    }
    extractor.for_each(arena, add);
    const auto hints = extractor.hints();
    found.emplace_back(std::string(hints.channel) + "|" + std::string(hints.host));
    const auto time = extractor.time(TimeZone());
    found.emplace_back(time ? std::to_string(*time) : "no time");
    return found;
}

}  // namespace

TEST_CASE("a Windows event gives the same fields whatever events came before it") {
    const std::vector<std::string> names = {"EventCode",  "Image", "User",    "EventData_Xml",
                                            "Process_Id", "Name",  "Channel", "Level"};
    const auto& kind = *find_extraction("xml-winevent");
    const auto experienced = kind.make();
    const auto its_projection = experienced->compile(names, 0);
    Random random(11);
    for (int round = 0; round < 2'500; ++round) {
        const auto text = event(random);
        const auto memory = padded(text);
        const auto view = std::string_view(memory).substr(0, text.size());
        const auto fresh = kind.make();
        CAPTURE(text);
        REQUIRE(read(*experienced, view, *its_projection, names.size()) ==
                read(*fresh, view, *fresh->compile(names, 0), names.size()));
    }
}
