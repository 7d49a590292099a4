package io.communitycloud.conformance;

import io.communitycloud.common.signatures.MessageSignature;
import io.communitycloud.common.signatures.RequestProfile;
import io.communitycloud.common.signatures.SignatureRefused;
import io.communitycloud.common.signatures.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a client through two calls, the second of which it has to fight for, and judges each request. */
final class Trial {

    /** A client may round; it may not come a second early. */
    private static final Duration LENIENCE = Duration.ofMillis(200);

    private static final List<Reply> REPLIES = List.of(
            new Reply(202, "", 0),
            new Reply(503, "unavailable", 2),
            new Reply(429, "too-many-requests", 1),
            new Reply(401, "signature-replayed", 0),
            new Reply(202, "", 0));

    private final String keyId;
    private final VerificationKey key;
    private final Clock clock;
    private final RequestProfile profile;
    private final Map<Rule, String> failures = new EnumMap<>(Rule.class);
    private final Set<Rule> seen = new HashSet<>();
    private final Set<String> nonces = new HashSet<>();
    private int answered;
    private @Nullable Incoming before;
    private Instant answeredAt = Instant.EPOCH;

    Trial(String keyId, VerificationKey key, Clock clock) {
        this.keyId = keyId;
        this.key = key;
        this.clock = clock;
        this.profile = new RequestProfile(clock);
    }

    /** Judges a request and says what to answer it. */
    synchronized Reply answer(Incoming request) {
        judgeSignature(request);
        judge(Rule.TOKEN, request.first("authorization").startsWith("Bearer "), "no Authorization: Bearer");
        if (isOver()) {
            failures.put(Rule.STOPS, "another request came after everything was accepted");
            return new Reply(409, "conflict", 0);
        }
        Incoming former = before;
        if (former != null && answered > 1) {
            judgeRetry(former, request);
        }
        Reply reply = REPLIES.get(answered);
        answered++;
        before = request;
        answeredAt = clock.instant();
        return reply;
    }

    private void judgeSignature(Incoming request) {
        try {
            MessageSignature signature = profile.read(request, !request.body().isEmpty());
            judge(Rule.SIGNED, signature.keyId().equals(keyId), "keyid is " + signature.keyId() + ", not " + keyId);
            judge(Rule.COVERED, true, "");
            judge(Rule.FRESH_NONCE, nonces.add(signature.nonce()), "nonce " + signature.nonce() + " came before");
            profile.requireInTime(signature);
            judge(Rule.IN_TIME, true, "");
            profile.requireUnaltered(signature, request, request.body().getBytes(StandardCharsets.UTF_8), key);
            judge(Rule.UNALTERED, true, "");
        } catch (SignatureRefused refused) {
            judge(
                    switch (refused.reason()) {
                        case MALFORMED -> Rule.SIGNED;
                        case INCOMPLETE -> Rule.COVERED;
                        case OUT_OF_TIME -> Rule.IN_TIME;
                        case DIGEST, INVALID -> Rule.UNALTERED;
                    },
                    false,
                    refused.reason().code());
        }
    }

    private void judgeRetry(Incoming former, Incoming request) {
        Reply last = REPLIES.get(answered - 1);
        Duration waited = Duration.between(answeredAt, clock.instant()).plus(LENIENCE);
        boolean patient = waited.compareTo(Duration.ofSeconds(last.retryAfter())) >= 0;
        String early = "came after " + waited.toMillis() + " ms, Retry-After was " + last.retryAfter() + " s";
        switch (last.status()) {
            case 503 -> judge(Rule.WAITS_WHEN_UNAVAILABLE, patient, early);
            case 429 -> judge(Rule.WAITS_WHEN_TOO_MANY, patient, early);
            case 401 -> judge(Rule.SIGNS_ANEW, !failures.containsKey(Rule.FRESH_NONCE), "the nonce was the old one");
            default -> {}
        }
        String idempotency = former.first("idempotency-key");
        judge(
                Rule.SAME_KEY,
                !idempotency.isEmpty() && idempotency.equals(request.first("idempotency-key")),
                idempotency.isEmpty() ? "no Idempotency-Key" : "another Idempotency-Key");
        judge(Rule.SAME_BODY, former.body().equals(request.body()), "another body");
        if (answered == REPLIES.size() - 1) {
            seen.add(Rule.STOPS);
        }
    }

    private void judge(Rule rule, boolean kept, String otherwise) {
        seen.add(rule);
        if (!kept) {
            failures.putIfAbsent(rule, otherwise);
        }
    }

    /** Whether the last call was accepted. */
    synchronized boolean isOver() {
        return answered == REPLIES.size();
    }

    /** How a rule was kept: nothing where it was, else why not. */
    synchronized Optional<String> fault(Rule rule) {
        String failure = failures.get(rule);
        if (failure != null) {
            return Optional.of("FAIL " + failure);
        }
        return seen.contains(rule) ? Optional.empty() : Optional.of("NOT SEEN");
    }
}
