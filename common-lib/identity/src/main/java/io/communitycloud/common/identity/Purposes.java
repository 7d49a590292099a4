package io.communitycloud.common.identity;

import java.util.Set;

/** The codes a purpose of use may have. */
public final class Purposes {

    public static final Set<String> CODES = Set.of(
            "daily-service", "care", "epidemic-control", "emergency", "verification", "statistics", "rights-request");

    private Purposes() {}
}
