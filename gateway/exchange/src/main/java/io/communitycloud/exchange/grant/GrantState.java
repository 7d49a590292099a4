package io.communitycloud.exchange.grant;

/** How far a grant has come; whether it is over by now is told by its end. */
enum GrantState {
    ASKED,
    ALLOWED,
    REFUSED,
    WITHDRAWN
}
