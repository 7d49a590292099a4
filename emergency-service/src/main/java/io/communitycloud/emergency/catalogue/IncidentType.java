package io.communitycloud.emergency.catalogue;

/**
 * A type of incident.
 *
 * @param category A natural disaster, B accident, C public health, D social security
 */
public record IncidentType(String id, String category, String zh, String en) {}
