package io.communitycloud.resource.stock;

import org.jspecify.annotations.Nullable;

/**
 * Goods that somebody wants set aside.
 *
 * @param id of the reservation that answers it: whoever wishes again under it gets the same reservation
 * @param cause what for: an activation's id, a requisition's or the like
 * @param step which step of the activation, null where none
 * @param exercise whether it is told and counted, but nothing is set aside in truth
 */
public record Wish(
        String id,
        String cause,
        @Nullable String step,
        boolean exercise,
        String area,
        String item,
        int quantity,
        Reach reach) {

    /** From where goods may come. */
    public enum Reach {
        /** The lots of the area and of all below it. */
        BELOW,
        /** The area's own lots, not those of areas below it. */
        OWN,
        /** The lots of the area and below, then the own lots of each area above it, the nearest first. */
        ABOVE_TOO
    }

    /** A wish outside any activation; its cause, area and item make its id. */
    static Wish of(String cause, String area, String item, int quantity, boolean exercise) {
        return new Wish(cause + "." + area + "." + item, cause, null, exercise, area, item, quantity, Reach.BELOW);
    }
}
