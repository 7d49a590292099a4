package io.communitycloud.exchange.partner;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A public key a partner signs with.
 *
 * @param id what a signature names as {@code keyid}
 * @param spki the key itself, SubjectPublicKeyInfo in base64
 * @param approvedBy who vouched for it: the second person, or the partner itself by a call signed with an older key; null
 *     while nobody has
 * @param until it is retired from then on, null while it has no successor
 * @param stage what it opens; keys from before there was a sandbox lack it
 */
record SigningKey(
        String id,
        SignatureAlgorithm algorithm,
        String spki,
        String fingerprint,
        String addedBy,
        Instant addedAt,
        @Nullable String approvedBy,
        @Nullable Instant until,
        @Nullable KeyStage stage) {

    /** Whether it opens the sandbox and nothing else. */
    boolean isSandbox() {
        return stage == KeyStage.SANDBOX;
    }

    /** Whether it has been retired; one with a successor is good until its overlap ends. */
    boolean isRetired(Instant now) {
        return until != null && !now.isBefore(until);
    }

    boolean isGood(Instant now) {
        return approvedBy != null && !isSandbox() && !isRetired(now);
    }

    SigningKey approved(String by) {
        return new SigningKey(id, algorithm, spki, fingerprint, addedBy, addedAt, by, until, stage);
    }

    /** Good for production from now on, in the sandbox too. */
    SigningKey promoted(String by) {
        return new SigningKey(id, algorithm, spki, fingerprint, addedBy, addedAt, by, until, KeyStage.PRODUCTION);
    }

    /** Retired at that time, or earlier where that was said before. */
    SigningKey ending(Instant end) {
        Instant earlier = until == null || end.isBefore(until) ? end : until;
        return new SigningKey(id, algorithm, spki, fingerprint, addedBy, addedAt, approvedBy, earlier, stage);
    }
}
