package io.communitycloud.exchange.intake;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.format.SealedFile;
import io.communitycloud.exchange.secret.Credentials;
import io.communitycloud.exchange.wire.auth.Sm3;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Proves that what was sent is the system's own, by the means of its manifest.
 *
 * <p>{@code hmac-sha256}: a header with the time in milliseconds since 1970 and one with {@code sha256=} and the hexadecimal
 * HMAC-SHA256 over time, a full stop and the body. {@code sm2-sm3}: the system's id, the time in seconds, a nonce and the
 * body's SM3, each on a line of its own, signed with the system's key (DER in base64). {@code api-key-header}: a header with
 * the key. {@code sm4-file}: the file opens with the key, and with no other.
 */
@Component
class Proving {

    private static final Logger LOG = LoggerFactory.getLogger(Proving.class);
    private static final Pattern TIME = Pattern.compile("[0-9]{13}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9._~+/=-]{8,128}");
    private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-fA-F]{64})");
    private static final Duration USUAL_SKEW = Duration.ofMinutes(5);

    private final Credentials credentials;
    private final Clock clock;

    Proving(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Proves a message.
     *
     * @param header reads a header by its name
     * @throws Refused 401 where it is not proven
     */
    byte[] prove(Source source, byte[] body, Function<String, @Nullable String> header) {
        JsonNode how = source.manifest().authentication();
        return switch (how.path("kind").asString("")) {
            case "hmac-sha256" -> hmac(how, body, header);
            case "sm2-sm3" -> sm2(source, how, body, header);
            case "api-key-header" -> key(how, body, header);
            case "sm4-file" -> sealed(how, body);
            default -> throw Refused.notFound();
        };
    }

    /** How far a message's time may be from ours. */
    static Duration skew(JsonNode how) {
        return Duration.ofSeconds(how.path("skewSeconds").asLong(USUAL_SKEW.toSeconds()));
    }

    private byte[] hmac(JsonNode how, byte[] body, Function<String, @Nullable String> header) {
        String time = header.apply(how.path("timestampHeader").asString("X-Timestamp"));
        String signature = header.apply(how.path("signatureHeader").asString("X-Signature"));
        if (time == null || signature == null || !TIME.matcher(time).matches()) {
            throw new Refused(IntakeRefusal.UNSIGNED);
        }
        var form = SIGNATURE.matcher(signature);
        if (!form.matches()) {
            throw new Refused(IntakeRefusal.UNSIGNED);
        }
        byte[] given = HexFormat.of().parseHex(form.group(1));
        if (!MessageDigest.isEqual(given, sign(secret(how.path("secret").asString("")), time, body))) {
            throw new Refused(IntakeRefusal.SIGNATURE_WRONG);
        }
        requireNear(Instant.ofEpochMilli(Long.parseLong(time)), how);
        return body;
    }

    private byte[] sm2(Source source, JsonNode how, byte[] body, Function<String, @Nullable String> header) {
        String app = header.apply("X-App-Id");
        String time = header.apply("X-Timestamp");
        String nonce = header.apply("X-Nonce");
        String signature = header.apply("X-Signature");
        if (app == null
                || time == null
                || nonce == null
                || signature == null
                || !SECONDS.matcher(time).matches()
                || !NONCE.matcher(nonce).matches()) {
            throw new Refused(IntakeRefusal.UNSIGNED);
        }
        byte[] text = String.join("\n", app, time, nonce, Sm3.of(body)).getBytes(StandardCharsets.UTF_8);
        if (!app.equals(source.system())
                || !SignatureAlgorithm.SM2_SM3.verifies(publicKey(how).key(), text, base64(signature))) {
            throw new Refused(IntakeRefusal.SIGNATURE_WRONG);
        }
        requireNear(Instant.ofEpochSecond(Long.parseLong(time)), how);
        return body;
    }

    private VerificationKey publicKey(JsonNode how) {
        try {
            return VerificationKey.read(
                    SignatureAlgorithm.SM2_SM3,
                    credentials.text(how.path("publicKey").asString("")));
        } catch (Credentials.Missing | IllegalArgumentException noKey) {
            LOG.warn("A push cannot be proven: {}", noKey.getMessage());
            throw new Refused(IntakeRefusal.KEY_MISSING);
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(IntakeRefusal.UNSIGNED);
        }
    }

    private void requireNear(Instant time, JsonNode how) {
        if (Duration.between(time, clock.instant()).abs().compareTo(skew(how)) > 0) {
            throw new Refused(IntakeRefusal.TIME_OFF);
        }
    }

    /** HMAC-SHA256 over time, a full stop and the body. */
    static byte[] sign(byte[] secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(time.getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", impossible);
        }
    }

    private byte[] key(JsonNode how, byte[] body, Function<String, @Nullable String> header) {
        String given = header.apply(how.path("header").asString("X-Api-Key"));
        if (given == null) {
            throw new Refused(IntakeRefusal.UNSIGNED);
        }
        byte[] right = secret(how.path("secret").asString(""));
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right)) {
            throw new Refused(IntakeRefusal.SIGNATURE_WRONG);
        }
        return body;
    }

    private byte[] sealed(JsonNode how, byte[] body) {
        List<byte[]> keys = new ArrayList<>();
        for (JsonNode reference : how.path("secrets")) {
            try {
                keys.add(credentials.bytes(reference.asString("")));
            } catch (Credentials.Missing notThere) {
                LOG.debug("{}", notThere.getMessage());
            }
        }
        if (keys.isEmpty()) {
            throw new Refused(IntakeRefusal.KEY_MISSING);
        }
        return SealedFile.open(body, keys).orElseThrow(() -> new Refused(IntakeRefusal.SEAL_BROKEN));
    }

    private byte[] secret(String reference) {
        try {
            return credentials.text(reference).getBytes(StandardCharsets.UTF_8);
        } catch (Credentials.Missing notThere) {
            LOG.warn("A push cannot be proven: {}", notThere.getMessage());
            throw new Refused(IntakeRefusal.KEY_MISSING);
        }
    }
}
