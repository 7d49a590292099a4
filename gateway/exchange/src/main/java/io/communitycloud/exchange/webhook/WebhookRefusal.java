package io.communitycloud.exchange.webhook;

import io.communitycloud.common.web.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why something cannot be done with a webhook. */
sealed interface WebhookRefusal extends Refusal {

    /**
     * The target lies where nothing may be called.
     *
     * @param because {@code form}, {@code scheme}, {@code port}, {@code host}, {@code unknown-host} or {@code address}
     */
    record TargetRefused(String because) implements WebhookRefusal {

        @Override
        public String code() {
            return "webhook-target-refused";
        }

        @Override
        public Kind kind() {
            return Kind.RULE;
        }

        @Override
        public Map<String, Object> arguments() {
            return Map.of("because", because);
        }

        @Override
        public @Nullable String pointer() {
            return "/url";
        }
    }

    /** Its state forbids it. */
    record WrongState() implements WebhookRefusal {

        @Override
        public String code() {
            return "webhook-wrong-state";
        }

        @Override
        public Kind kind() {
            return Kind.CONFLICT;
        }
    }
}
