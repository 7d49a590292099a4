package io.communitycloud.edge.validation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How requests are held to the published documents.
 *
 * @param enabled whether they are
 * @param body the largest body that is; what is larger passes, and its service judges it
 * @param bodies all bodies that are held at once; where there is no room for another it passes
 */
@ConfigurationProperties("edge.validation")
public record ValidationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1MB") DataSize body,
        @DefaultValue("16MB") DataSize bodies) {}
