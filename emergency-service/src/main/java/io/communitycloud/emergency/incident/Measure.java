package io.communitycloud.emergency.incident;

import io.communitycloud.emergency.catalogue.LegalBasis;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done about an incident.
 *
 * @param legalBasis null where nobody stated one
 * @param by who said so: the subject of her token
 */
record Measure(String what, IncidentState state, @Nullable LegalBasis legalBasis, String by, Instant at) {}
