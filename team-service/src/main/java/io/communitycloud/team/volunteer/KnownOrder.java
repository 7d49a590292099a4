package io.communitycloud.team.volunteer;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** A quarantine order as volunteers know it: whom it keeps at home, and whether it still does. */
record KnownOrder(@Id String id, @Nullable String household, boolean ended) {}
