package io.communitycloud.exchange.maintenance;

/** What can be maintained. */
enum MaintenanceKind {
    /** A bureau's calls, by its code. */
    PARTNER,
    /** One of our services, by its name. */
    SERVICE,
    /** A legacy system, by its id. */
    SYSTEM
}
