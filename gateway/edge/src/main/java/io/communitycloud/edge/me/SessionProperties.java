package io.communitycloud.edge.me;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who knows where somebody is signed in.
 *
 * @param uri the identity provider's list of the caller's sessions, each below it by its id
 * @param patience how long its answer may take; it tells the broker before it answers
 */
@ConfigurationProperties("edge.sessions")
public record SessionProperties(
        @DefaultValue("http://127.0.0.1:9000/sessions") URI uri,
        @DefaultValue("6s") Duration patience) {}
