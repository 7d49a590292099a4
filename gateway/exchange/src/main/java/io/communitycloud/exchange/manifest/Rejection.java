package io.communitycloud.exchange.manifest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a file is not served as a manifest.
 *
 * @param file its name, without its folder
 * @param systemId the system it is about, where that much could be read
 * @param line counted from 1
 * @param reason for whoever wrote the file; never a value of it
 * @param servedVersion the version of the system that goes on being served, null where there is none
 */
public record Rejection(
        String file,
        @Nullable String systemId,
        int line,
        String reason,
        Instant at,
        @Nullable Integer servedVersion) {

    Rejection serving(@Nullable Integer version) {
        return new Rejection(file, systemId, line, reason, at, version);
    }
}
