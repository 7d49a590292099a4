package io.communitycloud.legacy;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the stand-ins are told from outside.
 *
 * @param home the copy's folder; credentials live below it, and how many people the sample city has is noted there
 * @param portOffset the copy's shift
 * @param tlsPort where HLT-01 asks for a client certificate, before the shift; 0 for any
 * @param faults whether the catalogue's rates of faults apply
 * @param seed of the faults: the same calls meet the same ones
 * @param latency how much of the catalogue's latency is spent waiting; 0 for none
 * @param clock where the bureaus' clock stands, with its offset; empty for noon of a weekday
 * @param addresses the addresses that PSB-01 lets in
 */
@ConfigurationProperties("legacy")
public record LegacySettings(
        Path home,
        @DefaultValue("0") int portOffset,
        @DefaultValue("8121") int tlsPort,
        @DefaultValue("true") boolean faults,
        @DefaultValue("20201101") long seed,
        @DefaultValue("0") double latency,
        @DefaultValue("") String clock,
        @DefaultValue({"127.0.0.1", "0:0:0:0:0:0:0:1"}) List<String> addresses) {

    public LegacySettings {
        addresses = List.copyOf(addresses);
    }

    public Path secrets() {
        return home.resolve("secrets");
    }
}
