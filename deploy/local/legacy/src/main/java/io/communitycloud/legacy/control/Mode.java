package io.communitycloud.legacy.control;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a stand-in was told to do. */
public enum Mode {
    /** Speaks as the catalogue says, faults included. */
    OK,
    /** Takes the call and says nothing until it is told otherwise. */
    HANG,
    /** Answers rightly, after twice the time in which 95 of 100 answers come. */
    SLOW,
    /** Answers every call with an error of its own. */
    FAIL,
    /** Behaves as outside its hours. */
    CLOSE;

    public static Optional<Mode> of(String word) {
        return Stream.of(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** As it is typed. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
