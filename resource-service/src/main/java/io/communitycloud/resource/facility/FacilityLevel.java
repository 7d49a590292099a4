package io.communitycloud.resource.facility;

/** Who disposes of a facility. */
public enum FacilityLevel {
    CITY,
    DISTRICT,
    STREET,
    COMMITTEE
}
