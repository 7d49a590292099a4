package io.communitycloud.notice.notice;

import io.communitycloud.common.identity.Scope;

/** Says whom a notice reaches; answered by the deliveries. */
@FunctionalInterface
public interface Addressing {

    /** Whether a household within a scope is among those it was published to. */
    boolean reaches(String noticeId, Scope scope);
}
