package io.communitycloud.conformance;

/** What a partner's client is held to. */
enum Rule {
    SIGNED("every request carries one signature of the registered key"),
    COVERED("the signature covers what it must"),
    UNALTERED("signature and Content-Digest fit the request"),
    IN_TIME("the signature is younger than 300 seconds"),
    FRESH_NONCE("no nonce comes twice, in retries neither"),
    TOKEN("a bearer token is sent beside the signature"),
    WAITS_WHEN_UNAVAILABLE("after 503 it waits as Retry-After says, and comes again"),
    WAITS_WHEN_TOO_MANY("after 429 it waits as Retry-After says, and comes again"),
    SIGNS_ANEW("after 401 signature-replayed it signs anew and comes again"),
    SAME_KEY("a retry carries the Idempotency-Key of the first attempt"),
    SAME_BODY("a retry says the same"),
    STOPS("what was accepted is not sent again");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
