package io.communitycloud.emergency.quarantine;

import java.time.Instant;

/** The result of a nucleic acid test. */
public record TestResult(Instant takenAt, boolean negative) {}
