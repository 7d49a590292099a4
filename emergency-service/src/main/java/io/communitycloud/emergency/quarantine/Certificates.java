package io.communitycloud.emergency.quarantine;

import io.communitycloud.common.web.json.JsonShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs and verifies certificates of release (解除隔离告知单): compact JSON web signatures (RFC 7515) with Ed25519 (RFC 8037).
 *
 * <p>Whoever holds the public key verifies one without us; it names a resident by her id and nobody by name.
 */
@Component
class Certificates implements QuarantineOrder.Signing {

    private static final String ISSUER = "community-cloud/emergency";
    private static final String TYPE = "quarantine-release+jwt";

    private final List<SigningKey> keys;
    private final JsonMapper json;

    Certificates(CertificateSettings settings, JsonMapper json) {
        this.keys = settings.keys().stream().map(SigningKey::new).toList();
        this.json = JsonShape.tolerant(json);
        if (keys.isEmpty()) {
            throw new IllegalStateException(
                    "emergency.certificate.keys is empty: a certificate of release needs a key (32 bytes, base64)");
        }
    }

    /** What a certificate says. */
    record Statement(
            String iss,
            String sub,
            String orderId,
            String area,
            String policy,
            QuarantineOutcome outcome,
            Instant from,
            Instant until,
            Instant releasedAt,
            boolean exercise) {}

    private record Header(String alg, String kid, String typ) {}

    @Override
    public String certify(QuarantineOrder order, Instant now) {
        QuarantineOutcome outcome = order.outcome();
        if (outcome == null) {
            throw new IllegalStateException("order " + order.id() + " is in force");
        }
        SigningKey key = keys.getFirst();
        Statement statement = new Statement(
                ISSUER,
                order.resident(),
                order.id(),
                order.area(),
                order.policy(),
                outcome,
                order.from(),
                order.until(),
                now,
                order.exercise());
        String input = part(new Header("EdDSA", key.id(), TYPE)) + "." + part(statement);
        return input + "." + key.sign(input);
    }

    /** What a certificate says, where one of our keys signed it just so. */
    Optional<Statement> verify(String certificate) {
        List<String> parts = List.of(certificate.split("\\.", -1));
        if (parts.size() != 3) {
            return Optional.empty();
        }
        try {
            JsonNode header = json.readTree(bytes(parts.get(0)));
            byte[] signed = bytes(parts.get(2));
            String input = parts.get(0) + "." + parts.get(1);
            boolean ours = TYPE.equals(header.path("typ").asString(""))
                    && keys.stream()
                            .filter(key -> key.id().equals(header.path("kid").asString("")))
                            .anyMatch(key -> key.verifies(input, signed));
            return ours ? Optional.of(json.readValue(bytes(parts.get(1)), Statement.class)) : Optional.empty();
        } catch (IllegalArgumentException | JacksonException malformed) {
            return Optional.empty();
        }
    }

    List<SigningKey> keys() {
        return keys;
    }

    private String part(Object value) {
        return SigningKey.text(json.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String part) {
        return Base64.getUrlDecoder().decode(part);
    }
}
