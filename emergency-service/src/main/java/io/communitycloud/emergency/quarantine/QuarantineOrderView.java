package io.communitycloud.emergency.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A quarantine order as it is shown: nothing of how the person is.
 *
 * @param legalBasis the document it is ordered by; {@code unknown} where nobody named one
 * @param policyBasis whether the policy is documented or assumed
 * @param nextTaskAt when she is to be asked next; null where she is not any more
 * @param attention whether somebody should look after it
 * @param tests how many tests are recorded
 * @param supplies what her household is brought
 * @param transferId the transfer on whose manifest she stands
 */
record QuarantineOrderView(
        String id,
        String area,
        String residentId,
        @Nullable String householdId,
        boolean exercise,
        Origin origin,
        Destination destination,
        Set<Condition> conditions,
        String policy,
        String policyBasis,
        String legalBasis,
        QuarantineKind kind,
        QuarantineStatus status,
        @Nullable QuarantineOutcome outcome,
        Instant from,
        Instant until,
        List<Stage> stages,
        @Nullable Instant nextTaskAt,
        boolean attention,
        int missedInARow,
        int tests,
        @Nullable Serving served,
        List<Change> changes,
        List<Overriding> overrides,
        List<Supply> supplies,
        @Nullable Instant endedAt,
        @Nullable Instant releasedAt,
        @Nullable String transferId,
        String orderedBy,
        Instant createdAt,
        Instant updatedAt) {

    static QuarantineOrderView of(QuarantineOrder order, QuarantinePolicies policies) {
        String legalBasis = order.legalBasis();
        boolean asked =
                order.status() == QuarantineStatus.ACTIVE && order.nextTaskAt().isBefore(order.until());
        return new QuarantineOrderView(
                order.id(),
                order.area(),
                order.resident(),
                order.household(),
                order.exercise(),
                order.origin(),
                order.destination(),
                order.conditions(),
                order.policy(),
                policies.require(order.policy()).basis(),
                legalBasis == null ? "unknown" : legalBasis,
                order.kind(),
                order.status(),
                order.outcome(),
                order.from(),
                order.until(),
                order.stages(),
                asked ? order.nextTaskAt() : null,
                order.attention(),
                order.missedInARow(),
                order.tests().size(),
                order.serving(),
                order.changes(),
                order.overridings(),
                order.supplies(),
                order.endedAt(),
                order.releasedAt(),
                order.transfer(),
                order.orderedBy(),
                order.createdAt(),
                order.updatedAt());
    }
}
