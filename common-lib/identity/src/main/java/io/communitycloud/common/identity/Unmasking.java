package io.communitycloud.common.identity;

/** Says whether a caller sees personal data in clear in the operation at hand. */
public interface Unmasking {

    /** Whether role and stated purpose together open personal data in this operation. */
    boolean permits(String operationId, Caller caller);

    /** As {@link #permits(String, Caller)}, for the operation of the present request. */
    boolean permits(Caller caller);
}
