package io.communitycloud.resource.facility;

/** How many beds of each kind are taken; {@code general} are those of no special kind. */
public record OccupiedByKind(int icu, int negativePressure, int isolation, int general) {

    int sum() {
        return icu + negativePressure + isolation + general;
    }
}
