package io.communitycloud.team.team;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be set of teams.
 *
 * @param untilDormant how long a team may do nothing before it counts as dormant; half a year is a proposal of ours, as no
 *     source states a time
 */
@ConfigurationProperties("team.life")
public record TeamSettings(@DefaultValue("182d") Duration untilDormant) {}
