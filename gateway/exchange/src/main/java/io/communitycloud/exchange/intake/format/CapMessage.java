package io.communitycloud.exchange.intake.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the Common Alerting Protocol 1.2, as far as it is acted on.
 *
 * @param references what it updates or cancels, each as {@link #name()}
 * @param areas 12-digit codes of geocodes named {@code CN-STAT-12}
 */
public record CapMessage(
        String identifier,
        String sender,
        Instant sent,
        Status status,
        Type type,
        boolean publicScope,
        List<String> references,
        String event,
        @Nullable String headline,
        @Nullable String description,
        @Nullable String instruction,
        @Nullable Severity severity,
        @Nullable Instant effective,
        @Nullable Instant expires,
        List<String> areas) {

    public CapMessage {
        references = List.copyOf(references);
        areas = List.copyOf(areas);
    }

    /** Sender and identifier: by this others refer to it. The time they add is not compared: some write it another way. */
    public String name() {
        return name(sender, identifier);
    }

    static String name(String sender, String identifier) {
        return sender + "," + identifier;
    }

    /** Whether it is meant. */
    public enum Status {
        ACTUAL,
        EXERCISE,
        SYSTEM,
        TEST,
        DRAFT
    }

    /** What it does to what was said before. */
    public enum Type {
        ALERT,
        UPDATE,
        CANCEL
    }

    /** How grave it is, gravest first; four colours in China. */
    public enum Severity {
        EXTREME("RED"),
        SEVERE("ORANGE"),
        MODERATE("YELLOW"),
        MINOR("BLUE");

        private final String colour;

        Severity(String colour) {
            this.colour = colour;
        }

        public String colour() {
            return colour;
        }
    }
}
