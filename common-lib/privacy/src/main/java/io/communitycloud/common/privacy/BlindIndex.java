package io.communitycloud.common.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes enciphered fields searchable by equality: HMAC-SHA256 of the value under a pepper the store does not know.
 *
 * <p>Values must be in one normal form before they come here; the index of {@code 11010519491231002X} is not that of the
 * same number with a small x. The pepper cannot be rotated without indexing anew.
 */
public final class BlindIndex {

    /** 128 bits: citywide uniqueness of 25 million numbers with a chance of collision below 10^-23. */
    private static final int BYTES = 16;

    private static final int TAIL = 4;

    private final SecretKeySpec pepper;

    public BlindIndex(Secret pepper) {
        this.pepper = new SecretKeySpec(pepper.bytes(), "HmacSHA256");
    }

    /** The index of the whole value: 22 characters of base64url, fit for an {@code _id}. */
    public String exact(SecretField field, String value) {
        return index(field, "exact", value);
    }

    /**
     * The index of the last four characters, for the search by a number's tail.
     *
     * <p>It has at most 11,000 values, so whoever holds the pepper reads it: it is for search within a scope and never
     * for identity.
     */
    public String tail(SecretField field, String value) {
        return index(field, "tail", value.substring(Math.max(0, value.length() - TAIL)));
    }

    private String index(SecretField field, String kind, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(pepper);
            for (String part : new String[] {field.collection(), field.name(), kind}) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
            }
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", impossible);
        }
    }
}
