package io.communitycloud.exchange.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Chooses by what was asked and by nothing else: the same question is answered alike on every day and machine. */
final class Lot {

    private static final int SHOWN = 8;

    private final String seed;

    Lot(String... parts) {
        this.seed = String.join("\n", parts);
    }

    /** One of so many, for a place in the answer. */
    int pick(String place, int of) {
        return Math.floorMod(ByteBuffer.wrap(digest(place)).getInt(), of);
    }

    /** A name for a thing that nobody takes for a real one. */
    String name(String place) {
        return "SANDBOX-" + HexFormat.of().withUpperCase().formatHex(digest(place), 0, SHOWN);
    }

    private byte[] digest(String place) {
        try {
            return MessageDigest.getInstance("SHA-256").digest((seed + "\n" + place).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }
}
