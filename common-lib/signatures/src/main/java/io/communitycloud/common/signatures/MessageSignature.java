package io.communitycloud.common.signatures;

import io.communitycloud.common.signatures.SignatureRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one signature of a message as its two fields state it, not yet believed. */
public final class MessageSignature {

    private static final int MOST_COMPONENTS = 32;

    /** Longer than any of ours with every field covered. */
    private static final int LONGEST = 4096;

    private final String label;
    private final List<String> components = new ArrayList<>();
    private final StringBuilder parameters = new StringBuilder();
    private @Nullable Long created;
    private @Nullable Long expires;
    private @Nullable String keyId;
    private @Nullable String algorithm;
    private @Nullable String nonce;
    private byte[] value = new byte[0];

    private MessageSignature(String label) {
        this.label = label;
    }

    /**
     * Reads {@code Signature-Input} and {@code Signature}.
     *
     * @throws SignatureRefused where there is not exactly one signature with a creation time and a key
     */
    public static MessageSignature of(Message message) {
        String input = String.join(", ", message.fields("signature-input"));
        String output = String.join(", ", message.fields("signature"));
        if (input.length() > LONGEST || output.length() > LONGEST) {
            throw StructuredReader.malformed();
        }
        StructuredReader reader = new StructuredReader(input.strip());
        MessageSignature signature = new MessageSignature(reader.key());
        reader.require('=');
        signature.readComponents(reader);
        signature.readParameters(reader);
        if (!reader.atEnd()) {
            throw StructuredReader.malformed();
        }
        StructuredReader bytes = new StructuredReader(output.strip());
        if (!bytes.key().equals(signature.label)) {
            throw StructuredReader.malformed();
        }
        bytes.require('=');
        signature.value = bytes.bytes();
        if (!bytes.atEnd() || signature.created == null || signature.keyId == null) {
            throw StructuredReader.malformed();
        }
        return signature;
    }

    private void readComponents(StructuredReader reader) {
        reader.require('(');
        Set<String> seen = new HashSet<>();
        reader.spaces();
        while (!reader.next(')')) {
            // Parameters of a component, such as ;req, belong to no request of ours; the reader stumbles over them.
            String component = reader.string();
            if (!seen.add(component) || seen.size() > MOST_COMPONENTS || !isComponent(component)) {
                throw StructuredReader.malformed();
            }
            components.add(component);
            if (!reader.next(' ')) {
                reader.require(')');
                break;
            }
            reader.spaces();
        }
        parameters.append('(');
        for (int i = 0; i < components.size(); i++) {
            parameters.append(i == 0 ? "\"" : " \"").append(components.get(i)).append('"');
        }
        parameters.append(')');
    }

    private static boolean isComponent(String name) {
        if (name.startsWith("@")) {
            return Set.of("@method", "@authority", "@path", "@query").contains(name);
        }
        return !name.isEmpty()
                && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private void readParameters(StructuredReader reader) {
        Set<String> seen = new HashSet<>();
        while (reader.next(';')) {
            reader.spaces();
            String name = reader.key();
            if (!seen.add(name)) {
                throw StructuredReader.malformed();
            }
            reader.require('=');
            switch (name) {
                case "created" -> created = number(name, reader.integer());
                case "expires" -> expires = number(name, reader.integer());
                case "keyid" -> keyId = text(name, reader.string());
                case "alg" -> algorithm = text(name, reader.string());
                case "nonce" -> nonce = text(name, reader.string());
                case "tag" -> text(name, reader.string());
                default -> throw StructuredReader.malformed();
            }
        }
    }

    private long number(String name, long number) {
        parameters.append(';').append(name).append('=').append(number);
        return number;
    }

    private String text(String name, String text) {
        parameters
                .append(';')
                .append(name)
                .append("=\"")
                .append(text.replace("\\", "\\\\").replace("\"", "\\\""))
                .append('"');
        return text;
    }

    /** What was signed (RFC 9421, 2.5), as far as this message says it. */
    byte[] base(Message message) {
        StringBuilder base = new StringBuilder(256);
        for (String component : components) {
            base.append('"')
                    .append(component)
                    .append("\": ")
                    .append(valueOf(component, message))
                    .append('\n');
        }
        return base.append("\"@signature-params\": ")
                .append(parameters)
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String valueOf(String component, Message message) {
        return switch (component) {
            case "@method" -> message.method();
            case "@authority" -> message.authority();
            case "@path" -> message.path();
            case "@query" -> message.query();
            default -> {
                List<String> lines = message.fields(component);
                if (lines.isEmpty()) {
                    // A field that was covered and is gone was taken away on the way.
                    throw new SignatureRefused(Reason.INVALID);
                }
                yield String.join(", ", lines.stream().map(String::strip).toList());
            }
        };
    }

    byte[] value() {
        return value.clone();
    }

    String parameters() {
        return parameters.toString();
    }

    public List<String> components() {
        return List.copyOf(components);
    }

    /** Seconds since 1970. */
    public long created() {
        return required(created);
    }

    /** Seconds since 1970, null where the signer set no end of its own. */
    public @Nullable Long expires() {
        return expires;
    }

    public String keyId() {
        return required(keyId);
    }

    public @Nullable String algorithm() {
        return algorithm;
    }

    public String nonce() {
        return required(nonce);
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw StructuredReader.malformed();
        }
        return value;
    }
}
