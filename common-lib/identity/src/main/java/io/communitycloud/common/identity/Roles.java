package io.communitycloud.common.identity;

import java.util.Set;

/** The roles a token may name; a row of the access law that names another is a slip of the pen. */
public final class Roles {

    /** Bounded by the area of their token and below. */
    public static final Set<String> OF_AN_AREA = Set.of(
            "social-worker",
            "committee-head",
            "street-operator",
            "district-operator",
            "city-operator",
            "province-team",
            "approver",
            "auditor",
            "operations");

    /** Bounded by something narrower than an area, whatever area their token names. */
    public static final Set<String> BOUNDED_OTHERWISE =
            Set.of("resident", "team-leader", "volunteer", "facility-operator", "property-firm", "bureau-client");

    /** A service's own principal, bounded by the area it states. */
    public static final String SYSTEM = "system";

    private Roles() {}

    /** Whether there is such a role. */
    public static boolean exists(String role) {
        return OF_AN_AREA.contains(role) || BOUNDED_OTHERWISE.contains(role) || role.equals(SYSTEM);
    }
}
