package io.communitycloud.notice.notice;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refusal.Kind;
import io.communitycloud.notice.category.Channel;
import java.time.Duration;

/** Why a notice cannot be written, published or recalled as asked. */
final class NoticeRefusal {

    /** A step of an activation asks for what no person could write down here; told by an event. */
    enum OfStep implements Refusal {
        UNKNOWN_AREA("unknown-area"),
        /** The area lies outside the one that the plan was activated for. */
        AREA_OUTSIDE("area-outside-activation"),
        UNKNOWN_CATEGORY("unknown-category"),
        UNKNOWN_CHANNEL("unknown-channel"),
        NO_CHANNEL("no-channel"),
        /** Whoever activated the plan has been told already that this step failed. */
        DEADLINE_MISSED("deadline-missed");

        private final String code;

        OfStep(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }
    }

    /** Only a draft can be changed, removed or published. */
    static Refusal notADraft(NoticeState state) {
        return Refusal.of("notice-not-a-draft", Kind.CONFLICT).with("state", state.name());
    }

    /** Only what is published can be recalled. */
    static Refusal notPublished(NoticeState state) {
        return Refusal.of("notice-not-published", Kind.CONFLICT).with("state", state.name());
    }

    /** Its time was over before it was published. */
    static final Refusal VALIDITY_OVER =
            Refusal.of("notice-validity-over", Kind.CONFLICT).at("/expiresAt");

    /** It would end before or when it begins. */
    static final Refusal ENDS_BEFORE_IT_BEGINS =
            Refusal.of("notice-ends-before-it-begins", Kind.RULE).at("/expiresAt");

    /** It would live longer than its category lets it. */
    static Refusal livesTooLong(Duration longest) {
        return Refusal.of("notice-lives-too-long", Kind.RULE).at("/expiresAt").with("days", longest.toDays());
    }

    /** Whoever is asked must have time to answer. */
    static Refusal openTooShort(Duration least) {
        return Refusal.of("notice-open-too-short", Kind.RULE).at("/expiresAt").with("days", least.toDays());
    }

    /** The category does not go out on that channel. */
    static Refusal channelNotOfCategory(Channel channel, String category) {
        return Refusal.of("channel-not-of-category", Kind.RULE)
                .at("/channels")
                .with("channel", channel.name())
                .with("category", category);
    }

    /** Title or text is longer than a channel takes. */
    static Refusal tooLongForChannel(Channel channel, String member, int most) {
        return Refusal.of("too-long-for-channel", Kind.RULE)
                .at("/" + member)
                .with("channel", channel.name())
                .with("most", most);
    }

    private NoticeRefusal() {}
}
