package io.communitycloud.common.web;

import jakarta.servlet.http.HttpServletRequest;

/** Names the client of a request for what is kept per client, such as idempotency keys. */
@FunctionalInterface
public interface ClientNames {

    /** Client id and subject, {@code anonymous} where nobody is signed in. */
    String of(HttpServletRequest request);
}
