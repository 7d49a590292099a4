package io.communitycloud.notice.notice;

import io.communitycloud.common.web.Refusal;
import io.communitycloud.notice.category.Channel;
import java.time.Duration;
import java.util.Map;

/** Why a notice cannot be written, published or recalled as asked. */
sealed interface NoticeRefusal extends Refusal {

    /** A step of an activation asks for what no person could write down here; told by an event. */
    enum OfStep implements NoticeRefusal {
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
    record NotADraft(NoticeState state) implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-not-a-draft";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("state", state.name());
        }
    }

    /** Only what is published can be recalled. */
    record NotPublished(NoticeState state) implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-not-published";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("state", state.name());
        }
    }

    /** Its time was over before it was published. */
    record ValidityOver() implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-validity-over";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }

        @Override
        public String pointer() {
            return "/expiresAt";
        }
    }

    /** It would end before or when it begins. */
    record EndsBeforeItBegins() implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-ends-before-it-begins";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public String pointer() {
            return "/expiresAt";
        }
    }

    /** It would live longer than its category lets it. */
    record LivesTooLong(Duration longest) implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-lives-too-long";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("days", longest.toDays());
        }

        @Override
        public String pointer() {
            return "/expiresAt";
        }
    }

    /** Whoever is asked must have time to answer. */
    record OpenTooShort(Duration least) implements NoticeRefusal {
        @Override
        public String code() {
            return "notice-open-too-short";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("days", least.toDays());
        }

        @Override
        public String pointer() {
            return "/expiresAt";
        }
    }

    /** The category does not go out on that channel. */
    record ChannelNotOfCategory(Channel channel, String category) implements NoticeRefusal {
        @Override
        public String code() {
            return "channel-not-of-category";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("channel", channel.name(), "category", category);
        }

        @Override
        public String pointer() {
            return "/channels";
        }
    }

    /** Title or text is longer than a channel takes. */
    record TooLongForChannel(Channel channel, String member, int most) implements NoticeRefusal {
        @Override
        public String code() {
            return "too-long-for-channel";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("channel", channel.name(), "most", most);
        }

        @Override
        public String pointer() {
            return "/" + member;
        }
    }
}
