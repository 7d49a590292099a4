package io.communitycloud.edge.partner;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How partner systems are received.
 *
 * @param registeredOnly whether a bureau that is no partner is refused; off on a laptop, where the sample bureaus call with
 *     their tokens alone
 * @param own path prefixes a partner needs no grant for, because they are about itself
 * @param body the largest signed body; it is held in memory until its digest is known
 * @param bodies all signed bodies that are held at once
 * @param patience how long the exchange may take to say whether a nonce is new
 */
@ConfigurationProperties("edge.partner")
public record PartnerProperties(
        @DefaultValue("false") boolean registeredOnly,

        @DefaultValue({"/api/v1/partners", "/api/v1/webhooks", "/api/v1/call-records", "/api/v1/me"})
        List<String> own,

        @DefaultValue("8MB") DataSize body,
        @DefaultValue("32MB") DataSize bodies,
        @DefaultValue("1s") Duration patience) {}
