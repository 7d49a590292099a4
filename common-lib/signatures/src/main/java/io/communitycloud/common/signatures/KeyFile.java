package io.communitycloud.common.signatures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The platform's own Ed25519 key, made at first need and kept in a file that its owner alone may read.
 *
 * <p>Processes that share the file share the key: what one signs, another verifies.
 */
public final class KeyFile {

    private static final int FINGERPRINT_SHOWN = 16;
    private static final int PARTS = 3;

    private final Path file;
    private @Nullable Held held;

    public KeyFile(Path file) {
        this.file = file;
    }

    /** By which others name the key. */
    public String id() {
        return key().id();
    }

    /** What others verify with. */
    public VerificationKey published() {
        return key().published();
    }

    public MessageSigner signer() {
        return new MessageSigner(key().id(), SignatureAlgorithm.ED25519, key().secret());
    }

    /** A compact JWS (RFC 7515, EdDSA) over a JSON payload. */
    public String jws(String payload) {
        String head = "{\"alg\":\"EdDSA\",\"kid\":\"" + id() + "\"}";
        String signed =
                base64(head.getBytes(StandardCharsets.UTF_8)) + '.' + base64(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = SignatureAlgorithm.ED25519.sign(key().secret(), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + '.' + base64(signature);
    }

    /** The payload of a JWS that this key signed; empty for any other text. */
    public Optional<String> payloadOf(String jws) {
        String[] parts = jws.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            byte[] head = Base64.getUrlDecoder().decode(parts[0]);
            byte[] expected = ("{\"alg\":\"EdDSA\",\"kid\":\"" + id() + "\"}").getBytes(StandardCharsets.UTF_8);
            byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            boolean ours = Arrays.equals(head, expected)
                    && SignatureAlgorithm.ED25519.verifies(
                            key().published().key(),
                            signed,
                            Base64.getUrlDecoder().decode(parts[2]));
            return ours
                    ? Optional.of(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private synchronized Held key() {
        Held present = held;
        if (present == null) {
            present = read();
            held = present;
        }
        return present;
    }

    private Held read() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            List<String> lines = Files.readAllLines(file);
            VerificationKey published = VerificationKey.read(SignatureAlgorithm.ED25519, lines.get(1));
            PrivateKey secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
            return new Held("platform-" + published.fingerprint().substring(0, FINGERPRINT_SHOWN), secret, published);
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key cannot be kept at " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " holds no Ed25519 key", e);
        }
    }

    /** Whole under its name or not at all; of two processes that race the first one's stays. */
    private void create() throws IOException {
        KeyPair pair = SignatureAlgorithm.ED25519.newPair();
        Base64.Encoder base64 = Base64.getEncoder();
        String content = base64.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                + base64.encodeToString(pair.getPublic().getEncoded()) + "\n";
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(draft, content);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // Its key is the one to use.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private record Held(String id, PrivateKey secret, VerificationKey published) {}
}
