package io.communitycloud.common.signatures;

import java.security.PrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signs requests in the profile that {@link RequestProfile} accepts. */
public final class MessageSigner {

    private static final String LABEL = "sig1";

    private final String keyId;
    private final SignatureAlgorithm algorithm;
    private final PrivateKey key;

    public MessageSigner(String keyId, SignatureAlgorithm algorithm, PrivateKey key) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.key = key;
    }

    /** The two fields to add to a message that is otherwise complete, its digest included. */
    public Map<String, String> sign(Message message, Instant created, String nonce) {
        String covered = String.join(
                " ",
                RequestProfile.components(message).stream()
                        .map(component -> "\"" + component + "\"")
                        .toList());
        String input = LABEL + "=(" + covered + ");created=" + created.getEpochSecond() + ";keyid=\"" + keyId
                + "\";alg=\"" + algorithm.identifier() + "\";nonce=\"" + nonce + "\"";
        MessageSignature signature = MessageSignature.of(new Announced(message, input));
        String value = Base64.getEncoder().encodeToString(algorithm.sign(key, signature.base(message)));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Signature-Input", input);
        fields.put("Signature", LABEL + "=:" + value + ":");
        return fields;
    }

    /** The message as it will be, with an empty signature. */
    private record Announced(Message message, String input) implements Message {

        @Override
        public String method() {
            return message.method();
        }

        @Override
        public String authority() {
            return message.authority();
        }

        @Override
        public String path() {
            return message.path();
        }

        @Override
        public String query() {
            return message.query();
        }

        @Override
        public List<String> fields(String lowerCaseName) {
            return switch (lowerCaseName) {
                case "signature-input" -> List.of(input);
                case "signature" -> List.of(LABEL + "=::");
                default -> message.fields(lowerCaseName);
            };
        }
    }
}
