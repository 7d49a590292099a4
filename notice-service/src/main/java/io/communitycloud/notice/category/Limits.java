package io.communitycloud.notice.category;

import java.util.Optional;

/**
 * How long a text may be on a channel, in characters.
 *
 * @param smsMost the longest short message, signature included
 * @param smsSignature stands before every short message
 * @param wechatTitle the longest {@code thing} of a WeChat template, which carries the title
 * @param appMost the longest text in the app
 * @param loudspeakerSeconds the longest announcement
 */
public record Limits(int smsMost, String smsSignature, int wechatTitle, int appMost, int loudspeakerSeconds) {

    /** A proposal: calm Mandarin. No source of the data states a pace. */
    private static final int CHARACTERS_A_SECOND = 4;

    /** What is too long for a channel, and the most it takes. */
    public record TooLong(Channel channel, String member, int most) {}

    /** Says what of a notice is too long for a channel. */
    public Optional<TooLong> exceeded(Channel channel, String title, String text) {
        return switch (channel) {
            case SMS -> check(channel, "text", text, smsMost - length(smsSignature));
            case WECHAT -> check(channel, "title", title, wechatTitle);
            case APP -> check(channel, "text", text, appMost);
            case LOUDSPEAKER -> check(channel, "text", text, loudspeakerSeconds * CHARACTERS_A_SECOND);
            case LEAFLET, BOARD, SCREEN, POSTER, PUBLIC_AD, MEETING -> Optional.empty();
        };
    }

    private static Optional<TooLong> check(Channel channel, String member, String value, int most) {
        return length(value) > most ? Optional.of(new TooLong(channel, member, most)) : Optional.empty();
    }

    /** Every character counts as one, also one outside the basic plane. */
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
