/** Volunteers: residents who say what they can and when, and the quarantined households they are bound to. */
@NullMarked
package io.communitycloud.team.volunteer;

import org.jspecify.annotations.NullMarked;
