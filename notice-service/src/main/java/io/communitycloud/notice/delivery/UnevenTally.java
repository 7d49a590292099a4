package io.communitycloud.notice.delivery;

/** A batch's deliveries do not add up to what it accepted: one was lost or made twice. */
final class UnevenTally extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnevenTally(String batch, long accepted, Tally counted) {
        super(batch + " accepted " + accepted + " deliveries and has " + counted);
    }
}
