#include "engine/geo/geo_database.h"

#include <maxminddb.h>

#include <cstdint>
#include <cstdio>
#include <optional>

namespace karst {

struct GeoDatabase::Handle {
    MMDB_s database{};
};

namespace {

using Path = std::vector<const char*>;

std::optional<MMDB_entry_data_s> value_at(MMDB_entry_s entry, Path path) {
    path.push_back(nullptr);
    MMDB_entry_data_s data{};
    const bool found = MMDB_aget_value(&entry, &data, path.data()) == MMDB_SUCCESS && data.has_data;
    return found ? std::optional(data) : std::nullopt;
}

std::string text_at(MMDB_entry_s entry, const Path& path) {
    const auto data = value_at(entry, path);
    return data && data->type == MMDB_DATA_TYPE_UTF8_STRING ? std::string(data->utf8_string, data->data_size) : "";
}

std::string degrees_at(MMDB_entry_s entry, const Path& path) {
    const auto data = value_at(entry, path);
    if (!data || (data->type != MMDB_DATA_TYPE_DOUBLE && data->type != MMDB_DATA_TYPE_FLOAT)) {
        return "";
    }
    const double degrees = data->type == MMDB_DATA_TYPE_DOUBLE ? data->double_value : static_cast<double>(data->float_value);
    char text[32];
    const auto size = std::snprintf(text, sizeof text, "%.5f", degrees);
    return {text, static_cast<std::size_t>(size)};
}

std::string whole_number_at(MMDB_entry_s entry, const Path& path) {
    const auto data = value_at(entry, path);
    if (data && data->type == MMDB_DATA_TYPE_UINT16) {
        return std::to_string(data->uint16);
    }
    return data && data->type == MMDB_DATA_TYPE_UINT32 ? std::to_string(data->uint32) : "";
}

// What the code of a continent, country or region is called in the database.
constexpr const char* kIsoCode = "iso_code";
constexpr const char* kContinentCode = "code";

std::string name_at(MMDB_entry_s entry, const Path& thing, const char* code, const std::vector<std::string>& languages) {
    for (const auto& language : languages) {
        auto path = thing;
        if (language == "code" && code != nullptr) {
            path.push_back(code);
        } else {
            path.insert(path.end(), {"names", language.c_str()});
        }
        if (auto name = text_at(entry, path); !name.empty()) {
            return name;
        }
    }
    return "";
}

}  // namespace

GeoDatabase::GeoDatabase(const std::string& file) : handle_(std::make_unique<Handle>()) {
    const int status = MMDB_open(file.c_str(), MMDB_MODE_MMAP, &handle_->database);
    if (status != MMDB_SUCCESS) {
        throw GeoDatabaseError(file + ": " + MMDB_strerror(status));
    }
}

GeoDatabase::~GeoDatabase() {
    MMDB_close(&handle_->database);
}

bool GeoDatabase::find(std::string_view address, const std::vector<std::string>& languages, GeoPlace& place) const {
    int not_an_address = 0;
    int status = MMDB_SUCCESS;
    const auto found = MMDB_lookup_string(&handle_->database, std::string(address).c_str(), &not_an_address, &status);
    if (not_an_address != 0 || status != MMDB_SUCCESS || !found.found_entry) {
        return false;
    }
    const auto entry = found.entry;
    place.city = name_at(entry, {"city"}, nullptr, languages);
    place.continent = name_at(entry, {"continent"}, kContinentCode, languages);
    place.country = name_at(entry, {"country"}, kIsoCode, languages);
    place.region = name_at(entry, {"subdivisions", "0"}, kIsoCode, languages);
    place.metro_code = whole_number_at(entry, {"location", "metro_code"});
    place.time_zone = text_at(entry, {"location", "time_zone"});
    place.latitude = degrees_at(entry, {"location", "latitude"});
    place.longitude = degrees_at(entry, {"location", "longitude"});
    return true;
}

}  // namespace karst
