package io.communitycloud.common.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The sort keys of the last thing a caller has seen, opaque on the wire.
 *
 * <p>It holds no secret and grants nothing: the next stretch is read under the caller's own scope, so a forged cursor
 * only skips the forger's own rows. Sort keys of lists must therefore never be personal data in clear.
 *
 * @param keys values of the sort keys in order, the id last
 */
public record Cursor(List<String> keys) {

    private static final byte FORMAT = 1;
    private static final int MAXIMUM_KEYS = 8;
    private static final int MAXIMUM_LENGTH = 2048;

    public Cursor {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || keys.size() > MAXIMUM_KEYS) {
            throw new IllegalArgumentException("A cursor has 1 to " + MAXIMUM_KEYS + " keys, not " + keys.size());
        }
    }

    public static Cursor of(String... keys) {
        return new Cursor(List.of(keys));
    }

    /** The form that travels: base64url without padding. */
    public String encode() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeByte(keys.size());
            for (String key : keys) {
                out.writeUTF(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws InvalidRequest for anything else
     */
    public static Cursor decode(String encoded) {
        if (encoded.isEmpty() || encoded.length() > MAXIMUM_LENGTH) {
            throw garbage();
        }
        try (var in = new DataInputStream(
                new ByteArrayInputStream(Base64.getUrlDecoder().decode(encoded)))) {
            if (in.readByte() != FORMAT) {
                throw garbage();
            }
            int size = in.readByte();
            if (size < 1 || size > MAXIMUM_KEYS) {
                throw garbage();
            }
            List<String> keys = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                keys.add(in.readUTF());
            }
            if (in.read() != -1) {
                throw garbage();
            }
            return new Cursor(keys);
        } catch (IllegalArgumentException | IOException _) {
            throw garbage();
        }
    }

    private static InvalidRequest garbage() {
        return InvalidRequest.parameter("cursor", "not-a-cursor");
    }
}
