package io.communitycloud.common.web.argument;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits every request is held to.
 *
 * @param bodyLimit the most bytes of a body, unless its handler says otherwise
 */
@ConfigurationProperties("cloud.web")
public record WebProperties(@DefaultValue("1MB") DataSize bodyLimit) {}
