// A MaxMind DB of places (GeoLite2-City, DB-IP City Lite and others of the form): what iplocation knows of an address.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class GeoDatabaseError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is known of an address; a text is empty where the database has none.
struct GeoPlace {
    std::string city;
    std::string continent;
    std::string country;
    std::string metro_code;
    std::string region;
    std::string time_zone;
    std::string latitude;  // five decimals, as Splunk shows them
    std::string longitude;
};

/// Immutable and safe to ask from many threads.
class GeoDatabase {
public:
    /// Throws GeoDatabaseError when the file is not there or is no such database.
    explicit GeoDatabase(const std::string& file);
    ~GeoDatabase();
    GeoDatabase(const GeoDatabase&) = delete;
    GeoDatabase& operator=(const GeoDatabase&) = delete;

    /// The place of an address, with names in the first of `languages` that has one ("code": the ISO code). False when the
    /// text is no address or the database does not know it; private addresses are not in it.
    bool find(std::string_view address, const std::vector<std::string>& languages, GeoPlace& place) const;

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace karst
