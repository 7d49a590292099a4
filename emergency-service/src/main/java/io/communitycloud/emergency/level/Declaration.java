package io.communitycloud.emergency.level;

import io.communitycloud.emergency.catalogue.LegalBasis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a level was declared.
 *
 * @param authority who declared it, null where nobody knows
 * @param document by which document, null where nobody knows
 * @param basis how we know: documented or stated by whoever entered it
 * @param by who entered it
 */
public record Declaration(
        Level level,
        Instant since,
        @Nullable String authority,
        @Nullable String document,
        @Nullable LegalBasis legalBasis,
        @Nullable String note,
        String basis,
        String by) {}
