package io.communitycloud.common.signatures;

import io.communitycloud.common.signatures.SignatureRefused.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a signed request must be: method, authority, path and query are always covered; of the fields that change what a
 * request means, every one that is sent; and a body comes with its digest.
 */
public final class RequestProfile {

    /** How long a signature is good for, and how far a signer's clock may be ahead. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final List<String> ALWAYS = List.of("@method", "@authority", "@path", "@query");

    private static final List<String> WHEN_SENT = List.of(
            "content-digest",
            "content-type",
            "content-encoding",
            "idempotency-key",
            "if-match",
            "x-purpose",
            "x-case",
            "x-http-method-override");

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9._~+/=-]{16,128}");

    private final Clock clock;

    public RequestProfile(Clock clock) {
        this.clock = clock;
    }

    /** What a signer of this message must cover. */
    public static List<String> components(Message message) {
        List<String> components = new ArrayList<>(ALWAYS);
        WHEN_SENT.stream().filter(field -> !message.fields(field).isEmpty()).forEach(components::add);
        return components;
    }

    /**
     * Reads the signature and holds it to the profile; nothing is believed yet.
     *
     * @param hasBody whether anything follows the header
     * @throws SignatureRefused malformed or incomplete
     */
    public MessageSignature read(Message message, boolean hasBody) {
        MessageSignature signature = MessageSignature.of(message);
        if (!NONCE.matcher(signature.nonce()).matches()) {
            throw StructuredReader.malformed();
        }
        Set<String> covered = Set.copyOf(signature.components());
        if (!covered.containsAll(components(message)) || (hasBody && !covered.contains("content-digest"))) {
            throw new SignatureRefused(Reason.INCOMPLETE);
        }
        return signature;
    }

    /**
     * Holds the signature to its time.
     *
     * @throws SignatureRefused out of time
     */
    public void requireInTime(MessageSignature signature) {
        Instant now = clock.instant();
        Instant created = Instant.ofEpochSecond(signature.created());
        Long expires = signature.expires();
        if (created.isBefore(now.minus(WINDOW))
                || created.isAfter(now.plus(WINDOW))
                || (expires != null && Instant.ofEpochSecond(expires).isBefore(now))) {
            throw new SignatureRefused(Reason.OUT_OF_TIME);
        }
    }

    /**
     * Believes the message or does not.
     *
     * @throws SignatureRefused where a byte of the body or of what is covered is another, or another key signed
     */
    public void requireUnaltered(MessageSignature signature, Message message, byte[] body, VerificationKey key) {
        String stated = signature.algorithm();
        if (stated != null && !stated.equals(key.algorithm().identifier())) {
            throw new SignatureRefused(Reason.INVALID);
        }
        if (!key.algorithm().verifies(key.key(), signature.base(message), signature.value())) {
            throw new SignatureRefused(Reason.INVALID);
        }
        // After the signature: until then the digest is anybody's word.
        if (!message.fields("content-digest").isEmpty()) {
            ContentDigest.require(message.fields("content-digest"), body);
        }
    }

    /** Until when a nonce of a signature made now or a window ahead could still be in time. */
    public Instant end(MessageSignature signature) {
        return Instant.ofEpochSecond(signature.created()).plus(WINDOW);
    }
}
