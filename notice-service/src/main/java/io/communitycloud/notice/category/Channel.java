package io.communitycloud.notice.category;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way out to the public; what it is called in {@code notice-categories.yaml} is its name in lower case. */
public enum Channel {
    APP(Reach.HOUSEHOLD),
    SMS(Reach.PHONE),
    WECHAT(Reach.PHONE),
    LEAFLET(Reach.HOUSEHOLD),
    BOARD(Reach.COMMITTEE),
    SCREEN(Reach.COMMITTEE),
    LOUDSPEAKER(Reach.COMMITTEE),
    POSTER(Reach.COMMITTEE),
    PUBLIC_AD(Reach.COMMITTEE),
    MEETING(Reach.COMMITTEE);

    private final Reach reach;

    Channel(Reach reach) {
        this.reach = reach;
    }

    /** Whom one message on the channel reaches. */
    public enum Reach {
        /** One household, by what it is. */
        HOUSEHOLD,
        /** One household, by a phone of one of its members. */
        PHONE,
        /** Every household of a committee at once: one sheet, one announcement. */
        COMMITTEE
    }

    public Reach reach() {
        return reach;
    }

    /** What the channel is called in data and folders. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The channel of a name as other services write it: case does not matter, nor do hyphens. */
    public static Optional<Channel> find(String name) {
        String written = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(channel -> channel.name().equals(written))
                .findFirst();
    }

    static Channel of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
