package io.communitycloud.resource.requisition;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one lot of the supplier gave.
 *
 * @param stockId the supplier's lot
 * @param received what was counted on arrival, null before
 */
public record Goods(
        String stockId,
        String item,
        String lotNumber,
        LocalDate expiresOn,
        int sent,
        @Nullable Integer received) {

    Goods counted(int quantity) {
        return new Goods(stockId, item, lotNumber, expiresOn, sent, quantity);
    }

    /** How much is missing; negative where there is more than was sent, zero before anybody has counted. */
    int missing() {
        return received == null ? 0 : sent - received;
    }
}
