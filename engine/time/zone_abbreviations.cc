#include "engine/time/zone_abbreviations.h"

#include "engine/value/caseless.h"

namespace karst {

namespace {

struct Abbreviation {
    std::string_view name;
    int minutes;
};

constexpr Abbreviation kAbbreviations[] = {
    {"UTC", 0},    {"GMT", 0},     {"Z", 0},       {"UT", 0},     {"UCT", 0},    {"WET", 0},    {"WEST", 60},  {"BST", 60},
    {"CET", 60},   {"MET", 60},    {"CEST", 120},  {"MEST", 120}, {"EET", 120},  {"EEST", 180}, {"SAST", 120}, {"MSK", 180},
    {"IST", 330},  {"PKT", 300},   {"SGT", 480},   {"HKT", 480},  {"AWST", 480}, {"JST", 540},  {"KST", 540},  {"ACST", 570},
    {"ACDT", 630}, {"AEST", 600},  {"AEDT", 660},  {"NZST", 720}, {"NZDT", 780}, {"NST", -210}, {"NDT", -150}, {"AST", -240},
    {"ADT", -180}, {"EST", -300},  {"EDT", -240},  {"CST", -360}, {"CDT", -300}, {"MST", -420}, {"MDT", -360}, {"PST", -480},
    {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600},
};

}  // namespace

std::optional<int> offset_of_abbreviation(std::string_view abbreviation) {
    for (const auto& [name, minutes] : kAbbreviations) {
        if (equal_caseless(name, abbreviation)) {
            return minutes * 60;
        }
    }
    return std::nullopt;
}

}  // namespace karst
