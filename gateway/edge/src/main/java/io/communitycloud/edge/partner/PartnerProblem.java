package io.communitycloud.edge.partner;

import io.communitycloud.common.signatures.SignatureRefused;
import io.communitycloud.common.web.problem.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a partner is told at the door; each reason has its own code. */
final class PartnerProblem {

    /** RFC 9421, 5.1: what a signature should cover. */
    private static final Map<String, String> WANTED = Map.of(
            "WWW-Authenticate",
            "Bearer",
            "Accept-Signature",
            "sig1=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\");"
                    + "created;keyid;nonce");

    static final Failure SIGNATURE_REQUIRED = unauthorized("signature-required");
    static final Failure KEY_UNKNOWN = unauthorized("signature-key-unknown");
    static final Failure KEY_RETIRED = unauthorized("signature-key-retired");
    static final Failure REPLAYED = unauthorized("signature-replayed");
    static final Failure UNKNOWN = Failure.of(403, "partner-unknown");
    static final Failure NOT_APPROVED = Failure.of(403, "partner-not-approved");
    static final Failure SANDBOX_KEY = Failure.of(403, "sandbox-key");
    static final Failure SUSPENDED = Failure.of(403, "partner-suspended");
    static final Failure ADDRESS = Failure.of(403, "address-not-allowed");

    private PartnerProblem() {}

    static Failure of(SignatureRefused refusal) {
        return unauthorized(refusal.reason().code());
    }

    static Failure notGranted(String operation) {
        return new Failure(403, "operation-not-granted", false, Map.of("operation", operation), List.of(), Map.of());
    }

    /** In the words of whoever announced it. */
    static Failure maintenance(Maintenance window, boolean english, Instant now) {
        long seconds = Math.max(1, Duration.between(now, window.until()).toSeconds());
        return new Failure(
                503,
                "maintenance",
                true,
                Map.of("reason", english ? window.reasonEn() : window.reasonZh()),
                List.of(),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    private static Failure unauthorized(String code) {
        return new Failure(401, code, false, Map.of(), List.of(), WANTED);
    }
}
