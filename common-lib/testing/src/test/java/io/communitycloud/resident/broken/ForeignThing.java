package io.communitycloud.resident.broken;

/** Another service's class. */
public record ForeignThing(String id) {}
