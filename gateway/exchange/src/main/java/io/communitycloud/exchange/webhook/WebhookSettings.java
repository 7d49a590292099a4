package io.communitycloud.exchange.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are delivered, under {@code exchange.webhook}.
 *
 * @param background whether deliveries are worked off by themselves; tests do it by hand
 * @param intranets networks in CIDR notation in which targets may lie although they are not public, such as the
 *     government's extranet; every one is a door, so none is open by default
 * @param sslBundle name of the bundle whose trust is used in place of Java's own
 */
@ConfigurationProperties("exchange.webhook")
record WebhookSettings(
        @DefaultValue("true") boolean background,
        @DefaultValue List<String> intranets,
        @Nullable String sslBundle) {}
