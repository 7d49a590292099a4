package io.communitycloud.common.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Enciphers single fields of documents with AES-256-GCM.
 *
 * <p>The first key enciphers, every key deciphers, so a key is rotated by putting a new one in front and rewriting the
 * documents for which {@link #outdated(byte[])} holds. A cipher text is bound to its collection, field and document:
 * copied elsewhere it does not open.
 *
 * <p>Form: one byte version (1), four bytes key id, twelve bytes nonce, cipher text with its tag of 16 bytes. A key id is
 * derived from the key and needs no configuration.
 */
public final class FieldCipher {

    private static final byte VERSION = 1;
    private static final int KEY_ID_LENGTH = 4;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_LENGTH = 1 + KEY_ID_LENGTH + NONCE_LENGTH;

    private final Map<Integer, Key> keys;
    private final Key first;
    private final SecureRandom random = new SecureRandom();

    /** Takes the keys in the order newest first; at least one. */
    public FieldCipher(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("At least one key is needed");
        }
        List<Key> inOrder = secrets.stream().map(Key::new).toList();
        this.first = inOrder.getFirst();
        this.keys = inOrder.stream().collect(Collectors.toUnmodifiableMap(key -> key.id, key -> key));
    }

    /** Enciphers; the same text gives another cipher text each time. */
    public byte[] encipher(SecretField field, String documentId, String text) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, first, field, documentId, nonce);
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEADER_LENGTH + sealed.length)
                    .put(VERSION)
                    .putInt(first.id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is part of every Java platform", impossible);
        }
    }

    /** As {@link #encipher}, as base64 text without padding. */
    public String encipherToText(SecretField field, String documentId, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encipher(field, documentId, text));
    }

    /** Deciphers; throws {@link Undecipherable} if altered, of another field or document, or of an unknown key. */
    public String decipher(SecretField field, String documentId, byte[] enciphered) {
        Key key = key(field, enciphered);
        byte[] nonce = new byte[NONCE_LENGTH];
        ByteBuffer.wrap(enciphered).position(1 + KEY_ID_LENGTH).get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, field, documentId, nonce);
            byte[] text = cipher.doFinal(enciphered, HEADER_LENGTH, enciphered.length - HEADER_LENGTH);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException altered) {
            throw new Undecipherable(field, "does not open for this field and document", altered);
        }
    }

    /** As {@link #decipher(SecretField, String, byte[])}, from base64 text. */
    public String decipher(SecretField field, String documentId, String enciphered) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(enciphered);
        } catch (IllegalArgumentException notBase64) {
            throw new Undecipherable(field, "is not base64", notBase64);
        }
        return decipher(field, documentId, bytes);
    }

    /** Whether a cipher text was made with another key than the one that enciphers today. */
    public boolean outdated(byte[] enciphered) {
        return enciphered.length < HEADER_LENGTH || ByteBuffer.wrap(enciphered).getInt(1) != first.id;
    }

    private Key key(SecretField field, byte[] enciphered) {
        if (enciphered.length < HEADER_LENGTH || enciphered[0] != VERSION) {
            throw new Undecipherable(field, "is no cipher text of version " + VERSION, null);
        }
        Key key = keys.get(ByteBuffer.wrap(enciphered).getInt(1));
        if (key == null) {
            throw new Undecipherable(field, "was enciphered with a key that is not configured", null);
        }
        return key;
    }

    private static Cipher cipher(int mode, Key key, SecretField field, String documentId, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.of(field), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo(field, documentId));
        return cipher;
    }

    /** Each part is preceded by its length, so that no two places read alike. */
    private static byte[] boundTo(SecretField field, String documentId) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : List.of(field.collection(), field.name(), documentId)) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            bytes.writeBytes(utf8);
        }
        return bytes.toByteArray();
    }

    /** A master key with the keys derived from it, one per field. */
    private static final class Key {

        private final SecretKey master;
        private final int id;
        private final Map<SecretField, SecretKey> byField = new ConcurrentHashMap<>();

        private Key(Secret secret) {
            this.master = new SecretKeySpec(secret.bytes(), "AES");
            this.id = ByteBuffer.wrap(derived("key id").getEncoded()).getInt();
        }

        /** A key per field keeps the number of random nonces under one key far below the 2^32 GCM allows. */
        private SecretKey of(SecretField field) {
            return byField.computeIfAbsent(field, each -> derived("field " + each));
        }

        private SecretKey derived(String purpose) {
            try {
                return KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "AES",
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(master)
                                        .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), Secret.LENGTH));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("HKDF is part of Java 25", impossible);
            }
        }
    }

    /** A stored value cannot be read; the message names the field and never the value. */
    public static final class Undecipherable extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Undecipherable(SecretField field, String reason, @Nullable Throwable cause) {
            super("A value of " + field + " " + reason, cause);
        }
    }
}
