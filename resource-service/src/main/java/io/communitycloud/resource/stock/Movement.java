package io.communitycloud.resource.stock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A line of a lot's card: what came or went, what for, and what lay there afterwards.
 *
 * @param position counted from 1 without gaps
 * @param cause what it was done for; a lot takes each cause once
 * @param change positive for goods that came, negative for goods that left
 * @param by the account that did it
 * @param previousHash hash of the line before, {@link #GENESIS} for the first
 * @param hash covers the line before and every figure of this one
 */
record Movement(
        String lot,
        long position,
        String cause,
        Kind kind,
        int change,
        int balance,
        String by,
        Instant at,
        String previousHash,
        String hash) {

    /** What the first line points to. */
    static final String GENESIS = "0".repeat(64);

    /** Why goods move. */
    enum Kind {
        /** 入库. */
        RECEIVED,
        /** 出库: used, scrapped or lost. */
        WITHDRAWN,
        /** 发放: sent to whom they were reserved for. */
        ISSUED,
        /** 退回: sent and come back. */
        RETURNED,
        /** 盘点: a count that was agreed on put the figure right. */
        RECOUNTED
    }

    /** The line after a line, or the first one. */
    static Movement after(
            String lot,
            long position,
            String previousHash,
            String cause,
            Kind kind,
            int change,
            int balance,
            String by,
            Instant at) {
        Movement open = new Movement(lot, position, cause, kind, change, balance, by, at, previousHash, "");
        return new Movement(lot, position, cause, kind, change, balance, by, at, previousHash, open.rightHash());
    }

    /** The hash that this line must have. */
    String rightHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            // A line feed ends each figure and none contains one, so no two lines read alike.
            String line = String.join(
                            "\n",
                            previousHash,
                            lot,
                            Long.toString(position),
                            cause,
                            kind.name(),
                            Integer.toString(change),
                            Integer.toString(balance),
                            by,
                            Long.toString(at.toEpochMilli()))
                    + "\n";
            return HexFormat.of().formatHex(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }
}
