package io.communitycloud.resource.facility;

/** What a facility serves at present. */
public enum FacilityMode {
    /** Its everyday use; what it could take in is a reserve. */
    PEACETIME,
    /** On the way from everyday use to the emergency's. */
    CONVERTING,
    /** It takes in those whom the emergency concerns. */
    OPEN,
    /** On the way back to everyday use. */
    RESTORING
}
