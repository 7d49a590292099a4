package io.communitycloud.common.privacy;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import org.jspecify.annotations.Nullable;

/** How personal data look to those who may not see them: recognisable to who knows them, useless to who does not. */
public final class Masks {

    private static final char STAR = '*';
    /** What an input method writes for a star. */
    private static final char WIDE_STAR = '＊';

    private Masks() {}

    /** The first character and one star, {@code 张*}: the length of a name is nobody's business either. */
    public static String name(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + STAR;
    }

    /** The first three and last four of a citizen number, {@code 310***********1234}; of shorter ones less. */
    public static String number(String number) {
        return number.length() >= 15 ? ends(number, 3, 4) : ends(number, 1, 3);
    }

    /** The first three and last four digits, {@code 138****5678}. */
    public static String phone(String phone) {
        return phone.length() >= 11 ? ends(phone, 3, 4) : ends(phone, 0, 2);
    }

    /** The road without lane, house and room: all before the first digit, at most six characters. */
    public static String address(String address) {
        int end = 0;
        while (end < address.length() && end < 6 && !Character.isDigit(address.charAt(end))) {
            end++;
        }
        if (end > 0 && Character.isHighSurrogate(address.charAt(end - 1))) {
            end--;
        }
        return address.isEmpty() ? "" : address.substring(0, end) + "***";
    }

    /** Whether a text that was sent to us is the product of a mask. */
    public static boolean isMasked(@Nullable String text) {
        return text != null && (text.indexOf(STAR) >= 0 || text.indexOf(WIDE_STAR) >= 0);
    }

    /** Refuses a masked value that comes back as if it were the value: stored, it would destroy the real one. */
    public static void refuseMasked(String pointer, @Nullable String text) {
        if (isMasked(text)) {
            throw new Refused(new MaskedValue(pointer));
        }
    }

    private static String ends(String text, int head, int tail) {
        int hidden = text.length() - head - tail;
        // Too short to show both ends and still hide something: hide it all.
        return hidden < 2
                ? "*".repeat(text.length())
                : text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }

    /** The request gives a mask where a value must stand; 422. */
    public record MaskedValue(String pointer) implements Refusal {

        @Override
        public String code() {
            return "masked-value";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }
}
